/** What a matcher of jest or vitest returns. The message is built only when it is shown. */
export interface MatcherResult {
  readonly pass: boolean;
  /** What is shown where the matcher fails. */
  message(): string;
}
