import rule from '../../../../lib/compliance/rules/iam/iam-password-policy-complexity';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const ALL = {
  require_uppercase_characters: true,
  require_lowercase_characters: true,
  require_numbers: true,
  require_symbols: true,
};
const policy = (attributes: object) => resource('aws_iam_account_password_policy', { ...attributes });

testRule(rule, {
  pass: [
    { name: 'all four', configuration: policy(ALL) },
    { name: 'true as text', configuration: policy({ ...ALL, require_symbols: 'true' }) },
  ],
  fail: [
    { name: 'none is four findings', configuration: policy({}), findings: 4 },
    {
      name: 'one is false',
      configuration: policy({ ...ALL, require_numbers: false }),
      path: 'require_numbers',
      findings: 1,
    },
    { name: 'one is null', configuration: policy({ ...ALL, require_symbols: null }), path: 'require_symbols' },
  ],
  unknown: [
    {
      name: 'one is a variable',
      configuration: withVariables(policy({ ...ALL, require_symbols: '${var.s}' }), 's'),
      path: 'require_symbols',
    },
  ],
});
