import { defineRule } from '../../engine/define-rule';
import { undecided } from '../../engine/outcome';
import { distinctOutcomes } from '../../reading/distinct-outcomes';
import { judgeDescription } from './shared/description';
import { permissionsIn } from './shared/permission';
import { instancesOf } from '../../reading/block-instances';
import { isGroup } from './shared/security-group';

export default defineRule({
  id: 'sg-description-required',
  title: 'Security groups and their rules say what they are for',
  why: 'Nobody dares to remove a permission that nobody can explain, so groups only ever grow and access outlives its reason.',
  remediation:
    'Set description on the group and on each of its rules: what the traffic is for, and who asked for it. The description of a group cannot be changed later without replacing the group.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: [
    'aws_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_ingress_rule',
    'aws_vpc_security_group_egress_rule',
  ],
  whenUnknown:
    'A description is an expression without any literal text, or the rules of the group are not known before Terraform runs.',
  controls: {},
  equivalents: {
    checkov: ['CKV_AWS_23'],
    trivy: [
      { id: 'AVD-AWS-0099', relation: 'broader' },
      { id: 'AVD-AWS-0124', relation: 'broader' },
    ],
    tfsec: [
      { id: 'aws-ec2-add-description-to-security-group', relation: 'broader' },
      { id: 'aws-vpc-add-description-to-security-group', relation: 'broader' },
      { id: 'aws-ec2-add-description-to-security-group-rule', relation: 'broader' },
      { id: 'aws-vpc-add-description-to-security-group-rule', relation: 'broader' },
    ],
    cdkNag: ['AwsSolutions-EC27'],
  },
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_security_group_ingress_rule.html.markdown',
  ],
  check(block) {
    const own = instancesOf(block).map(({ instance, get }) => {
      const outcome = judgeDescription(
        get('description'),
        'description',
        isGroup(block) ? 'the security group' : 'the rule',
      );
      return outcome === undefined ? undefined : { ...outcome, subject: instance };
    });
    const inline = isGroup(block) ? permissionsIn(block) : [];
    const rules = inline.map((permission) => {
      const outcome = judgeDescription(
        permission.get('description'),
        permission.at('description'),
        `the ${permission.direction} rule`,
      );
      if (outcome === undefined || permission.hidden === undefined) return outcome;
      return undecided(permission.hidden.path, permission.hidden.value, 'rules with a description');
    });
    return distinctOutcomes([...own, ...rules].filter((outcome) => outcome !== undefined));
  },
  examples: {
    good: [
      {
        name: 'a group and a rule with descriptions',
        configuration: {
          resource: {
            aws_security_group: {
              main: {
                description: 'web servers of the shop',
                ingress: [
                  {
                    description: 'HTTPS from customers',
                    protocol: 'tcp',
                    from_port: 443,
                    to_port: 443,
                    cidr_blocks: ['0.0.0.0/0'],
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
        name: 'a group without a description',
        configuration: { resource: { aws_security_group: { main: { name: 'web' } } } },
      },
      {
        name: 'a rule without a description',
        configuration: {
          resource: {
            aws_vpc_security_group_ingress_rule: {
              main: { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a description that is not known yet',
        configuration: { resource: { aws_security_group: { main: { description: '${var.purpose}' } } } },
      },
    ],
  },
});
