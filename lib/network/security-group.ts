import type { SecurityGroup as SecurityGroupResource } from '@cdktf/provider-aws/lib/security-group';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, type Guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { aws } from '../core/provider-resources';
import { requireTags } from '../core/tags';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { groupDescription } from './rule-description';
import { SecurityGroupBase } from './security-group-base';
import type { ISecurityGroup } from './security-group-ref';
import { describedGuarantee } from './security-group-rule';
import { watchRuleStyle } from './single-rule-style';
import { requireVpcId } from './vpc-id';

/** Props of `SecurityGroup`. */
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

/** How a group that was made elsewhere is used. */
export interface SecurityGroupImportOptions {
  /**
   * Whether rules may be added. Without, connections write the rules of the other side only, and somebody else keeps
   * the rules of this group.
   *
   * @default true
   */
  readonly mutable?: boolean;
}

const MAX_PREFIX = 100;

const NO_INLINE_RULES: readonly Guarantee[] = [
  {
    code: 'SG_NO_INLINE_RULES',
    attribute: 'ingress',
    value: undefined,
    promise: 'that every rule is a resource of its own',
    instead: 'use connections or addIngressRule',
    rules: ['sg-single-rule-style'],
  },
  {
    code: 'SG_NO_INLINE_RULES',
    attribute: 'egress',
    value: undefined,
    promise: 'that every rule is a resource of its own',
    instead: 'use connections or addEgressRule',
    rules: ['sg-single-rule-style', 'sg-no-unrestricted-egress'],
  },
];

function requireGroupName(name: string, scope: Construct): void {
  const given: unknown = name;
  if (typeof given === 'string' && (isUnresolved(given) || /^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/.test(given))) return;
  throw new GuardrailsError(
    'SG_NAME_INVALID',
    `securityGroupName is ${shown(given)}, allowed are the 1 to 255 characters of a group's name; pass the name, or the id to fromSecurityGroupId`,
    scope,
  );
}

/**
 * A security group that lets nothing in and nothing out until it is told to.
 *
 * Rules are resources of their own whose ids follow from what they allow: adding one never touches another. The group
 * sets no `egress`: Terraform then takes away the rule that EC2 adds to a new group, which would let everything out.
 */
export class SecurityGroup extends SecurityGroupBase {
  /**
   * A group that was made elsewhere. Rules added to it become resources of this stack, unless it is not mutable.
   *
   * @throws GuardrailsError SG_ID_INVALID, SG_MUTABLE_INVALID
   */
  static fromSecurityGroupId(
    scope: Construct,
    id: string,
    securityGroupId: string,
    options: SecurityGroupImportOptions = {},
  ): ISecurityGroup {
    return new ImportedSecurityGroup(scope, id, securityGroupId, options);
  }

  /**
   * A group that was made elsewhere, looked up by its name when Terraform runs.
   *
   * @param securityGroupName name of the group
   * @param vpcId id of the VPC, in which the name is unique
   * @throws GuardrailsError SG_NAME_INVALID, VPC_ID_INVALID, SG_MUTABLE_INVALID
   */
  static fromLookupByName(
    scope: Construct,
    id: string,
    securityGroupName: string,
    vpcId: string,
    options: SecurityGroupImportOptions = {},
  ): ISecurityGroup {
    requireGroupName(securityGroupName, scope);
    requireVpcId(vpcId, scope);
    const found = new aws.dataAwsSecurityGroup.DataAwsSecurityGroup(scope, `${id}-lookup`, {
      name: securityGroupName,
      vpcId,
    });
    return new ImportedSecurityGroup(scope, id, found.id, options);
  }

  /** The provider's own resource. */
  readonly resource: SecurityGroupResource;

  private id: string | undefined;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    requireProps(props, 'props of SecurityGroup', this);
    requireVpcId(props.vpcId, this);
    requireTags(props.tags, this);
    const description = groupDescription(props.description, `Security group at ${this.node.path}`, this);
    this.resource = new aws.securityGroup.SecurityGroup(this, 'Resource', {
      // EC2 refuses names that begin with sg-.
      namePrefix: `${physicalName(this, MAX_PREFIX - 1).replace(/^sg-/, 'group-')}-`.slice(-MAX_PREFIX),
      description,
      vpcId: props.vpcId,
      tags: props.tags,
      lifecycle: { createBeforeDestroy: true },
    });
    guarantee(this, this.resource, [...NO_INLINE_RULES, describedGuarantee(description)]);
    watchRuleStyle(this);
  }

  /** Id of the group: `sg-…`. */
  get securityGroupId(): string {
    this.id ??= this.resource.id;
    return this.id;
  }
}

class ImportedSecurityGroup extends SecurityGroupBase {
  protected override readonly mutable: boolean;

  constructor(
    scope: Construct,
    id: string,
    readonly securityGroupId: string,
    options: SecurityGroupImportOptions,
  ) {
    super(scope, id);
    requireProps(options, 'options', this);
    const { mutable = true } = options;
    this.mutable = mutable;
    if (typeof (mutable as unknown) !== 'boolean') {
      throw new GuardrailsError(
        'SG_MUTABLE_INVALID',
        `mutable is ${isUnresolved(mutable) ? 'not known before Terraform runs' : shown(mutable)}, allowed are true and false: whether rules are written is decided at synthesis; pass one of them`,
        this,
      );
    }
    const given: unknown = securityGroupId;
    if (typeof given === 'string' && (isUnresolved(given) || /^sg-[0-9a-f]+$/.test(given))) return;
    throw new GuardrailsError(
      'SG_ID_INVALID',
      `${shown(given)} is no security group id; pass an id such as sg-0123456789abcdef0`,
      this,
    );
  }
}
