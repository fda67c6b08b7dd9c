import rule from '../../../../lib/compliance/rules/iam/iam-no-exclusive-policy-attachment';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

testRule(rule, {
  pass: [
    {
      name: 'one attachment',
      configuration: resource('aws_iam_role_policy_attachment', { role: 'r', policy_arn: 'arn' }),
    },
  ],
  fail: [
    {
      name: 'the exclusive resource',
      configuration: resource('aws_iam_policy_attachment', { roles: ['r'], policy_arn: 'arn' }),
      path: 'policy_arn',
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_iam_policy_attachment', { count: 0 }) }],
});
