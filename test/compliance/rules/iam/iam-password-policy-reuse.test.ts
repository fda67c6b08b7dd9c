import rule from '../../../../lib/compliance/rules/iam/iam-password-policy-reuse';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const policy = (attributes: Record<string, unknown>) => resource('aws_iam_account_password_policy', attributes);
const set = (value: unknown) => ({
  name: JSON.stringify(value),
  configuration: policy({ password_reuse_prevention: value }),
});

testRule(rule, {
  pass: [24, '24'].map(set),
  fail: [...[23, 0, null].map(set), { name: 'absent', configuration: policy({}), path: 'password_reuse_prevention' }],
  unknown: [
    { name: 'a variable', configuration: withVariables(policy({ password_reuse_prevention: '${var.n}' }), 'n') },
  ],
  notApplicable: [{ name: 'count = 0', configuration: policy({ count: 0 }) }],
});
