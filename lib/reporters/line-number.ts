/** The greatest number that readers of reports keep in 32 bits. */
const GREATEST = 2 ** 31 - 1;

/** A line or column as reports have it: 1 or more. A stack frame of the input may say anything. */
export function lineNumber(number: number): number {
  return Math.min(Math.max(1, Math.trunc(number)), GREATEST);
}
