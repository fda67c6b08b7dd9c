import { isatty } from 'node:tty';
import { createColors } from 'picocolors';
import type { Assessment } from '../compliance/engine/assessment';
import type { Settings } from '../compliance/engine/settings';
import { sourceReader } from '../reporters/source-reader';
import { stylish } from '../reporters/stylish';
import { visible } from '../reporters/visible-text';
import type { Judgement } from './judgement';

const DEFAULT_WIDTH = 100;

/**
 * Why a synthesis fails, for the error that CDKTF throws: a headline, then the report of the command line.
 *
 * @param setAside name that the file of a stack has after the rejection
 */
export function rejectionText(
  { assessment, failing, stackFiles, stackCount }: Judgement,
  settings: Settings,
  setAside: (file: string) => string,
): string {
  const rename = (file: string): string => (stackFiles.has(file) ? setAside(file) : file);
  const { stderr, env } = process;
  const isTTY = isatty(stderr.fd);
  const report = stylish(renamed(assessment, rename), {
    // The command of CDKTF sets FORCE_COLOR, wherever its output goes.
    colors: createColors(isTTY && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb'),
    width: isTTY && stderr.columns > 0 ? stderr.columns : DEFAULT_WIDTH,
    quiet: !settings.failOnUnknown,
    startedAt: new Date().toISOString(),
    root: process.cwd(),
    readSource: sourceReader(process.cwd()),
  });
  const errors = assessment.errors.map(({ rule, address, file, message }) =>
    visible(`rule ${rule} failed on ${address} in ${rename(file)}: ${message}; the result is incomplete`),
  );
  return [headline(failing.length, stackCount), '', report.trimEnd(), ...errors].join('\n');
}

function headline(findingCount: number, stackCount: number): string {
  const findings = findingCount === 1 ? '1 finding' : `${String(findingCount)} findings`;
  const stacks = stackCount === 1 ? '1 stack' : `${String(stackCount)} stacks`;
  return `Guardrails.enforce: ${findings} in ${stacks} to fix or to accept with Suppressions.of(…).add(…)`;
}

/** The assessment with the files as they are called once they are set aside. */
function renamed(assessment: Assessment, rename: (file: string) => string): Assessment {
  return {
    ...assessment,
    inputs: assessment.inputs.map((input) => ({ ...input, file: rename(input.file) })),
    findings: assessment.findings.map((finding) => ({ ...finding, file: rename(finding.file) })),
  };
}
