import type { RequestContext } from '../../policy-evaluation';
import { evaluateSubject, type ResourceSubject } from '../evaluate-subject';
import type { MatcherResult } from './result';
import { describeEvaluation } from './to-allow';

/**
 * Passes when a role may certainly not do something: a statement denies it, or nothing allows it. What is not known
 * before Terraform runs does not pass.
 */
export function toDeny(
  received: unknown,
  action: string,
  resource: ResourceSubject = '*',
  context: RequestContext = {},
): MatcherResult {
  const result = evaluateSubject(received, action, resource, context);
  const { decision } = result.evaluation;
  return {
    pass: decision === 'explicitDeny' || decision === 'implicitDeny',
    message: () => describeEvaluation(result, action, 'deny'),
  };
}
