import rule from '../../../../lib/compliance/rules/iam/iam-password-policy-max-age';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const policy = (attributes: Record<string, unknown>) => resource('aws_iam_account_password_policy', attributes);
const set = (value: unknown) => ({ name: JSON.stringify(value), configuration: policy({ max_password_age: value }) });

testRule(rule, {
  pass: [1, 90, '60'].map(set),
  fail: [...[0, 91, null].map(set), { name: 'absent', configuration: policy({}), path: 'max_password_age' }],
  unknown: [{ name: 'a variable', configuration: withVariables(policy({ max_password_age: '${var.n}' }), 'n') }],
  notApplicable: [{ name: 'count = 0', configuration: policy({ count: 0 }) }],
});
