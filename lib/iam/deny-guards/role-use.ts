import { PolicyStatement } from '../policy-statement';

/** Denies assuming other roles than those that are named, and handing them to services. */
export function denyUseOfOtherRoles(usable: readonly string[]): PolicyStatement {
  return PolicyStatement.deny({
    sid: 'DenyUseOfOtherRoles',
    actions: ['iam:PassRole', 'sts:AssumeRole'],
    notResources: [...usable],
  });
}
