import type { NetworkAclRuleConfig } from '@cdktf/provider-aws/lib/network-acl-rule';
import type { Construct } from 'constructs';
import { guarantee } from '../core/guarantee';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { isUnresolved, resolveTokens } from '../core/tokens';
import type { AddressFamily } from './cidr';
import type { Port } from './port';

/** One rule of an ACL, as it was asked for. */
export interface AclRule {
  readonly action: 'allow' | 'deny';
  readonly direction: 'ingress' | 'egress';
  readonly ruleNumber: number;
  readonly family: AddressFamily;
  readonly cidr: string;
  readonly port: Port;
}

/** ICMPv6 has a number only. */
const PROTOCOLS = new Map([['icmpv6', '58']]);

function trafficOf({ fromPort, toPort, _hasPorts }: Port): Partial<NetworkAclRuleConfig> {
  return _hasPorts ? { fromPort, toPort } : { icmpType: fromPort, icmpCode: toPort };
}

/** Writes a rule as a resource of its own, whose id follows from its number and from what it says. */
export function writeAclRule(owner: Construct, networkAclId: string, rule: AclRule): void {
  const { action, direction, ruleNumber, family, cidr, port } = rule;
  const config: NetworkAclRuleConfig = {
    ...trafficOf(port),
    networkAclId,
    ruleNumber,
    ruleAction: action,
    egress: direction === 'egress',
    protocol: PROTOCOLS.get(port.protocol) ?? port.protocol,
    ...(family === 'ipv4' ? { cidrBlock: cidr } : { ipv6CidrBlock: cidr }),
  };
  const number = isUnresolved(ruleNumber) ? 'token' : String(ruleNumber);
  const content = JSON.stringify(resolveTokens(owner, config));
  const resource = new aws.networkAclRule.NetworkAclRule(
    owner,
    `${direction}-${number}-${contentHash(content)}`,
    config,
  );
  const rules = direction === 'ingress' ? ['nacl-no-public-admin-ports', 'nacl-no-all-ports-ingress'] : [];
  const attributes = {
    network_acl_id: config.networkAclId,
    rule_number: config.ruleNumber,
    rule_action: config.ruleAction,
    egress: config.egress,
    protocol: config.protocol,
    cidr_block: config.cidrBlock,
    ipv6_cidr_block: config.ipv6CidrBlock,
    from_port: config.fromPort,
    to_port: config.toPort,
    icmp_type: config.icmpType,
    icmp_code: config.icmpCode,
  };
  guarantee(
    owner,
    resource,
    Object.entries(attributes).map(([attribute, value]) => ({
      code: 'NACL_RULE',
      attribute,
      value,
      instead: 'add another rule',
      rules,
    })),
  );
}
