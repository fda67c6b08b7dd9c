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

/** Groups of this package, made here or imported: only they can be closed. */
function isListOfGroups(value: unknown): value is SecurityGroupBase[] {
  return Array.isArray(value) && value.every((group) => group instanceof SecurityGroupBase);
}

/** The security groups of a database, which can no longer let the internet in. */
export function closedSecurityGroups(owner: Construct, props: ClosedSecurityGroups): ISecurityGroup[] {
  const { vpcId, tags, securityGroups = [] } = props;
  const given: unknown = securityGroups;
  if (!isListOfGroups(given)) {
    throw new GuardrailsError(
      'DB_PROP_INVALID',
      `securityGroups is ${shown(given)}, allowed is a list of SecurityGroup constructs; import ids with SecurityGroup.fromSecurityGroupId`,
      owner,
    );
  }
  const groups =
    given.length > 0
      ? given
      : [new SecurityGroup(owner, 'SecurityGroup', { vpcId, description: `Database at ${owner.node.path}`, tags })];
  for (const group of groups) group._closeToInternet('a database uses it');
  return groups;
}
