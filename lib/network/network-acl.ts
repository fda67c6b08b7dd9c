import type { NetworkAcl as NetworkAclResource } from '@cdktf/provider-aws/lib/network-acl';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, type Guarantee } from '../core/guarantee';
import { aws } from '../core/provider-resources';
import { requireTags } from '../core/tags';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { NetworkAclBase } from './network-acl-base';
import type { INetworkAcl } from './network-acl-ref';
import { requireVpcId } from './vpc-id';

/** Props of `NetworkAcl`. */
export interface NetworkAclProps {
  /** Id of the VPC. */
  readonly vpcId: string;

  /** Ids of the subnets that the ACL filters, at least one. A subnet has one ACL: this one takes the place of another. */
  readonly subnetIds: string[];

  /**
   * Tags of the ACL.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

const NO_INLINE_RULES: readonly Guarantee[] = ['ingress', 'egress'].map((attribute) => ({
  code: 'NACL_NO_INLINE_RULES',
  attribute,
  value: undefined,
  promise: 'that every rule is a resource of its own',
  instead: `use ${attribute === 'ingress' ? 'allowIngress' : 'allowEgress'}`,
  rules: attribute === 'ingress' ? ['nacl-no-public-admin-ports', 'nacl-no-all-ports-ingress'] : [],
}));

/**
 * The packet filter of subnets, which lets nothing in and nothing out until it is told to.
 *
 * It does not know connections: answers need rules of their own, see `allowReturnIngress` and `allowReturnEgress`.
 */
export class NetworkAcl extends NetworkAclBase {
  /**
   * An ACL that was made elsewhere. Rules added to it become resources of this stack; numbers of rules that it has
   * already are not known here.
   *
   * @throws GuardrailsError NACL_ID_INVALID
   */
  static fromNetworkAclId(scope: Construct, id: string, networkAclId: string): INetworkAcl {
    return new ImportedNetworkAcl(scope, id, networkAclId);
  }

  /** The provider's own resource. */
  readonly resource: NetworkAclResource;
  readonly networkAclId: string;

  constructor(scope: Construct, id: string, props: NetworkAclProps) {
    super(scope, id);
    requireProps(props, 'props of NetworkAcl', this);
    requireVpcId(props.vpcId, this);
    this.requireSubnets(props.subnetIds);
    requireTags(props.tags, this);
    this.resource = new aws.networkAcl.NetworkAcl(this, 'Resource', {
      vpcId: props.vpcId,
      subnetIds: props.subnetIds,
      tags: props.tags,
    });
    this.networkAclId = this.resource.id;
    guarantee(this, this.resource, [
      ...NO_INLINE_RULES,
      {
        code: 'NACL_ATTACHED',
        attribute: 'subnet_ids',
        value: props.subnetIds,
        instead: 'use the prop subnetIds',
        rules: ['nacl-attached'],
      },
      { code: 'NACL_ATTACHED', attribute: 'vpc_id', value: props.vpcId, instead: 'use the prop vpcId' },
    ]);
  }

  private requireSubnets(subnetIds: string[]): void {
    const given: unknown = subnetIds;
    const isId = (id: unknown) => typeof id === 'string' && (isUnresolved(id) || /^subnet-[0-9a-z]+$/.test(id));
    if (Array.isArray(given) && given.length > 0 && (Token.isUnresolved(given) || given.every(isId))) return;
    throw new GuardrailsError(
      'NACL_SUBNETS_INVALID',
      `subnetIds is ${shown(given)}, allowed are lists of one id or more such as subnet-0123456789abcdef0; name the subnets that the ACL filters`,
      this,
    );
  }
}

class ImportedNetworkAcl extends NetworkAclBase {
  constructor(
    scope: Construct,
    id: string,
    readonly networkAclId: string,
  ) {
    super(scope, id);
    const given: unknown = networkAclId;
    if (typeof given === 'string' && (isUnresolved(given) || /^acl-[0-9a-f]+$/.test(given))) return;
    throw new GuardrailsError(
      'NACL_ID_INVALID',
      `${shown(given)} is no network ACL id; pass an id such as acl-0123456789abcdef0`,
      this,
    );
  }
}
