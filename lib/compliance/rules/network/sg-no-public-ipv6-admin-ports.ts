import { defineRule } from '../../engine/define-rule';
import { publicExposures } from './shared/exposure';
import { PORT_LIST, portExposures } from './shared/ports';

export default defineRule<{ readonly adminPorts: readonly number[] }>({
  id: 'sg-no-public-ipv6-admin-ports',
  title: 'No security group opens SSH, RDP or another administration port to the whole IPv6 internet',
  why: 'An IPv6 source is easily overlooked beside a careful list of IPv4 networks, and instances with an IPv6 address are reachable without any address translation.',
  remediation:
    'Set ipv6_cidr_blocks (or cidr_ipv6) to the IPv6 prefix of the networks that administer the machines, or remove the permission.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
  ],
  whenUnknown:
    'A source, port or protocol of an ingress permission is an expression that only Terraform can compute, or a prefix list stands outside the configuration, and what is known of the permission does not rule the exposure out.',
  controls: {
    cisAws: { '1.4.0': ['5.2'], '3.0.0': ['5.3'], '5.0.0': ['5.4'], '6.0.0': ['6.4'] },
    nist80053r5: ['AC-4', 'AC-4(21)', 'CM-7', 'SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(21)', 'SC-7(4)', 'SC-7(5)'],
    pciDss: ['v4.0.1/1.3.1', 'v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/2.2.2'],
    soc2: ['CC6.6', 'CC7.2'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_24', relation: 'broader' },
      { id: 'CKV_AWS_25', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0107', relation: 'narrower' }],
    tfsec: [{ id: 'aws-ec2-no-public-ingress-sgr', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EC23', relation: 'narrower' }],
    securityHub: ['EC2.54', 'EC2.13', 'EC2.14'],
    prowler: [
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
      'ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
    ],
    awsConfig: ['vpc-sg-port-restriction-check', 'restricted-ssh', 'restricted-common-ports'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_security_group_ingress_rule.html.markdown',
  ],
  defaultOptions: { adminPorts: [22, 3389] },
  optionsSchema: { adminPorts: { ...PORT_LIST, description: 'TCP ports of remote administration.' } },
  check: (block, { options }) =>
    publicExposures(block, {
      direction: 'ingress',
      families: [6],
      expected: 'the IPv6 networks that administer the machines, or a security group as the source',
      exposures: () => portExposures(options.adminPorts),
    }),
  examples: {
    good: [
      {
        name: 'RDP from the office',
        configuration: {
          resource: {
            aws_security_group: {
              main: {
                ingress: [
                  { protocol: 'tcp', from_port: 3389, to_port: 3389, ipv6_cidr_blocks: ['2001:db8:1200::/48'] },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'RDP from everywhere',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 3389, to_port: 3389, ipv6_cidr_blocks: ['::/0'] }] },
            },
          },
        },
      },
      {
        name: 'SSH from everywhere, in a rule of its own',
        configuration: {
          resource: {
            aws_vpc_security_group_ingress_rule: {
              main: { ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv6: '::/0' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'RDP from a network that is not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: {
                ingress: [{ protocol: 'tcp', from_port: 3389, to_port: 3389, ipv6_cidr_blocks: ['${var.office}'] }],
              },
            },
          },
        },
      },
    ],
  },
});
