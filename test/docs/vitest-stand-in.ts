/** The part of vitest's declarations that the README extends; vitest itself is no dependency of this package. */
type Matcher = (received: never, ...expected: never[]) => { readonly pass: boolean; message(): string };

// eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars -- as vitest declares it
export interface Matchers<T = any> {}

declare const vitestExpect: {
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- what it holds comes from augmentations
  <T>(actual: T): Matchers<T>;
  extend(matchers: Readonly<Record<string, Matcher>>): void;
};

export { vitestExpect as expect };
