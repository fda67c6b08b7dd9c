import rule from '../../../../lib/compliance/rules/iam/iam-no-iam-users';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const user = (name: string) => resource('aws_iam_user', { name });
const options = { allowedUsers: ['breakglass'] };

testRule(rule, {
  pass: [
    { name: 'a role', configuration: resource('aws_iam_role', {}) },
    { name: 'an allowed user', configuration: user('breakglass'), options },
  ],
  fail: [
    { name: 'a user', configuration: user('jane') },
    { name: 'a user that is not allowed', configuration: user('jane'), options },
    { name: 'any name, where no name is allowed', configuration: withVariables(user('${var.n}'), 'n') },
  ],
  unknown: [{ name: 'a name that is a variable', configuration: withVariables(user('${var.n}'), 'n'), options }],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_iam_user', { name: 'jane', count: 0 }) }],
});
