import { defineRule } from '../../engine/define-rule';
import { fail } from '../../engine/outcome';
import { isNamedLiterally, userOf } from './shared/group-uses';

export default defineRule({
  id: 'sg-attached',
  title: 'Every security group is used by something',
  why: 'A group that nothing uses is attached in a hurry one day, with permissions that nobody has looked at for years; until then it hides the groups that matter.',
  remediation:
    'Remove the group, or name it in vpc_security_group_ids, security_groups or security_group_ids of what it protects. An output or another stack that refers to it counts as a use.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_security_group'],
  whenUnknown: 'Never: a group that anything refers to counts as used.',
  controls: { iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'] },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_5', relation: 'narrower' }],
    securityHub: ['EC2.22'],
    prowler: ['ec2_securitygroup_not_used'],
    awsConfig: ['ec2-security-group-attached-to-eni-periodic'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group.html.markdown',
  ],
  check(block) {
    if (userOf(block) !== undefined || isNamedLiterally(block)) return [];
    return fail({
      message: 'nothing in this configuration uses the security group',
      expected: 'a resource, module or output that refers to the group',
    });
  },
  examples: {
    good: [
      {
        name: 'the group of an instance',
        configuration: {
          resource: {
            aws_security_group: { main: { name: 'web' } },
            aws_instance: { web: { vpc_security_group_ids: ['${aws_security_group.main.id}'] } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a group that only its own rule refers to',
        configuration: {
          resource: {
            aws_security_group: { main: { name: 'web' } },
            aws_vpc_security_group_ingress_rule: {
              https: {
                security_group_id: '${aws_security_group.main.id}',
                ip_protocol: 'tcp',
                from_port: 443,
                to_port: 443,
              },
            },
          },
        },
      },
    ],
  },
});
