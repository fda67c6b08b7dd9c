import { defineRule } from '../../engine/define-rule';
import { fail, pass } from '../../engine/outcome';

export default defineRule({
  id: 'iam-no-exclusive-policy-attachment',
  title: 'Policies are not attached exclusively by aws_iam_policy_attachment',
  why: 'The resource owns all attachments of the policy in the account: applying it takes the policy away from every user, group and role that it does not list, those of other stacks included.',
  remediation: 'Use aws_iam_role_policy_attachment, aws_iam_group_policy_attachment or aws_iam_user_policy_attachment.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: [
    'aws_iam_policy_attachment',
    'aws_iam_role_policy_attachment',
    'aws_iam_user_policy_attachment',
    'aws_iam_group_policy_attachment',
  ],
  whenUnknown: 'Never: the resource decides by being there.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_policy_attachment.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'one attachment',
        configuration: {
          resource: {
            aws_iam_role_policy_attachment: {
              main: { role: 'main', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the exclusive resource',
        configuration: {
          resource: {
            aws_iam_policy_attachment: {
              main: { name: 'main', roles: ['main'], policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          },
        },
      },
    ],
  },
  check(block) {
    if (block.type !== 'aws_iam_policy_attachment') return pass('policy_arn');
    return fail({
      path: 'policy_arn',
      message: 'the attachment takes the policy away from everything that it does not list',
      observed: block.get('policy_arn'),
      expected: 'one attachment resource for each role, group or user',
    });
  },
});
