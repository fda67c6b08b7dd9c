import type { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { aws } from '../core/provider-resources';
import { isUnresolved } from '../core/tokens';
import { groupDescription } from './rule-description';
import { SecurityGroupBase } from './security-group-base';
import type { ISecurityGroup } from './security-group-ref';

export interface SecurityGroupProps {
  /** Id of the VPC. */
  readonly vpcId: string;

  /**
   * What the group is for. EC2 cannot change it: a new text replaces the group.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Tags of the group.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

const MAX_PREFIX = 100;

/**
 * A security group that lets nothing in and nothing out until it is told to.
 *
 * Rules are resources of their own whose ids follow from what they allow: adding one never touches another. The group
 * sets no `egress`: Terraform then takes away the rule that EC2 adds to a new group, which would let everything out.
 */
export class SecurityGroup extends SecurityGroupBase {
  /**
   * A group that was made elsewhere. Rules added to it become resources of this stack.
   *
   * @throws GuardrailsError SG_ID_INVALID
   */
  static fromSecurityGroupId(scope: Construct, id: string, securityGroupId: string): ISecurityGroup {
    return new ImportedSecurityGroup(scope, id, securityGroupId);
  }

  /** The provider's own resource. */
  readonly resource: SecurityGroupResource;
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    this.resource = new aws.securityGroup.SecurityGroup(this, 'Resource', {
      // EC2 refuses names that begin with sg-.
      namePrefix: `${physicalName(this, MAX_PREFIX - 1).replace(/^sg-/, 'group-')}-`.slice(-MAX_PREFIX),
      description: groupDescription(props.description, `Security group at ${this.node.path}`, this),
      vpcId: props.vpcId,
      tags: props.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = this.resource.id;
    guarantee(
      this,
      this.resource,
      ['ingress', 'egress'].map((attribute) => ({
        code: 'SG_NO_INLINE_RULES',
        attribute,
        value: undefined,
        promise: 'that every rule is a resource of its own',
        instead: `use connections or add${attribute === 'ingress' ? 'Ingress' : 'Egress'}Rule`,
      })),
    );
  }
}

class ImportedSecurityGroup extends SecurityGroupBase {
  constructor(
    scope: Construct,
    id: string,
    readonly securityGroupId: string,
  ) {
    super(scope, id);
    if (isUnresolved(securityGroupId) || /^sg-[0-9a-f]+$/.test(securityGroupId)) return;
    throw new GuardrailsError(
      'SG_ID_INVALID',
      `${JSON.stringify(securityGroupId)} is no security group id; pass an id such as sg-0123456789abcdef0`,
      this,
    );
  }
}
