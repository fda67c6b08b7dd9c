/**
 * Refreshes what README.md takes from the catalogue and from the command: the table of packs, the quoted output.
 *
 *     npx tsx scripts/gen-readme.ts           write
 *     npx tsx scripts/gen-readme.ts --check   fail when it is not up to date
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { synthesizeBrokenTwin } from './readme/command-output';
import { refresh } from './readme/refresh';

const README = path.join(__dirname, '..', 'README.md');

async function main(check: boolean): Promise<void> {
  const before = readFileSync(README, 'utf8');
  const after = await refresh(before, synthesizeBrokenTwin('readme-output'));
  if (after === before) return;
  if (!check) {
    writeFileSync(README, after);
    return;
  }
  console.error('README.md is not up to date; run `npm run docs`');
  process.exitCode = 1;
}

void main(process.argv.includes('--check'));
