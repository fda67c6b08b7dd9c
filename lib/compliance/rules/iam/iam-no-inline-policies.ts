import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';

export default defineRule({
  id: 'iam-no-inline-policies',
  title: 'Permissions live in managed policies, not inline',
  why: 'Inline policies are in no list of policies, have no versions to go back to and are copied from role to role until the copies differ.',
  remediation: 'Declare an aws_iam_policy and attach it.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy', 'aws_iam_role'],
  whenUnknown: 'inline_policy of a role is an expression.',
  controls: {
    nist80053r5: [
      'AC-2(i)(2)',
      'AC-2(1)',
      'AC-2(6)',
      'AC-3',
      'AC-3(3)(a)',
      'AC-3(3)(b)(1)',
      'AC-3(3)(b)(2)',
      'AC-3(3)(b)(3)',
      'AC-3(3)(b)(4)',
      'AC-3(3)(b)(5)',
      'AC-3(3)(c)',
      'AC-3(3)',
      'AC-3(4)(a)',
      'AC-3(4)(b)',
      'AC-3(4)(c)',
      'AC-3(4)(d)',
      'AC-3(4)(e)',
      'AC-3(4)',
      'AC-3(7)',
      'AC-3(8)',
      'AC-3(12)(a)',
      'AC-3(13)',
      'AC-3(15)(a)',
      'AC-3(15)(b)',
      'AC-4(28)',
      'AC-6',
      'AC-6(3)',
      'AC-24',
      'CM-5(1)(a)',
      'CM-6(a)',
      'CM-9(b)',
      'MP-2',
      'SC-23(3)',
    ],
  },
  equivalents: { cdkNag: ['NIST.800.53.R5-IAMNoInlinePolicy'] },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html'],
  recommended: false,
  examples: {
    good: [
      {
        name: 'a role without inline policies',
        configuration: {
          resource: {
            aws_iam_role: { main: { name: 'main', assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'an inline policy',
        configuration: {
          resource: {
            aws_iam_role_policy: { main: { role: 'main', policy: '{"Version":"2012-10-17","Statement":[]}' } },
          },
        },
      },
    ],
  },
  check(block) {
    const expected = 'an aws_iam_policy and an attachment';
    if (block.type !== 'aws_iam_role') return fail({ path: 'policy', message: 'the policy is inline', expected });
    const items = block.nested('inline_policy');
    const hidden = items.find((item) => item.unknown !== undefined);
    if (hidden !== undefined) return undecided(hidden.path, hidden.unknown, expected);
    const written = items.filter((item) => item.get('policy') !== undefined);
    return written.length === 0
      ? pass()
      : written.map(({ path }) => fail({ path, message: 'the role has an inline policy', expected }));
  },
});
