/** Exit codes of every command. */
export const ExitCode = {
  /** Nothing at or above the threshold. */
  ok: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** The command line, the settings or an input is wrong, or the tool failed. */
  error: 2,
  /** There was nothing to check. */
  nothingToCheck: 3,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
