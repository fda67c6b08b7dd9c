import rule from '../../../../lib/compliance/rules/iam/iam-user-no-direct-policies';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const attachment = (users: unknown) =>
  resource('aws_iam_policy_attachment', { name: 'main', policy_arn: 'arn', users });

testRule(rule, {
  pass: [
    { name: 'no users', configuration: attachment(undefined) },
    { name: 'null', configuration: attachment(null) },
    { name: 'an empty list', configuration: attachment([]) },
    {
      name: 'an exclusive list of nothing',
      configuration: resource('aws_iam_user_policies_exclusive', { policy_names: [] }),
    },
  ],
  fail: [
    { name: 'an inline policy', configuration: resource('aws_iam_user_policy', { user: 'jane', policy: '{}' }) },
    {
      name: 'an attachment',
      configuration: resource('aws_iam_user_policy_attachment', { user: 'jane', policy_arn: 'arn' }),
      path: 'user',
    },
    { name: 'one user', configuration: attachment(['jane']), path: 'users' },
    { name: 'a user that is a reference', configuration: attachment(['${aws_iam_user.jane.name}']) },
    {
      name: 'an exclusive list',
      configuration: resource('aws_iam_user_policy_attachments_exclusive', { policy_arns: ['arn'] }),
      path: 'policy_arns',
    },
  ],
  unknown: [{ name: 'users that are a variable', configuration: withVariables(attachment('${var.users}'), 'users') }],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_iam_user_policy', { count: 0 }) }],
});
