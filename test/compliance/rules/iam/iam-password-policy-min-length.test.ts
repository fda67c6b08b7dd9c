import rule from '../../../../lib/compliance/rules/iam/iam-password-policy-min-length';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const policy = (attributes: Record<string, unknown>) => resource('aws_iam_account_password_policy', attributes);
const set = (value: unknown) => ({
  name: JSON.stringify(value),
  configuration: policy({ minimum_password_length: value }),
});

testRule(rule, {
  pass: [14, '20'].map(set),
  fail: [...[13, '8', null].map(set), { name: 'absent', configuration: policy({}), path: 'minimum_password_length' }],
  unknown: [{ name: 'a variable', configuration: withVariables(policy({ minimum_password_length: '${var.n}' }), 'n') }],
  notApplicable: [{ name: 'count = 0', configuration: policy({ count: 0 }) }],
});
