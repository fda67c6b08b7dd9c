import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown } from '../../model/value';
import { completed } from '../../reading/companions';
import { distinctOutcomes } from '../../reading/distinct-outcomes';
import { defaultGroups, isRuleOfDefaultGroup } from './shared/default-group';
import { permissionsIn } from './shared/permission';

const EXPECTED = 'aws_default_security_group with this vpc_id, without ingress and egress';

export default defineRule({
  id: 'vpc-default-security-group-closed',
  title: 'The default security group of a VPC allows nothing',
  why: 'Whatever is launched without a security group lands in the default one, which AWS creates with all traffic between its members and all traffic out.',
  remediation:
    'Add an aws_default_security_group whose vpc_id refers to the VPC, without ingress and egress, and move rules to groups of your own.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: [
    'aws_vpc',
    'aws_default_vpc',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
    'aws_vpc_security_group_egress_rule',
  ],
  whenUnknown:
    'The rules of the default group, or the VPC it belongs to, are expressions that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['5.3'], '3.0.0': ['5.4'], '5.0.0': ['5.5'], '6.0.0': ['6.5'] },
    fsbp: ['EC2.2'],
    nist80053r5: ['AC-4', 'AC-4(21)', 'SC-7', 'SC-7(11)', 'SC-7(16)', 'SC-7(21)', 'SC-7(4)', 'SC-7(5)'],
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.4', 'v3.2.1/2.1'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_12'],
    trivy: [{ id: 'AVD-AWS-0173', relation: 'broader' }],
    tfsec: [{ id: 'aws-ec2-restrict-all-in-default-sg', relation: 'broader' }],
    cdkNag: ['NIST.800.53.R5-VPCDefaultSecurityGroupClosed'],
    securityHub: ['EC2.2'],
    prowler: ['ec2_securitygroup_default_restrict_traffic'],
    awsConfig: ['vpc-default-security-group-closed'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/default_security_group.html.markdown',
  ],
  check(block) {
    if (block.type === 'aws_default_security_group') return ownPermissions(block);
    if (block.type === 'aws_vpc' || block.type === 'aws_default_vpc') return judgeVpc(block);
    if (!isRuleOfDefaultGroup(block)) return notApplicable();
    const message = 'the rule lets traffic through the default security group of a VPC';
    return fail({
      path: 'security_group_id',
      message,
      observed: block.get('security_group_id'),
      expected: 'a security group of your own',
    });
  },
  examples: {
    good: [
      {
        name: 'a default group without rules',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_default_security_group: { main: { vpc_id: '${aws_vpc.main.id}' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a VPC whose default group nobody closed',
        configuration: { resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } } },
      },
      {
        name: 'a rule that opens the default group again',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_default_security_group: { main: { vpc_id: '${aws_vpc.main.id}' } },
            aws_vpc_security_group_ingress_rule: {
              https: {
                security_group_id: '${aws_vpc.main.default_security_group_id}',
                ip_protocol: 'tcp',
                from_port: 443,
                to_port: 443,
                cidr_ipv4: '10.0.0.0/8',
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a default group whose rules are not known yet',
        configuration: {
          resource: {
            aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
            aws_default_security_group: { main: { vpc_id: '${aws_vpc.main.id}', ingress: '${var.rules}' } },
          },
        },
      },
    ],
  },
});

function ownPermissions(group: Block): readonly Outcome[] {
  const outcomes = permissionsIn(group).map(({ path, direction, hidden }) =>
    hidden === undefined
      ? fail({
          path,
          message: `the default security group allows ${direction}`,
          observed: group.get(path),
          expected: `no ${direction}`,
        })
      : undecided(hidden.path, hidden.value, `no ${direction}`),
  );
  return distinctOutcomes(outcomes);
}

function judgeVpc(vpc: Block): readonly Outcome[] {
  const { of, rulesInto, unresolved } = defaultGroups(vpc.configuration);
  const groups = of(vpc);
  const [rule] = rulesInto(vpc);
  if (rule !== undefined) return [open(`${rule.address} lets traffic through the default security group of the VPC`)];
  if (groups.length === 0) {
    if (unresolved !== undefined)
      return [
        {
          ...undecided('', unresolved, EXPECTED),
          message: `a default security group belongs to ${unresolved.expression}, which may be this VPC`,
        },
      ];
    return [
      open(
        'nothing closes the default security group of the VPC, so it lets its members talk to each other and to everywhere',
      ),
    ];
  }
  const permissions = groups.flatMap((group) => permissionsIn(group.block));
  const certain = permissions.find(({ hidden }) => hidden === undefined);
  if (certain !== undefined)
    return [open(`${certain.block.address} allows ${certain.direction} in the default security group of the VPC`)];
  const closed = completed(vpc, groups);
  if (isUnknown(closed)) {
    return [
      {
        ...undecided('', closed, EXPECTED),
        message: `whether the default security group is closed depends on ${closed.expression}, which is not known before Terraform runs`,
      },
    ];
  }
  if (closed !== 'every') return [open('the default security group is closed for some instances of the VPC only')];
  return permissions.flatMap(({ hidden, block }) =>
    hidden === undefined
      ? []
      : [
          {
            ...undecided('', hidden.value, EXPECTED),
            message: `the rules of ${block.address} are not known before Terraform runs`,
          },
        ],
  );
}

function open(message: string): Outcome {
  return fail({ message, expected: EXPECTED });
}
