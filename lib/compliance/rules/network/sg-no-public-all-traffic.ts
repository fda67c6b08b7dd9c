import { defineRule } from '../../engine/define-rule';
import { publicExposures } from './shared/exposure';
import { everyPortTogether } from './shared/joined-ports';
import { coversEveryPort } from './shared/traffic';

const EXPECTED = 'one permission for each port and source that is needed';

export default defineRule({
  id: 'sg-no-public-all-traffic',
  title: 'No security group accepts every port from the internet',
  why: 'The group stops being a firewall: every service on every machine behind it is reachable, those that are started later too.',
  remediation:
    'Replace the permission by one for each port that is needed, with the networks or groups that need it as its source.',
  severity: 'critical',
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
    fsbp: ['EC2.18', 'EC2.19'],
    nist80053r5: [
      'AC-4',
      'AC-4(21)',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(21)',
      'SC-7(4)',
      'SC-7(5)',
      'CA-9(1)',
      'CM-2',
      'CM-2(2)',
      'CM-7',
    ],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_277', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0107', relation: 'narrower' }],
    tfsec: [{ id: 'aws-ec2-no-public-ingress-sgr', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EC23', relation: 'narrower' }],
    securityHub: ['EC2.18', 'EC2.19'],
    prowler: ['ec2_securitygroup_allow_ingress_from_internet_to_all_ports'],
    awsConfig: ['vpc-sg-open-only-to-authorized-ports', 'restricted-common-ports'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group.html.markdown',
  ],
  check: (block) => [
    ...publicExposures(block, {
      direction: 'ingress',
      families: [4, 6],
      expected: EXPECTED,
      exposures: () => [{ subject: 'every port', covers: (permission) => coversEveryPort(permission) }],
    }),
    ...everyPortTogether(block, EXPECTED),
  ],
  examples: {
    good: [
      {
        name: 'HTTPS for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'every protocol for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
      {
        name: 'every TCP port for everyone',
        configuration: {
          resource: {
            aws_vpc_security_group_ingress_rule: {
              main: { ip_protocol: 'tcp', from_port: 0, to_port: 65535, cidr_ipv6: '::/0' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'every protocol for networks that are not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['${var.peers}'] }] },
            },
          },
        },
      },
    ],
  },
});
