import type { ExampleConfiguration } from '../../../../../lib/compliance';
import { resources } from '../../resource';

type Attributes = Readonly<Record<string, unknown>>;

/** An inline entry as CDKTF writes it. */
export function entry(
  number: unknown,
  action: unknown,
  port: unknown,
  rest: Attributes = { cidr_block: '0.0.0.0/0' },
): Attributes {
  const unset = { cidr_block: null, icmp_code: null, icmp_type: null, ipv6_cidr_block: null };
  return { ...unset, rule_no: number, action, protocol: 'tcp', from_port: port, to_port: port, ...rest };
}

export function acl(ingress: unknown, rest: Attributes = {}): ExampleConfiguration {
  return resources({ 'aws_network_acl.main': { ingress, ...rest } });
}

export const EVERYTHING = { protocol: '-1', from_port: 0, to_port: 0, cidr_block: '0.0.0.0/0' };

export function rule(attributes: Attributes): Attributes {
  return {
    rule_number: 100,
    rule_action: 'allow',
    protocol: 'tcp',
    from_port: 22,
    to_port: 22,
    cidr_block: '0.0.0.0/0',
    ...attributes,
  };
}
