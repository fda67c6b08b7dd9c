/**
 * Writes all the pieces of a new rule: rule, examples, test, index line and page.
 *
 *     npm run new-rule -- <service> <rule-id> <resource-type> <attribute>
 *     npm run new-rule -- efs efs-encrypted aws_efs_file_system encrypted
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');
const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SNAKE = /^[a-z][a-z0-9_]*$/;

function main(args: readonly string[]): void {
  const [service, id, resourceType, attribute, extra] = args;
  if (
    service === undefined ||
    id === undefined ||
    resourceType === undefined ||
    attribute === undefined ||
    extra !== undefined
  ) {
    throw new Error('usage: npm run new-rule -- <service> <rule-id> <resource-type> <attribute>');
  }
  demand(KEBAB.test(service), `the service is kebab-case, such as "rds"; got "${service}"`);
  demand(KEBAB.test(id), `the id is kebab-case, such as "efs-encrypted"; got "${id}"`);
  demand(
    SNAKE.test(resourceType),
    `the resource type is Terraform's, such as "aws_efs_file_system"; got "${resourceType}"`,
  );
  demand(SNAKE.test(attribute), `the attribute is Terraform's, such as "encrypted"; got "${attribute}"`);
  const values = { service, id, resourceType, attribute, title: sentence(id) };
  const files: readonly (readonly [template: string, file: string])[] = [
    ['rule.ts.txt', path.join('lib', 'compliance', 'rules', service, `${id}.ts`)],
    ['rule.test.ts.txt', path.join('test', 'compliance', 'rules', service, `${id}.test.ts`)],
  ];
  for (const [, file] of files) demand(!existsSync(path.join(ROOT, file)), `${file} exists; nothing was written`);
  for (const [template, file] of files) {
    const target = path.join(ROOT, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, render(template, values), { flag: 'wx' });
    console.log(`wrote ${file}`);
  }
  execFileSync(process.execPath, ['--import', 'tsx', path.join(__dirname, 'gen-rule-index.ts')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  console.log(
    '\nNow write its texts (every {{fill: …}}), its decision and its cases, then run `npm run docs` and `npm test`.',
  );
}

function render(template: string, values: Readonly<Record<string, string>>): string {
  const text = readFileSync(path.join(__dirname, 'templates', template), 'utf8');
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

function sentence(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function demand(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
