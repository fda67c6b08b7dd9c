import { defineRule } from '../../engine/define-rule';
import { notApplicable } from '../../engine/outcome';
import { toBoolean } from '../../model/value';
import type { AclEntry } from './shared/acl-entry';
import { aclOutcomes } from './shared/acl-outcomes';
import type { Family } from '../../reading/cidr';
import { networkAclsOf } from './shared/network-acl';
import { PORT_LIST, portName } from './shared/ports';
import type { Ternary } from './shared/ternary';
import { coversPort } from './shared/traffic';

const FAMILIES: readonly Family[] = [4, 6];

export default defineRule<{ readonly adminPorts: readonly number[]; readonly includeDefaultNacl: boolean }>({
  id: 'nacl-no-public-admin-ports',
  title: 'Network ACLs do not let the internet reach SSH, RDP or another administration port',
  why: 'The ACL of a subnet is the second line behind its security groups: where it lets everyone in too, one careless group is enough to expose a machine.',
  remediation:
    'Set cidr_block of the allow entry to the networks that administer the machines, or put a deny entry with a lower rule number before it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_network_acl', 'aws_default_network_acl', 'aws_network_acl_rule'],
  whenUnknown:
    'The number, action, ports or source of an entry is an expression that only Terraform can compute, and it decides whether the internet is let in.',
  controls: {
    cisAws: { '1.4.0': ['5.1'], '3.0.0': ['5.1'], '5.0.0': ['5.2'], '6.0.0': ['6.2'] },
    fsbp: ['EC2.21'],
    nist80053r5: ['AC-4(21)', 'CA-9(1)', 'CM-2', 'CM-2(2)', 'CM-7', 'SC-7', 'SC-7(21)', 'SC-7(5)'],
    pciDss: ['v4.0.1/1.3.1'],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_229', relation: 'narrower' },
      { id: 'CKV_AWS_230', relation: 'narrower' },
      { id: 'CKV_AWS_231', relation: 'broader' },
      { id: 'CKV_AWS_232', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0105', relation: 'narrower' }],
    tfsec: [
      { id: 'aws-ec2-no-public-ingress-acl', relation: 'narrower' },
      { id: 'aws-vpc-no-public-ingress-acl', relation: 'narrower' },
    ],
    cdkNag: ['AwsSolutions-VPC3'],
    securityHub: ['EC2.21'],
    prowler: ['ec2_networkacl_allow_ingress_tcp_port_22', 'ec2_networkacl_allow_ingress_tcp_port_3389'],
    awsConfig: ['nacl-no-unrestricted-ssh-rdp'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/network_acl_rule.html.markdown',
  ],
  defaultOptions: { adminPorts: [22, 3389], includeDefaultNacl: false },
  optionsSchema: {
    adminPorts: { ...PORT_LIST, description: 'TCP ports of remote administration.' },
    includeDefaultNacl: { description: 'Judge the default network ACL of a VPC too.', type: 'boolean' },
  },
  check(block, { options }) {
    if (block.type === 'aws_network_acl_rule' && toBoolean(block.get('egress')) === true) return notApplicable();
    const acls = networkAclsOf(block).filter(({ isDefault }) => options.includeDefaultNacl || !isDefault);
    if (acls.length === 0) return notApplicable();
    const questions = FAMILIES.flatMap((family) =>
      options.adminPorts.map((port) => {
        const covers = (entry: AclEntry): Ternary => coversPort(entry, 'tcp', port);
        return { family, subject: `tcp/${String(port)}`, label: portName(port), allows: covers, denies: covers };
      }),
    );
    return aclOutcomes(block, acls, questions, 'the networks that administer the machines as the source');
  },
  examples: {
    good: [
      {
        name: 'SSH from the office',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  {
                    rule_no: 100,
                    action: 'allow',
                    protocol: 'tcp',
                    from_port: 22,
                    to_port: 22,
                    cidr_block: '203.0.113.0/24',
                  },
                ],
              },
            },
          },
        },
      },
      {
        name: 'SSH denied before everything is allowed',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  { rule_no: 90, action: 'deny', protocol: 'tcp', from_port: 22, to_port: 22, cidr_block: '0.0.0.0/0' },
                  {
                    rule_no: 91,
                    action: 'deny',
                    protocol: 'tcp',
                    from_port: 3389,
                    to_port: 3389,
                    cidr_block: '0.0.0.0/0',
                  },
                  {
                    rule_no: 100,
                    action: 'allow',
                    protocol: 'tcp',
                    from_port: 0,
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
        name: 'SSH from everywhere',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  {
                    rule_no: 100,
                    action: 'allow',
                    protocol: 'tcp',
                    from_port: 22,
                    to_port: 22,
                    cidr_block: '0.0.0.0/0',
                  },
                ],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a source that is not known yet',
        configuration: {
          resource: {
            aws_network_acl: {
              main: {
                ingress: [
                  {
                    rule_no: 100,
                    action: 'allow',
                    protocol: 'tcp',
                    from_port: 22,
                    to_port: 22,
                    cidr_block: '${var.office}',
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
