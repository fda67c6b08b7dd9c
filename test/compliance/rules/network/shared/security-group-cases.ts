import { resources } from '../../resource';
import type { ExampleConfiguration } from '../../../../../lib/compliance';

type Attributes = Readonly<Record<string, unknown>>;

/** All nine keys of an inline rule, as CDKTF writes them. */
export function asCdktf(permission: Attributes): Attributes {
  const unset = {
    cidr_blocks: null,
    description: null,
    from_port: null,
    ipv6_cidr_blocks: null,
    prefix_list_ids: null,
    protocol: null,
    security_groups: null,
    self: null,
    to_port: null,
  };
  return { ...unset, ...permission };
}

export function group(ingress: unknown, rest: Attributes = {}): ExampleConfiguration {
  return resources({ 'aws_security_group.main': { ingress, ...rest } });
}

export function tcp(port: unknown, sources: Attributes): Attributes {
  return { protocol: 'tcp', from_port: port, to_port: port, ...sources };
}

export function ingressRule(attributes: Attributes): ExampleConfiguration {
  return resources({ 'aws_vpc_security_group_ingress_rule.main': attributes });
}

export function oldRule(attributes: Attributes): ExampleConfiguration {
  return resources({ 'aws_security_group_rule.main': { type: 'ingress', protocol: 'tcp', ...attributes } });
}

export const ANY_IPV4 = { cidr_blocks: ['0.0.0.0/0'] };
export const ANY_IPV6 = { ipv6_cidr_blocks: ['::/0'] };
export const OFFICE = { cidr_blocks: ['203.0.113.0/24'] };
