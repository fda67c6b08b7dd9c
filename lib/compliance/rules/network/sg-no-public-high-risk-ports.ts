import { defineRule } from '../../engine/define-rule';
import { publicExposures } from './shared/exposure';
import { PORT_LIST, portExposures } from './shared/ports';

const HIGH_RISK_PORTS: readonly number[] = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888,
  9200, 9300,
];

export default defineRule<{ readonly highRiskPorts: readonly number[] }>({
  id: 'sg-no-public-high-risk-ports',
  title: 'No security group opens a port of a high-risk service to the internet',
  why: 'File sharing, remote shells, mail, databases and development servers are the first targets of automated attacks; many of them answer without asking who is there.',
  remediation:
    'Set the source of the permission to the networks or security groups that need the port, and publish web applications through a load balancer on port 443.',
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
    fsbp: ['EC2.19'],
    nist80053r5: [
      'AC-4',
      'AC-4(21)',
      'CA-9(1)',
      'CM-2',
      'CM-2(2)',
      'CM-7',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(21)',
      'SC-7(4)',
      'SC-7(5)',
    ],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_24', relation: 'broader' },
      { id: 'CKV_AWS_25', relation: 'broader' },
      { id: 'CKV_AWS_277', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0107', relation: 'broader' }],
    tfsec: [{ id: 'aws-ec2-no-public-ingress-sgr', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EC23', relation: 'narrower' }],
    securityHub: ['EC2.19'],
    prowler: ['ec2_securitygroup_allow_ingress_from_internet_to_high_risk_tcp_ports'],
    awsConfig: ['restricted-common-ports'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group_rule.html.markdown',
  ],
  defaultOptions: { highRiskPorts: HIGH_RISK_PORTS },
  optionsSchema: {
    highRiskPorts: { ...PORT_LIST, description: 'Ports, TCP and UDP, that may not be open to the internet.' },
  },
  check: (block, { options }) =>
    publicExposures(block, {
      direction: 'ingress',
      families: [4, 6],
      expected: 'the networks that need the port, or a security group as the source',
      exposures: () => portExposures(options.highRiskPorts, ['tcp', 'udp']),
    }),
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
        name: 'a development server on 8080 for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 8080, to_port: 8080, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'Elasticsearch for networks that are not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 9200, to_port: 9200, cidr_blocks: ['${var.office}'] }] },
            },
          },
        },
      },
    ],
  },
});
