import rule from '../../../../lib/compliance/rules/iam/iam-user-no-console-password';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const both = resources({
  'aws_iam_user.jane': { name: 'jane' },
  'aws_iam_user_login_profile.p': { user: '${aws_iam_user.jane.name}' },
});

testRule(rule, {
  pass: [{ name: 'a user without a password', configuration: resource('aws_iam_user', { name: 'jane' }) }],
  fail: [
    {
      name: 'a password',
      configuration: resource('aws_iam_user_login_profile', { user: 'jane', pgp_key: 'keybase:jane' }),
    },
    { name: 'one finding, at the password', configuration: both, address: 'aws_iam_user_login_profile.p', findings: 1 },
  ],
  notApplicable: [
    { name: 'the user of a password', configuration: both, address: 'aws_iam_user.jane' },
    { name: 'count = 0', configuration: resource('aws_iam_user_login_profile', { user: 'jane', count: 0 }) },
  ],
});
