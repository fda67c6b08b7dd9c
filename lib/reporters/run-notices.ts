import type { Assessment, LoosenedDefault, SourceLocation, ToolError } from '../compliance/engine/assessment';
import type { SuppressionProblem } from '../compliance/engine/suppressions';
import { shorten, visible } from './visible-text';

/** What a report says of the run itself, beside its findings. */
export interface RunNotice {
  readonly kind: NoticeKind;
  /** An error makes the run fail, or its result incomplete. */
  readonly level: 'error' | 'warning' | 'note';
  readonly rule: string | null;
  readonly file: string | null;
  readonly address: string | null;
  readonly source: SourceLocation | null;
  /** One line that is safe to print. */
  readonly text: string;
}

export type NoticeKind =
  'rule-error' | 'suppression-expired' | 'suppression-unmatched' | 'baseline-stale' | 'default-loosened';

/** What each kind of notice means. */
export const NOTICE_TITLES: Readonly<Record<NoticeKind, string>> = {
  'rule-error': 'A rule threw: the result is incomplete',
  'suppression-expired': 'A suppression has expired: its findings count again',
  'suppression-unmatched': 'A suppression accepts nothing',
  'baseline-stale': 'An entry of the baseline is no longer needed',
  'default-loosened': 'A default of a construct was made weaker',
};

const LONGEST_TEXT = 400;

/** Everything about the run that needs attention; errors first. */
export function noticesOf({
  errors,
  suppressionProblems: problems,
  staleBaseline,
  loosened,
}: Pick<Assessment, 'errors' | 'suppressionProblems' | 'staleBaseline' | 'loosened'>): readonly RunNotice[] {
  return [
    ...errors.map(ruleError),
    ...problems.filter(({ state }) => state === 'expired').map(suppressionProblem),
    ...problems.filter(({ state }) => state !== 'expired').map(suppressionProblem),
    ...staleBaseline.map(({ rule, address, path }) => ({
      ...{ kind: 'baseline-stale' as const, level: 'warning' as const, rule, file: null, address, source: null },
      text: line(
        `the baseline accepts ${rule} on ${address}${path === '' ? '' : ` at ${path}`}, which no longer fails: drop it with \`cdktf-guardrails baseline prune\``,
      ),
    })),
    ...loosened.map(loosenedDefault),
  ];
}

/** What is the matter with a suppression, and what to do. */
export function suppressionText({ state, suppression, file, scope }: SuppressionProblem): string {
  const { rule, expires, reason, owner } = suppression;
  const what =
    state === 'expired'
      ? `expired on ${expires ?? ''}, its findings count again: fix them, or decide anew`
      : 'accepts nothing: remove it';
  const whose = owner === undefined ? '' : `, ${owner}`;
  return `suppression of ${rule} for ${scope} ${what} (${file}${whose}: ${reason})`;
}

/** Which default is weaker, where and why. */
export function loosenedText({
  constructPath,
  address,
  source,
  setting,
  default: secure,
  value,
  reason,
}: LoosenedDefault): string {
  const place = source === null ? '' : ` (${source.file}:${String(source.line)}:${String(source.column)})`;
  return `${constructPath ?? address}${place}: ${setting} is ${value}, by default ${secure}: ${reason}`;
}

function ruleError({ rule, file, address, message }: ToolError): RunNotice {
  return {
    ...{ kind: 'rule-error', level: 'error', rule, file, address, source: null },
    text: line(`rule ${rule} failed on ${address} in ${file}: ${message}; the result is incomplete`),
  };
}

function suppressionProblem(problem: SuppressionProblem): RunNotice {
  const isExpired = problem.state === 'expired';
  return {
    kind: isExpired ? 'suppression-expired' : 'suppression-unmatched',
    level: isExpired ? 'error' : 'warning',
    ...{ rule: problem.suppression.rule, file: problem.file, address: null, source: null },
    text: line(suppressionText(problem)),
  };
}

function loosenedDefault(loosened: LoosenedDefault): RunNotice {
  const { file, address, source } = loosened;
  return {
    ...{ kind: 'default-loosened', level: 'note', rule: null, file, address, source },
    text: line(loosenedText(loosened)),
  };
}

function line(text: string): string {
  return shorten(visible(text), LONGEST_TEXT);
}
