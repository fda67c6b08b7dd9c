import { defineRule } from '../../engine/define-rule';
import { publicExposures } from './shared/exposure';
import { portExposures } from './shared/ports';

export default defineRule<{ readonly includeNetbios: boolean }>({
  id: 'sg-no-public-cifs',
  title: 'SMB (port 445) is open to trusted networks only',
  why: 'Worms spread over SMB without a password, and file shares on the internet lose their contents to the first visitor who finds them.',
  remediation: 'Set the source of port 445 to the network or security group of the clients that mount the share.',
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
    cisAws: { '5.0.0': ['5.1.2'], '6.0.0': ['6.1.2'] },
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
    checkov: [{ id: 'CKV_AWS_277', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0107', relation: 'narrower' }],
    tfsec: [{ id: 'aws-ec2-no-public-ingress-sgr', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-EC23', relation: 'narrower' }],
    securityHub: ['EC2.19'],
    prowler: ['ec2_instance_port_cifs_exposed_to_internet'],
    awsConfig: ['restricted-common-ports'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/limit-access-security-groups.html',
  ],
  defaultOptions: { includeNetbios: false },
  optionsSchema: { includeNetbios: { description: 'Judge the NetBIOS ports 137 to 139 too.', type: 'boolean' } },
  check: (block, { options }) =>
    publicExposures(block, {
      direction: 'ingress',
      families: [4, 6],
      expected: 'the networks of the file clients, or their security group, as the source',
      exposures: () => [
        ...portExposures([445]),
        ...(options.includeNetbios ? portExposures([137, 138, 139], ['tcp', 'udp']) : []),
      ],
    }),
  examples: {
    good: [
      {
        name: 'a file share for the office',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 445, to_port: 445, cidr_blocks: ['203.0.113.0/24'] }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a file share for everyone',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 445, to_port: 445, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a file share for networks that are not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { ingress: [{ protocol: 'tcp', from_port: 445, to_port: 445, cidr_blocks: ['${var.office}'] }] },
            },
          },
        },
      },
    ],
  },
});
