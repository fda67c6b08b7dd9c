import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares text with a file of test/golden. With UPDATE_GOLDEN=1 the file is written instead: read what changed. */
export function expectGolden(name: string, text: string): void {
  const file = join(__dirname, '../golden', name);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}
