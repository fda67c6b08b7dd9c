import rule from '../../../../lib/compliance/rules/iam/iam-user-no-key-with-console';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { withVariables } from './policies';

const pair = (key: object, profile: string) =>
  resources({
    'aws_iam_user.jane': { name: 'jane' },
    'aws_iam_access_key.k': { ...key },
    'aws_iam_user_login_profile.p': { user: profile },
  });

testRule(rule, {
  pass: [
    { name: 'no password', configuration: resources({ 'aws_iam_access_key.k': { user: 'jane' } }) },
    { name: 'somebody else', configuration: pair({ user: 'jane' }, 'joe') },
    { name: 'a key that is switched off', configuration: pair({ user: 'jane', status: 'Inactive' }, 'jane') },
    {
      name: 'another instance',
      configuration: pair({ user: '${aws_iam_user.jane["a"].name}' }, '${aws_iam_user.jane["b"].name}'),
    },
  ],
  fail: [
    { name: 'the same name', configuration: pair({ user: 'jane' }, 'jane'), path: 'user' },
    {
      name: 'the same reference',
      configuration: pair({ user: '${aws_iam_user.jane.name}' }, '${aws_iam_user.jane.name}'),
    },
    { name: 'a reference and a name', configuration: pair({ user: '${aws_iam_user.jane.name}' }, 'jane') },
    { name: 'the same variable', configuration: withVariables(pair({ user: '${var.u}' }, '${var.u}'), 'u') },
  ],
  unknown: [
    { name: 'the key is for a variable', configuration: withVariables(pair({ user: '${var.u}' }, 'jane'), 'u') },
    { name: 'the password is for a variable', configuration: withVariables(pair({ user: 'jane' }, '${var.u}'), 'u') },
  ],
});
