import rule from '../../../../lib/compliance/rules/iam/iam-no-inline-policies';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

testRule(rule, {
  pass: [
    { name: 'a role without', configuration: resource('aws_iam_role', {}) },
    { name: 'null', configuration: resource('aws_iam_role', { inline_policy: null }) },
    {
      name: 'an empty block, which removes inline policies',
      configuration: resource('aws_iam_role', { inline_policy: [{ name: null, policy: null }] }),
    },
  ],
  fail: [
    { name: 'of a role', configuration: resource('aws_iam_role_policy', { role: 'r' }) },
    { name: 'of a user', configuration: resource('aws_iam_user_policy', { user: 'u' }) },
    { name: 'of a group', configuration: resource('aws_iam_group_policy', { group: 'g' }) },
    {
      name: 'a block',
      configuration: resource('aws_iam_role', { inline_policy: { name: 'a', policy: '{}' } }),
      path: 'inline_policy[0]',
    },
    {
      name: 'two blocks',
      configuration: resource('aws_iam_role', {
        inline_policy: [
          { name: 'a', policy: '{}' },
          { name: 'b', policy: '{}' },
        ],
      }),
      findings: 2,
    },
  ],
  unknown: [
    {
      name: 'a dynamic block',
      configuration: {
        ...resource('aws_iam_role', {
          dynamic: {
            inline_policy: { for_each: '${var.p}', content: { name: 'a', policy: '${inline_policy.value}' } },
          },
        }),
        variable: { p: { type: 'list(string)' } },
      },
    },
  ],
});
