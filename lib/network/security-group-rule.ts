import type { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformStack, Tokenization } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { guarantee, type Guarantee } from '../core/guarantee';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { isUnresolved, resolveTokens } from '../core/tokens';
import type { Peer } from './peer';
import type { Port } from './port';
import { groupDescription } from './rule-description';
import type { ISecurityGroup } from './security-group-ref';

export type Direction = 'ingress' | 'egress';

/** One rule of a group, as it was asked for. */
export interface RuleRequest {
  readonly group: ISecurityGroup;
  readonly direction: Direction;
  readonly peer: Peer;
  readonly port: Port;
  readonly description: string | undefined;
  /** Group below which the rule is written. */
  readonly host: ISecurityGroup;
}

type RuleConfig = ConstructorParameters<typeof VpcSecurityGroupIngressRule>[2];
type RuleResource = VpcSecurityGroupIngressRule | VpcSecurityGroupEgressRule;

const PREPOSITION: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

const RULES: Readonly<Record<Direction, Readonly<Record<string, readonly string[]>>>> = {
  ingress: {
    cidr_ipv4: ['sg-no-broad-public-cidr', 'sg-no-public-ipv4-admin-ports'],
    cidr_ipv6: ['sg-no-broad-public-cidr', 'sg-no-public-ipv6-admin-ports'],
    ip_protocol: ['sg-no-public-all-traffic'],
    from_port: ['sg-no-public-database-ports', 'sg-no-public-high-risk-ports'],
    to_port: ['sg-no-public-database-ports', 'sg-no-public-high-risk-ports'],
  },
  egress: {
    cidr_ipv4: ['sg-no-unrestricted-egress'],
    cidr_ipv6: ['sg-no-unrestricted-egress'],
    ip_protocol: ['sg-no-unrestricted-egress'],
  },
};

/** Stacks other than the host's that tokens of a text lead to: two stacks may know different things by one address. */
function foreignStacks(text: string, home: TerraformStack): readonly string[] {
  return Tokenization.reverseString(text).tokens.flatMap((token) => {
    const { originStack } = token as { readonly originStack?: unknown };
    return TerraformStack.isStack(originStack) && originStack !== home ? [originStack.node.path] : [];
  });
}

/** What makes a permission the same as another one: its text in the JSON, and where its references lead. */
function contentOf(scope: IConstruct, permission: Readonly<Record<string, unknown>>): string {
  const home = TerraformStack.of(scope);
  const stacks: string[] = [];
  const values = Object.entries(permission).map(([key, value]) => {
    if (!isUnresolved(value)) return [key, value] as const;
    if (typeof value === 'string') stacks.push(...foreignStacks(value, home));
    return [key, resolveTokens(scope, value)] as const;
  });
  return JSON.stringify({ ...Object.fromEntries(values), ...(stacks.length === 0 ? {} : { stacks }) });
}

function guaranteesOf(direction: Direction, config: RuleConfig): readonly Guarantee[] {
  const permission = {
    cidr_ipv4: config.cidrIpv4,
    cidr_ipv6: config.cidrIpv6,
    prefix_list_id: config.prefixListId,
    referenced_security_group_id: config.referencedSecurityGroupId,
    ip_protocol: config.ipProtocol,
    from_port: config.fromPort,
    to_port: config.toPort,
    security_group_id: config.securityGroupId,
  };
  return [
    ...Object.entries(permission).map(([attribute, value]) => ({
      code: 'SG_RULE',
      attribute,
      value,
      instead: 'add another rule',
      rules: RULES[direction][attribute],
    })),
    describedGuarantee(config.description),
  ];
}

/** The promise that a group or rule says what it is for. */
export function describedGuarantee(description: string | undefined): Guarantee {
  return {
    code: 'SG_DESCRIPTION',
    attribute: 'description',
    value: description,
    accepts: (value) => typeof value === 'string' && value.trim() !== '' && !isUnresolved(value),
    promise: 'a description',
    instead: 'pass the description',
    rules: ['sg-description-required'],
  };
}

function createRule(direction: Direction, scope: Construct, id: string, config: RuleConfig): RuleResource {
  return direction === 'ingress'
    ? new aws.vpcSecurityGroupIngressRule.VpcSecurityGroupIngressRule(scope, id, config)
    : new aws.vpcSecurityGroupEgressRule.VpcSecurityGroupEgressRule(scope, id, config);
}

/**
 * Writes a rule as a resource of its own, whose id follows from what it allows.
 *
 * @returns false where the host has the same rule already
 */
export function writeRule(request: RuleRequest): boolean {
  const { group, direction, peer, port, description, host } = request;
  const { protocol, fromPort, toPort } = port;
  const permission = { ipProtocol: protocol, fromPort, toPort, ...peer._attributesFor(group) };
  const content = contentOf(host, { direction, group: group.securityGroupId, ...permission });
  const ports = port.isUnresolved ? '' : `-${fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`}`;
  const id = `${direction}-${protocol}${ports}-${contentHash(content)}`;
  if (host.node.tryFindChild(id) !== undefined) return false;

  const reason = peer.internetReason === undefined ? '' : `: ${peer.internetReason}`;
  const derived = `${port.toString()} ${PREPOSITION[direction]} ${peer.label}${reason}`;
  const scope = host as unknown as Construct;
  const config: RuleConfig = {
    ...permission,
    securityGroupId: group.securityGroupId,
    description: groupDescription(description, derived, group),
  };
  guarantee(scope, createRule(direction, scope, id, config), guaranteesOf(direction, config));
  return true;
}
