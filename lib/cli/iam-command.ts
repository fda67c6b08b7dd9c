import { InvalidArgumentError, Option, type Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { EffectiveOptions } from './iam-effective';
import type { ExplainAccessOptions } from './iam-explain';
import { addIamLintCommand } from './iam-lint-command';
import type { SimulateOptions } from './iam-simulate';
import type { Io } from './io';

const PATHS =
  'output folder of cdktf, folder or file of Terraform JSON, or - for standard input (default: output of cdktf.json, or cdktf.out)';
const ROLE = 'address or construct path of the role (default: the only one)';
const ACCOUNT = 'account of the configuration, where its provider does not tell';

const EXIT_CODES = `
Exit codes of simulate:
  0  everything asked is allowed
  1  something is denied, or not known before Terraform runs
  2  usage or tool error
  3  nothing to ask: no role in the configuration
`;

/** Adds `iam simulate`, `iam explain`, `iam effective` and `iam lint`. Calls `done` with the exit code of the one that ran. */
export function addIamCommands(program: Command, io: Io, done: (code: ExitCode) => void): void {
  const iam = program.command('iam').description('ask what roles of the configuration may do, and lint policies');
  const format = (): Option =>
    new Option('--format <name>', 'format of the answer').choices(['text', 'json']).default('text');
  iam
    .command('simulate')
    .description('say whether a role may do something, and which statement decides')
    .argument('[path...]', PATHS)
    .option('--role <address>', ROLE)
    .requiredOption('--action <names>', 'actions such as s3:GetObject (repeat, or separate by commas)', addNames)
    .option(
      '--resource <arn>',
      'ARN, or address with what follows its ARN: aws_s3_bucket.data/x (repeat; default: *)',
      addOne,
    )
    .option('--context <key=value>', 'condition key of the request; a key twice has two values (repeat)', addPair)
    .option('--account <id>', ACCOUNT)
    .option('--live', 'ask SimulatePrincipalPolicy of AWS too, and report where it differs (needs @aws-sdk/client-iam)')
    .option('--role-arn <arn>', 'with --live: ARN of the role in the account, where the configuration does not tell')
    .option('--allow-stale', 'read output that is older than its sources')
    .option('--debug', 'print the stack of an error')
    .addOption(format())
    .addHelpText('after', EXIT_CODES)
    .action(async (paths: string[], options: SimulateOptions) => {
      const { simulate } = require('./iam-simulate') as typeof import('./iam-simulate');
      done(await simulate(paths, options, io));
    });
  iam
    .command('explain')
    .description('list the statements of all roles, and of the resource, that are about a resource')
    .argument('<resource>', 'ARN, or address with what follows its ARN: aws_s3_bucket.data/x')
    .argument('[path...]', PATHS)
    .option('--action <names>', 'only what is about these actions (repeat, or separate by commas)', addNames)
    .option('--account <id>', ACCOUNT)
    .option('--allow-stale', 'read output that is older than its sources')
    .option('--debug', 'print the stack of an error')
    .addOption(format())
    .action((resource: string, paths: string[], options: ExplainAccessOptions) => {
      const { explainAccess } = require('./iam-explain') as typeof import('./iam-explain');
      done(explainAccess(resource, paths, options, io));
    });
  iam
    .command('effective')
    .description('list what a role may do after its denies and its boundary, and what of it is not known')
    .argument('<role>', 'address or construct path of the role')
    .argument('[path...]', PATHS)
    .option('--account <id>', ACCOUNT)
    .option('--allow-stale', 'read output that is older than its sources')
    .option('--debug', 'print the stack of an error')
    .addOption(format())
    .action((role: string, paths: string[], options: EffectiveOptions) => {
      const { effectivePermissionsOf } = require('./iam-effective') as typeof import('./iam-effective');
      done(effectivePermissionsOf(role, paths, options, io));
    });
  addIamLintCommand(iam, io, done);
}

function addNames(text: string, known: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('A name is empty.');
  return [...new Set([...known, ...names])];
}

function addOne(text: string, known: readonly string[] = []): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('The resource is empty.');
  return [...known, text];
}

/** Condition keys with all values given for each. */
function addPair(
  text: string,
  known: ReadonlyMap<string, readonly string[]> = new Map(),
): ReadonlyMap<string, readonly string[]> {
  const at = text.indexOf('=');
  const key = text.slice(0, Math.max(at, 0));
  if (!/^[\w-]+:\S/.test(key))
    throw new InvalidArgumentError('Expected key=value, such as aws:RequestedRegion=eu-west-1.');
  return new Map([...known, [key, [...(known.get(key) ?? []), text.slice(at + 1)]]]);
}
