import { Option, type Command } from 'commander';
import { LINT_LEVELS } from '../policy-lint/finding';
import type { ExitCode } from './exit-code';
import type { LintCommandOptions } from './iam-lint';
import type { Io } from './io';

const EXAMPLES = `
Levels:
  error       AWS refuses the policy, or a part of it can never take effect
  warning     it likely does something else than it says
  suggestion  it does what it says, and could say it better

Examples:
  $ cdktf-guardrails iam lint                          the policies of the output of cdktf synth
  $ cdktf-guardrails iam lint policies/ --level warning
  $ cdktf-guardrails iam lint trust.json --type trust --format json

Exit codes:
  0  nothing at or above the level of --fail-on
  1  findings at or above it
  2  usage or tool error
  3  no policy to lint
`;

/** Adds `iam lint`. Calls `done` with the exit code. */
export function addIamLintCommand(iam: Command, io: Io, done: (code: ExitCode) => void): void {
  iam
    .command('lint')
    .description('say what AWS would refuse in policies, and what in them takes no effect')
    .argument(
      '[path...]',
      'file or folder of policies, or Terraform JSON as for check (default: output of cdktf.json, or cdktf.out)',
    )
    .addOption(
      new Option('--type <kind>', 'what the files of policies are (default: as they say)').choices([
        'identity',
        'trust',
        'resource',
      ]),
    )
    .addOption(
      new Option('--level <level>', 'mildest level that is reported').choices(LINT_LEVELS).default('suggestion'),
    )
    .addOption(
      new Option('--fail-on <level>', 'mildest level that fails the run')
        .choices([...LINT_LEVELS, 'never'])
        .default('error'),
    )
    .addOption(new Option('--format <name>', 'format of the report').choices(['text', 'json', 'sarif']).default('text'))
    .option('--allow-stale', 'read output that is older than its sources')
    .option('--debug', 'print the stack of an error')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: LintCommandOptions) => {
      const { lintPolicies } = require('./iam-lint') as typeof import('./iam-lint');
      done(lintPolicies(paths, options, io));
    });
}
