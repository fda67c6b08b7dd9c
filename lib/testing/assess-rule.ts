import type { Finding } from '../compliance/engine/assessment';
import { selectRules } from '../compliance/engine/rule-selection';
import { assess } from '../compliance/engine/runner';
import { checkRuleId } from './check-options';
import { readSubject } from './subject';
import { raiseToolErrors } from './tool-errors';

export interface RuleAssessment {
  /** What passes, or is accepted by a suppression. */
  readonly passed: readonly Finding[];
  /** What fails or cannot be decided, and is not accepted. */
  readonly open: readonly Finding[];
}

/** Judges a subject by one rule alone. */
export function assessRule(subject: unknown, rule: unknown): RuleAssessment {
  checkRuleId(rule);
  const assessment = assess(readSubject(subject), selectRules({ rules: [rule] }), { all: true });
  raiseToolErrors(assessment);
  return {
    passed: assessment.findings.filter(isClosed),
    open: assessment.findings.filter((finding) => !isClosed(finding)),
  };
}

function isClosed({ verdict, suppressed }: Finding): boolean {
  return verdict === 'pass' || suppressed !== null;
}
