import { maskSentence } from '../compliance/engine/redact';
import type { Position } from '../compliance/model/block';
import { isUnknown } from '../compliance/model/value';
import {
  LINT_LEVELS,
  lintPolicy,
  type LintedKind,
  type LintFinding,
  type LintLevel,
  type LintPlace,
} from '../policy-lint';
import { ExitCode } from './exit-code';
import { readLintInputs, type LintInput } from './iam-lint-inputs';
import { jsonLintReport, sarifLintReport, textLintReport } from './iam-lint-report';
import type { Io } from './io';

export interface LintCommandOptions {
  readonly type?: LintedKind;
  readonly level: LintLevel;
  readonly failOn: LintLevel | 'never';
  readonly allowStale?: boolean;
  readonly format: string;
}

/** What is said of one policy, with places. */
export interface LintedInput {
  readonly input: LintInput;
  readonly findings: readonly (LintFinding & { readonly path: string; readonly position: Position | undefined })[];
  /** Expressions that hide the policy or parts of it. */
  readonly undecided: readonly { readonly path: string; readonly expression: string }[];
}

/** Lints policies: files of them, or those of Terraform JSON. */
export function lintPolicies(paths: readonly string[], options: LintCommandOptions, io: Io): ExitCode {
  const { type, level, failOn, allowStale, format } = options;
  const all = readLintInputs(paths, { kind: type, allowStale }, io).map(lintOne);
  const shown = all.map((each) => ({
    ...each,
    findings: each.findings.filter((finding) => isAtLeast(finding, level)),
  }));
  const report = format === 'json' ? jsonLintReport : format === 'sarif' ? sarifLintReport : textLintReport;
  io.stdout.write(report(shown, io));
  if (failOn === 'never') return ExitCode.ok;
  const fails = all.some(({ findings }) => findings.some((finding) => isAtLeast(finding, failOn)));
  return fails ? ExitCode.findings : ExitCode.ok;
}

function isAtLeast(finding: LintFinding, level: LintLevel): boolean {
  return LINT_LEVELS.indexOf(finding.level) <= LINT_LEVELS.indexOf(level);
}

function lintOne(input: LintInput): LintedInput {
  const { document, options, path } = input;
  if (isUnknown(document))
    return { input, findings: [], undecided: [{ path, expression: maskSentence(document.expression) }] };
  const { findings, undecided } = lintPolicy(document, options);
  return {
    input,
    findings: findings.map((finding) => {
      const at = pathOf(input, finding);
      return { ...finding, message: maskSentence(finding.message), path: at, position: input.locate(at) };
    }),
    undecided: [
      ...document.unknowns.map(({ expression }) => ({ path, expression: maskSentence(expression) })),
      ...undecided.map((place) => ({ path: pathOf(input, place), expression: maskSentence(place.value.expression) })),
    ],
  };
}

/** Path in the document, or from the block that holds it: `policy.Statement[0].Action[1]`. */
function pathOf({ document, path }: LintInput, { statement, element, index, condition }: LintPlace): string {
  const held = isUnknown(document) || statement === undefined ? undefined : document.statements[statement];
  if (held === undefined) return path;
  const inside = condition === undefined ? (index === undefined ? '' : `[${String(index)}]`) : `.${condition[0]}`;
  return `${held.path}${element === undefined ? '' : `.${element}${inside}`}`;
}
