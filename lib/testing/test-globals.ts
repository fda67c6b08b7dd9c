/** The globals of jest, and of vitest with `globals: true`. */
export interface TestGlobals {
  /** Groups tests. */
  readonly describe: (name: string, body: () => void) => void;
  /** Registers a test. */
  readonly it: (name: string, body: () => void) => void;
  /** Registers what runs before the tests of a group. */
  readonly beforeAll: (body: () => void) => void;
}

/**
 * The functions of the test framework that runs.
 *
 * @throws Error outside of a test framework, or where it keeps its functions to imports
 */
export function testGlobals(): TestGlobals {
  const globals = globalThis as Partial<TestGlobals>;
  if (globals.describe === undefined || globals.it === undefined || globals.beforeAll === undefined) {
    throw new Error(
      'describe, it and beforeAll are not global: run this with jest, or with vitest and `globals: true`, ' +
        'or import them and pass { describe, it, beforeAll } as the last argument',
    );
  }
  return globals as TestGlobals;
}
