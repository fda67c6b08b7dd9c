import { DECISION_TEXTS, statementLines, type RequestContext } from '../../policy-evaluation';
import { evaluateSubject, type ResourceSubject, type SubjectEvaluation } from '../evaluate-subject';
import type { MatcherResult } from './result';

/**
 * Passes when a role may certainly do something: its policies, its boundary and the policy of the resource allow it,
 * and nothing denies it. What is not known before Terraform runs does not pass.
 */
export function toAllow(
  received: unknown,
  action: string,
  resource: ResourceSubject = '*',
  context: RequestContext = {},
): MatcherResult {
  const result = evaluateSubject(received, action, resource, context);
  const { decision } = result.evaluation;
  return { pass: decision === 'allowed', message: () => describeEvaluation(result, action, 'allow') };
}

/** What was expected and what was decided, with the statements that decided. */
export function describeEvaluation(
  { who, resource, evaluation }: SubjectEvaluation,
  action: string,
  verb: string,
): string {
  const { decision, reason } = evaluation;
  const isMet = verb === 'allow' ? decision === 'allowed' : decision === 'explicitDeny' || decision === 'implicitDeny';
  const wanted = `expected ${who} ${isMet ? 'not ' : ''}to ${verb} ${action} on ${resource}`;
  const lines = statementLines(evaluation).map((line) => `\n  ${line}`);
  return `${wanted}, but it is ${DECISION_TEXTS[decision]}: ${reason}${lines.join('')}`;
}
