/**
 * Writes what the code says into the documents about constructs: tables of guarantees in docs/constructs/*.md, from what
 * the constructs of test/constructs/builds promise, and the lists of pages in the guide and in the index.
 *
 *     npx tsx scripts/gen-construct-docs.ts           write
 *     npx tsx scripts/gen-construct-docs.ts --check   fail when one is not up to date
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { currentDocuments, documentsOfConstructs } from './construct-docs/pages';

function main(check: boolean): void {
  const before = new Map(documentsOfConstructs().map(({ file, text }) => [file, text]));
  const stale = currentDocuments().filter(({ file, text }) => before.get(file) !== text);
  if (stale.length === 0) return;
  if (!check) {
    for (const { file, text } of stale) writeFileSync(path.join(__dirname, '..', file), text);
    return;
  }
  console.error(`not up to date: ${stale.map(({ file }) => file).join(', ')}; run \`npm run docs\``);
  process.exitCode = 1;
}

main(process.argv.includes('--check'));
