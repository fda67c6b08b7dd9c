import { Command, InvalidArgumentError, Option } from 'commander';
import { SEVERITIES } from '../compliance/engine/severity';
import { packNames } from '../compliance/packs';
import { TOOL } from '../compliance/tool';
import { reporters } from '../reporters';
import { createBaseline, pruneBaseline, type BaselineOptions } from './baseline-command';
import { check, type CheckOptions } from './check-command';
import { addEvidenceCommands } from './evidence-command';
import type { ExitCode } from './exit-code';
import { addIamCommands } from './iam-command';
import { explain } from './explain-command';
import { widthOf, type Io } from './io';
import { listRules, type RulesOptions } from './rules-command';

const EXAMPLES = `
Examples:
  $ cdktf-guardrails check                                 check the output of cdktf synth
  $ cdktf-guardrails check cdktf.out --pack cis-aws-5.0.0  check one pack
  $ cdktf-guardrails check main.tf.json --fail-on high     let medium and low findings pass
  $ cdktf-guardrails check --format json > report.json     a report for machines
  $ cdktf-guardrails check --format stylish --format sarif=guardrails.sarif --format html=report.html
  $ cdktf-guardrails check --format sarif=out.sarif --format junit=out.xml --format stylish
  $ cdktf-guardrails rules --pack strict                   list rules
  $ cdktf-guardrails explain rds-instance-storage-encrypted

Exit codes:
  0  nothing at or above the threshold
  1  findings at or above the threshold
  2  usage or tool error
  3  nothing to check
`;

/** The command line: names, arguments and texts. Calls `done` with the exit code of the command that ran. */
export function createProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('cdktf-guardrails')
    .description('Checks the Terraform JSON of CDKTF against compliance rules for AWS.')
    .version(TOOL.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => widthOf(io),
      getErrHelpWidth: () => widthOf(io),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(add --help for usage)')
    .addHelpText('after', EXAMPLES);

  program
    .command('check')
    .description('check Terraform JSON')
    .argument(
      '[path...]',
      'output folder of cdktf, folder or file of Terraform JSON, or - for standard input (default: output of cdktf.json, or cdktf.out)',
    )
    .option(
      '--pack <names>',
      'packs to check, instead of those of the settings (repeat, or separate by commas)',
      addNames,
    )
    .option('--rule <ids>', 'rules to check alone, whatever the packs hold (repeat, or separate by commas)', addNames)
    .addOption(
      new Option('--fail-on <severity>', 'mildest severity that fails the run').choices([...SEVERITIES, 'never']),
    )
    .option('--fail-on-unknown', 'let an unknown verdict fail the run as a failing one does')
    .option('--account-baseline', 'report what the baseline of an account lacks, in every stack')
    .option(
      '--format <name>',
      `format of the report: ${[...reporters.keys()].join(', ')}; as name=file it goes to a file; repeat for several (default: stylish)`,
      addText,
    )
    .option('--all', 'report passes and suppressed findings too')
    .option('--config <file>', 'settings file (default: guardrails.config.json of the working directory)')
    .option('--quiet', 'print only failing findings and the summary (stylish, html)')
    .option('--max-findings <n>', 'print at most this many findings, the worst ones (stylish, html)', parseCount)
    .option('--allow-stale', 'check output that is older than its sources')
    .option('--baseline <file>', 'findings accepted at adoption (default: guardrails.baseline.json, where it exists)')
    .option('--schema', 'check names, types and requirements against the installed bindings of the AWS provider, too')
    .option('--strict', 'fail on suppressions that accept nothing, and on stale entries of the baseline')
    .option('--debug', 'print the stack of an error')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: CheckOptions) => {
      done(check(paths, options, io));
    });

  const baseline = program
    .command('baseline')
    .description('accept the findings of today, and see to it that they only shrink');
  for (const [name, description, run] of [
    ['create', 'write the failing findings of a check to a new baseline', createBaseline],
    ['prune', 'drop the entries of the baseline that no finding needs any more', pruneBaseline],
  ] as const) {
    baseline
      .command(name)
      .description(description)
      .argument('[path...]', 'as for check')
      .option('--output <file>', 'the baseline (default: guardrails.baseline.json)')
      .option('--pack <names>', 'packs to check, as for check', addNames)
      .option('--config <file>', 'settings file (default: guardrails.config.json of the working directory)')
      .option('--account-baseline', 'accept what the baseline of an account lacks, too')
      .option('--allow-stale', 'check output that is older than its sources')
      .option('--debug', 'print the stack of an error')
      .action((paths: string[], options: BaselineOptions) => {
        done(run(paths, options, io));
      });
  }

  program
    .command('rules')
    .description('list rules')
    .option('--pack <names>', 'only the rules of these packs (repeat, or separate by commas)', addNames)
    .option('--coverage', 'what the rules decide of the recommendations of a CIS pack, one by one')
    .addOption(new Option('--format <name>', 'format of the list').choices(['table', 'json']).default('table'))
    .option('--debug', 'print the stack of an error')
    .addHelpText(
      'after',
      () =>
        `\nPacks:\n${packNames()
          .map((name) => `  ${name}\n`)
          .join('')}`,
    )
    .action((options: RulesOptions) => {
      done(listRules(options, io));
    });

  program
    .command('explain')
    .description('print what a rule asks for, why, and how to comply')
    .argument('<rule>', 'id of the rule')
    .option('--debug', 'print the stack of an error')
    .action((id: string) => {
      done(explain(id, io));
    });

  addEvidenceCommands(program, io, done);
  addIamCommands(program, io, done);
  return program;
}

function addNames(text: string, known: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('A name is empty.');
  return [...new Set([...known, ...names])];
}

function addText(text: string, known: readonly string[] = []): readonly string[] {
  return [...known, text];
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number, 0 or more.');
  return Number(text);
}
