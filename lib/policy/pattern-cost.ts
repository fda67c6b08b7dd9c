import { runInNewContext } from 'node:vm';

/** Enough for a pattern that tries every way to split a text to take longer than anyone waits. */
const REPEATED = 48;
const MILLISECONDS = 250;
const COMMON = ['a', 'A', '0', '-', '_', ' '];
const MOST_CHARACTERS = 24;

/**
 * True where the pattern takes too long to refuse a text: `(a+)+b` tries every way to split a row of `a`, and the
 * synthesis would not end. Judged by trial, so that patterns which only look as if are allowed.
 */
export function isSlow(pattern: string): boolean {
  const written = pattern.match(/[^\\^$.*+?()[\]{}|]/g) ?? [];
  const characters = [...new Set([...COMMON, ...written])].slice(0, MOST_CHARACTERS);
  const texts = characters.map((character) => `${character.repeat(REPEATED)}\u0000`);
  try {
    runInNewContext(
      'const whole = new RegExp(`^(?:${pattern})$`); for (const text of texts) whole.test(text);',
      { pattern, texts },
      { timeout: MILLISECONDS },
    );
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  }
}
