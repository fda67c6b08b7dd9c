import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { loadPaths } from '../../lib/compliance';
import { withStack, type StackJson } from './examples';

/** What Checkov says of one block. */
export interface CheckovVerdict {
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
  readonly file_line_range: readonly [number, number];
}

interface RawReport {
  readonly summary: { readonly parsing_errors: number };
  readonly results: { readonly passed_checks: readonly RawCheck[]; readonly failed_checks: readonly RawCheck[] };
}

/** Judges one stack by every check of Checkov. */
export function runCheckov(stack: StackJson): CheckovReport {
  return withStack(stack, (folder) => {
    const args = ['-d', folder, '--framework', 'terraform_json', '-o', 'json', '--compact', '--skip-download'];
    const { status, stdout, stderr } = spawnSync(programOf(), args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (!stdout.trimStart().startsWith('{'))
      throw new Error(`checkov ended with ${String(status)} and no report\n${stderr}`);
    const { summary, results } = JSON.parse(stdout) as RawReport;
    const addressOf = addressesByLine(path.join(folder, 'cdk.tf.json'));
    const verdicts = (checks: readonly RawCheck[]): readonly CheckovVerdict[] =>
      checks.map((check) => ({ check: check.check_id, address: addressOf(check.file_line_range[1]) }));
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
