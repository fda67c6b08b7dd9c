import rule from '../../../../lib/compliance/rules/iam/iam-password-policy-declared';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';

const POLICY = 'aws_iam_account_password_policy.main';
const BASELINE = { accountBaseline: true, address: 'terraform' };

testRule(rule, {
  pass: [
    { name: 'declared', configuration: resources({ [POLICY]: {} }), ...BASELINE },
    { name: 'in any scope', configuration: resources({ [POLICY]: {} }) },
  ],
  fail: [
    { name: 'none', configuration: resources({}), message: 'no password policy', ...BASELINE },
    { name: 'removed', configuration: resources({ [POLICY]: { count: 0 } }), ...BASELINE },
  ],
  unknown: [
    { name: 'a count', configuration: resources({ [POLICY]: { count: '${var.n}' } }), ...BASELINE },
    { name: 'a module', configuration: { module: { m: { source: './m' } } }, message: 'module.m', ...BASELINE },
  ],
  notApplicable: [{ name: 'no baseline', configuration: resources({}) }],
});
