import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toList } from '../../model/value';
import { memberships } from './shared/group-members';

export default defineRule({
  id: 'iam-user-in-group',
  title: 'Each user is a member of a group',
  why: 'A user outside of every group gets permissions one by one, and misses what holds for all, such as the policy that demands MFA.',
  remediation: 'Add an aws_iam_user_group_membership with at least one group for the user.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_user', 'aws_iam_user_group_membership', 'aws_iam_group_membership'],
  whenUnknown: 'The users or the groups of a membership are expressions that lead to no user of the configuration.',
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
  equivalents: { checkov: ['CKV2_AWS_21', 'CKV2_AWS_14'], cdkNag: ['NIST.800.53.R5-IAMUserGroupMembership'] },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups_manage_add-remove-users.html'],
  examples: {
    good: [
      {
        name: 'a member of one group',
        configuration: {
          resource: {
            aws_iam_user: { jane: { name: 'jane' } },
            aws_iam_user_group_membership: { jane: { user: '${aws_iam_user.jane.name}', groups: ['developers'] } },
          },
        },
      },
    ],
    bad: [{ name: 'no membership', configuration: { resource: { aws_iam_user: { jane: { name: 'jane' } } } } }],
    unknown: [
      {
        name: 'the groups are a variable',
        configuration: {
          resource: {
            aws_iam_user: { jane: { name: 'jane' } },
            aws_iam_user_group_membership: { jane: { user: '${aws_iam_user.jane.name}', groups: '${var.groups}' } },
          },
          variable: { groups: { type: 'list(string)' } },
        },
      },
    ],
  },
  check(block) {
    if (block.type === 'aws_iam_user') return judgeUser(block);
    const list = block.type === 'aws_iam_group_membership' ? 'users' : 'groups';
    const members = toList(block.get(list));
    if (isUnknown(members)) return undecided(list, members, `at least one of ${list}`);
    if (members.length > 0) return pass(list);
    return fail({
      path: list,
      message: `the membership has no ${list}`,
      observed: members,
      expected: `at least one of ${list}`,
    });
  },
});

function judgeUser(user: Block): Outcome {
  const { members, undecided: byUser, unknown } = memberships(user.configuration);
  const expected = 'a membership in at least one group';
  if (members.has(user)) return pass();
  const hidden = byUser.get(user) ?? unknown;
  return hidden === undefined
    ? fail({ message: 'the user is a member of no group', expected })
    : undecided('name', hidden, expected);
}
