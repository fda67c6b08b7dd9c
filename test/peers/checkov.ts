import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { loadPaths } from '../../lib/compliance';
import { withStacks, type StackJson } from './examples';

/** What Checkov says of one block. */
export interface CheckovVerdict {
  /** Name that the stack was given under. */
  readonly stack: string;
  readonly check: string;
  /** Terraform's address: Checkov's own names leave the type out. */
  readonly address: string;
}

export interface CheckovReport {
  readonly exitCode: number | null;
  readonly parsingErrors: number;
  readonly passed: readonly CheckovVerdict[];
  readonly failed: readonly CheckovVerdict[];
}

interface RawCheck {
  readonly check_id: string;
  /** Begins with a slash, relative to the folder. */
  readonly file_path: string;
  readonly file_line_range: readonly [number, number];
}

interface RawReport {
  readonly summary: { readonly parsing_errors: number };
  readonly results: { readonly passed_checks: readonly RawCheck[]; readonly failed_checks: readonly RawCheck[] };
}

/** Judges one stack by every check of Checkov. */
export function runCheckov(stack: StackJson): CheckovReport {
  return runCheckovOnAll(new Map([['stack', stack]]));
}

/** Judges stacks apart from each other, in one run: Checkov takes seconds to start. */
export function runCheckovOnAll(stacks: ReadonlyMap<string, StackJson>): CheckovReport {
  return withStacks(stacks, (folder) => {
    const args = ['-d', folder, '--framework', 'terraform_json', '-o', 'json', '--compact', '--skip-download'];
    const { status, stdout, stderr } = spawnSync(programOf(), args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (!stdout.trimStart().startsWith('{'))
      throw new Error(`checkov ended with ${String(status)} and no report\n${stderr}`);
    const { summary, results } = JSON.parse(stdout) as RawReport;
    const addresses = new Map(
      [...stacks.keys()].map((name) => [name, addressesByLine(path.join(folder, name, 'cdk.tf.json'))]),
    );
    const verdicts = (checks: readonly RawCheck[]): readonly CheckovVerdict[] =>
      checks.map(({ check_id: check, file_path: file, file_line_range: [, line] }) => {
        const stack = path.basename(path.dirname(file));
        const addressOf = addresses.get(stack);
        if (addressOf === undefined) throw new Error(`checkov judges ${file}, which is no stack`);
        return { stack, check, address: addressOf(line) };
      });
    return {
      exitCode: status,
      parsingErrors: summary.parsing_errors,
      passed: verdicts(results.passed_checks),
      failed: verdicts(results.failed_checks),
    };
  });
}

/** The checks that have a verdict on a block. */
export function checksOn(address: string, verdicts: readonly CheckovVerdict[]): readonly string[] {
  return verdicts
    .filter((verdict) => verdict.address === address)
    .map(({ check }) => check)
    .sort();
}

function programOf(): string {
  const program = process.env.CHECKOV;
  if (program === undefined) throw new Error('CHECKOV does not name the program; run scripts/peers.sh');
  return program;
}

/** Finds the block that a line of the file belongs to: the last one that starts at or before it. */
function addressesByLine(file: string): (line: number) => string {
  const starts = loadPaths([file])
    .flatMap(({ configuration }) =>
      configuration.blocks.map((block) => ({
        address: block.address,
        line: configuration.locate(block)?.line ?? Infinity,
      })),
    )
    .sort((left, right) => left.line - right.line);
  return (line) => starts.findLast((start) => start.line <= line)?.address ?? `line ${String(line)}`;
}
