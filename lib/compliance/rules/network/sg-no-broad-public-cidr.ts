import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import { publicExposures, type Exposure } from './shared/exposure';
import { carries, permissionsIn, type Permission } from './shared/permission';
import { portExposures } from './shared/ports';
import { isHidden } from './shared/ternary';
import { wideCidrs } from './shared/wide-cidrs';

export default defineRule<{ readonly minIpv4Prefix: number; readonly minIpv6Prefix: number }>({
  id: 'sg-no-broad-public-cidr',
  title: 'Ingress names public networks that are not very wide',
  why: 'A network such as 0.0.0.0/1 or a handful of /8 blocks looks like a restriction and lets most of the internet in, botnets and rented machines included.',
  remediation:
    'Narrow the CIDR to the networks that really connect, or put them into a managed prefix list of /8 networks or narrower (/32 for IPv6).',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
  ],
  whenUnknown:
    'A source of an ingress permission is an expression that only Terraform can compute, or a prefix list stands outside the configuration.',
  controls: { soc2: ['CC6.6'], iso27001_2022: ['A.8.1', 'A.8.20', 'A.8.21', 'A.8.22'] },
  equivalents: { prowler: ['ec2_securitygroup_allow_wide_open_public_ipv4'] },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
  ],
  defaultOptions: { minIpv4Prefix: 8, minIpv6Prefix: 32 },
  optionsSchema: {
    minIpv4Prefix: {
      description: 'Shortest prefix of a public IPv4 network that may be a source.',
      type: 'integer',
      minimum: 0,
      maximum: 32,
    },
    minIpv6Prefix: {
      description: 'Shortest prefix of a public IPv6 network that may be a source.',
      type: 'integer',
      minimum: 0,
      maximum: 128,
    },
  },
  check(block, { options }) {
    if (!carries(block, 'ingress')) return notApplicable();
    const permissions = permissionsIn(block).filter(({ direction }) => direction === 'ingress');
    const wide = permissions.flatMap((permission) =>
      wideCidrs(permission, { 4: options.minIpv4Prefix, 6: options.minIpv6Prefix }),
    );
    if (wide.some(({ verdict }) => verdict === 'fail')) return wide;
    const joint = publicExposures(block, {
      direction: 'ingress',
      families: [4],
      expected: 'networks that cover less than half of the IPv4 internet together',
      exposures: (permission) => (isHidden(permission.from) ? [ANY_PORT] : lowestPort(permission)),
      joined: (narrow) => [
        ...new Map(narrow.flatMap(lowestPort).map((exposure) => [exposure.subject, exposure])).values(),
      ],
    });
    return wide.length === 0 ? joint : [...wide, ...joint.filter(({ verdict }) => verdict === 'fail')];
  },
  examples: {
    good: [
      {
        name: 'the networks of a partner',
        configuration: {
          resource: {
            aws_security_group: {
              main: {
                ingress: [
                  { protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['203.0.113.0/24', '198.51.100.0/24'] },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'half of the internet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/1'] }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a network that is not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['${var.partner}'] }] },
            },
          },
        },
      },
    ],
  },
});

/** Whichever port it is, the networks of one permission share it. */
const ANY_PORT: Exposure = {
  subject: 'a port',
  covers: ({ protocol }) => (isHidden(protocol) ? protocol : protocol !== 'icmp' && protocol !== 'other'),
};

/** Permissions overlap on a port exactly where they overlap on the lowest port of one of them. */
function lowestPort({ from }: Permission): readonly Exposure[] {
  return typeof from === 'number' ? portExposures([from], ['tcp', 'udp']) : [];
}
