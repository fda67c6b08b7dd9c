/**
 * Writes lib/compliance/reading/tags/taggable-types.ts from the typings of the installed @cdktf/provider-aws.
 *
 *     npx tsx scripts/refresh-taggable-types.ts            writes the file
 *     npx tsx scripts/refresh-taggable-types.ts --check    fails when the file differs, writes nothing
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const TABLE = 'lib/compliance/reading/tags/taggable-types.ts';
const PACKAGE = '@cdktf/provider-aws';
const WIDTH = 118;

interface ResourceTypings {
  readonly type: string;
  /** Version of the Terraform provider, as the links to its documentation state it. */
  readonly version: string;
}

/**
 * The types whose arguments have a map `tags` and its counterpart `tags_all`, which the provider fills with its default
 * tags. `tags` alone is something else: aws_inspector_resource_group selects instances by it.
 */
function taggableTypes(library: string): readonly ResourceTypings[] {
  return readdirSync(library)
    .filter((folder) => !folder.startsWith('data-aws-') && existsSync(path.join(library, folder, 'index.d.ts')))
    .flatMap((folder) => {
      const typings = readFileSync(path.join(library, folder, 'index.d.ts'), 'utf8');
      const type = /static readonly tfResourceType = "(aws_\w+)"/.exec(typings)?.[1];
      const version = /providers\/hashicorp\/aws\/([\d.]+)\//.exec(typings)?.[1];
      const config = /export interface \w+Config extends cdktf\.TerraformMetaArguments \{([\s\S]*?)\n\}/.exec(
        typings,
      )?.[1];
      const isTaggable = config?.includes('\n    readonly tags?: {\n') === true && typings.includes(' get tagsAll()');
      return isTaggable && type !== undefined && version !== undefined ? [{ type, version }] : [];
    })
    .sort((left, right) => (left.type < right.type ? -1 : 1));
}

/** The text of the data file. */
export function render(packageFolder: string): string {
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const types = taggableTypes(path.join(packageFolder, 'lib'));
  const [first] = types;
  if (first === undefined) throw new Error(`${PACKAGE} ${version} has no typings with tags; has its layout changed?`);
  return `/**
 * Resource types that take a map of tags, to which the provider adds its default tags.
 *
 * Derived from the schema of the AWS provider ${first.version}, as ${PACKAGE} ${version} binds it, by
 * scripts/refresh-taggable-types.ts. aws_autoscaling_group is not among them: it has \`tag\` blocks.
 */
const TYPES = \`
${wrapped(types.map(({ type }) => type))}
\`;

export const TAGGABLE_TYPES: ReadonlySet<string> = new Set(TYPES.trim().split(/\\s+/));
`;
}

function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}

function main(): void {
  const text = render(path.dirname(require.resolve(`${PACKAGE}/package.json`)));
  const file = path.join(ROOT, TABLE);
  if (!process.argv.includes('--check')) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${TABLE} is out of date; run npx tsx scripts/refresh-taggable-types.ts\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) main();
