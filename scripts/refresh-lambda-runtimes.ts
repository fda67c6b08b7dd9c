/**
 * Writes lib/compliance/rules/lambda/data/runtimes.ts from the page of AWS about Lambda runtimes, as Markdown.
 *
 *     npx tsx scripts/refresh-lambda-runtimes.ts                        from docs.aws.amazon.com
 *     npx tsx scripts/refresh-lambda-runtimes.ts ./lambda-runtimes.md   from a copy of the page
 *     npx tsx scripts/refresh-lambda-runtimes.ts … --check              fail when the file differs, write nothing
 *
 * A runtime that the page no longer lists keeps its date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LAMBDA_RUNTIMES } from '../lib/compliance/rules/lambda/data/runtimes';

const PAGE = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.md';
const FILE = path.join(__dirname, '..', 'lib/compliance/rules/lambda/data/runtimes.ts');
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Rows such as ``| Node.js 24 | `nodejs24.x` | Amazon Linux 2023 | Apr 30, 2028 | … |``. The first date is the deprecation. */
export function runtimesOf(markdown: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const line of markdown.split('\n').filter((row) => row.trimStart().startsWith('|'))) {
    const identifier = /`([a-z][\w.-]*)`/.exec(line)?.[1];
    const date = /\|\s*([A-Z][a-z]{2})[a-z]*\.? (\d{1,2}), (\d{4})\s*\|/.exec(line);
    const month = MONTHS.indexOf(date?.[1] ?? '') + 1;
    if (identifier === undefined || date === null || month === 0) continue;
    const [, , day = '', year = ''] = date;
    found[identifier] = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return found;
}

/** The data file with the dates of a page in place of its own. */
export function withDates(file: string, dates: Readonly<Record<string, string>>, asOf: string): string {
  const all = Object.entries({ ...LAMBDA_RUNTIMES.deprecated, ...dates });
  const lines = all.map(([identifier, date]) => `    '${identifier}': '${date}',`).join('\n');
  return file
    .replace(/asOf: '[^']*'/, `asOf: '${asOf}'`)
    .replace(/deprecated: \{\n[^}]*\},/, `deprecated: {\n${lines}\n  },`);
}

async function main(): Promise<void> {
  const { format, resolveConfig } = await import('prettier');
  const args = process.argv.slice(2);
  const source = args.find((arg) => !arg.startsWith('--'));
  const markdown = source === undefined ? await (await fetch(PAGE)).text() : readFileSync(source, 'utf8');
  const dates = runtimesOf(markdown);
  if (Object.keys(dates).length < 10) throw new Error('the page has fewer than ten runtimes: has its form changed?');
  const before = readFileSync(FILE, 'utf8');
  const isCheck = args.includes('--check');
  const asOf = isCheck ? LAMBDA_RUNTIMES.asOf : new Date().toISOString().slice(0, 7);
  const options = { ...(await resolveConfig(FILE)), filepath: FILE };
  const after = await format(withDates(before, dates, asOf), options);
  if (!isCheck) writeFileSync(FILE, after);
  else if (after !== before) throw new Error('the dates of Lambda runtimes have changed: refresh them');
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
