import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import { toBoolean } from '../../model/value';
import type { AclEntry } from './shared/acl-entry';
import { aclOutcomes, type NamedAclQuestion } from './shared/acl-outcomes';
import type { Family } from '../../reading/cidr';
import { networkAclsOf } from './shared/network-acl';
import type { Ternary } from './shared/ternary';
import { coversEveryPort, coversEveryProtocol } from './shared/traffic';

const FAMILIES: readonly Family[] = [4, 6];
const everyTcpPort = (entry: AclEntry): Ternary => coversEveryPort(entry, ['tcp']);

const QUESTIONS: readonly NamedAclQuestion[] = FAMILIES.flatMap((family) => [
  { family, subject: 'every port', allows: everyTcpPort, denies: everyTcpPort },
  { family, subject: 'every protocol', allows: coversEveryProtocol, denies: coversEveryProtocol },
]);

export default defineRule({
  id: 'nacl-no-all-ports-ingress',
  title: 'Network ACLs do not allow every port from the internet',
  why: 'An ACL that lets everything in adds nothing to the security groups: a mistake in one of them is not caught anywhere.',
  remediation:
    'Allow the ports that the subnet serves and the ephemeral ports 1024-65535 for answers, each in an entry of its own, and remove the entry for all traffic.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_network_acl', 'aws_default_network_acl', 'aws_network_acl_rule'],
  whenUnknown:
    'The number, action, protocol, ports or source of an entry is an expression that only Terraform can compute, and it decides whether everything is let in.',
  controls: {
    nist80053r5: [
      'AC-4(21)',
      'AC-17(b)',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'CM-2(a)',
      'CM-2(2)',
      'CM-6(a)',
      'CM-7(b)',
      'CM-8(6)',
      'CM-9(b)',
      'SC-7(5)',
      'SC-7(7)',
      'SC-7(11)',
      'SC-7(12)',
      'SC-7(16)',
      'SC-7(21)',
      'SC-7(24)(b)',
      'SC-7(25)',
      'SC-7(26)',
      'SC-7(27)',
      'SC-7(28)',
      'SC-7(a)',
      'SC-7(c)',
    ],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV_AWS_352'],
    trivy: ['AVD-AWS-0102'],
    tfsec: ['aws-ec2-no-excessive-port-access', 'aws-vpc-no-excessive-port-access'],
    prowler: ['ec2_networkacl_allow_ingress_any_port'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/network_acl.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_network_acl_rule' && toBoolean(block.get('egress')) === true) return notApplicable();
    return aclOutcomes(block, networkAclsOf(block), QUESTIONS, 'entries for the ports that the subnet serves');
  },
  examples: {
    good: [
      {
        name: 'HTTPS and answers',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  {
                    rule_no: 100,
                    action: 'allow',
                    protocol: 'tcp',
                    from_port: 443,
                    to_port: 443,
                    cidr_block: '0.0.0.0/0',
                  },
                  {
                    rule_no: 110,
                    action: 'allow',
                    protocol: 'tcp',
                    from_port: 1024,
                    to_port: 65535,
                    cidr_block: '0.0.0.0/0',
                  },
                ],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'all traffic from everywhere',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  { rule_no: 100, action: 'allow', protocol: '-1', from_port: 0, to_port: 0, cidr_block: '0.0.0.0/0' },
                ],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'all traffic from somewhere',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  {
                    rule_no: 100,
                    action: 'allow',
                    protocol: '-1',
                    from_port: 0,
                    to_port: 0,
                    cidr_block: '${var.peers}',
                  },
                ],
              },
            },
          },
        },
      },
    ],
  },
});
