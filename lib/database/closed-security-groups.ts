import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { SecurityGroup } from '../network/security-group';
import { SecurityGroupBase } from '../network/security-group-base';
import type { ISecurityGroup } from '../network/security-group-ref';
import { shown } from './prop-checks';

interface ClosedSecurityGroups {
  /** Groups that the user made; none for a new group that lets nothing in. */
  readonly securityGroups?: ISecurityGroup[];
  readonly vpcId: string;
  readonly tags?: Record<string, string>;
}

/** The security groups of a database, which can no longer let the internet in. */
export function closedSecurityGroups(owner: Construct, props: ClosedSecurityGroups): ISecurityGroup[] {
  const { vpcId, tags, securityGroups = [] } = props;
  const given: unknown = securityGroups;
  if (!Array.isArray(given) || given.some((group) => typeof group !== 'object' || group === null)) {
    throw new GuardrailsError(
      'DB_PROP_INVALID',
      `securityGroups is ${shown(given)}, allowed is a list of SecurityGroup constructs; import ids with SecurityGroup.fromSecurityGroupId`,
      owner,
    );
  }
  const groups =
    securityGroups.length > 0
      ? securityGroups
      : [new SecurityGroup(owner, 'SecurityGroup', { vpcId, description: `Database at ${owner.node.path}`, tags })];
  for (const group of groups) if (group instanceof SecurityGroupBase) group._closeToInternet('a database uses it');
  return groups;
}
