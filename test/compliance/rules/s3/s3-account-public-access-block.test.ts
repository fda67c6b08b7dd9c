import rule from '../../../../lib/compliance/rules/s3/s3-account-public-access-block';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const TYPE = 'aws_s3_account_public_access_block';
const ON = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const empty = { variable: { unset: {} } };
const baseline = { accountBaseline: true };

testRule(rule, {
  pass: [
    { name: 'four switches', configuration: resource(TYPE, ON) },
    {
      name: 'as text, in a baseline',
      configuration: resource(TYPE, { ...ON, block_public_acls: 'true' }),
      ...baseline,
    },
  ],
  fail: [
    { name: 'none set', configuration: resource(TYPE, {}), findings: 4 },
    { name: 'null', configuration: resource(TYPE, { ...ON, ignore_public_acls: null }), path: 'ignore_public_acls' },
    {
      name: 'false, in a baseline',
      configuration: resource(TYPE, { ...ON, block_public_policy: false }),
      ...baseline,
      findings: 1,
    },
    { name: 'a baseline without it', configuration: empty, ...baseline, address: 'terraform' },
    { name: 'count = 0 in a baseline', configuration: resource(TYPE, { ...ON, count: 0 }), ...baseline },
  ],
  unknown: [
    {
      name: 'a baseline where it may be in a module',
      configuration: { module: { account: { source: './account' } } },
      ...baseline,
    },
    {
      name: 'under a condition, in a baseline',
      configuration: resource(TYPE, { ...ON, count: '${var.unset}' }),
      ...baseline,
      address: 'terraform',
    },

    {
      name: 'a switch',
      configuration: resource(TYPE, { ...ON, block_public_acls: '${var.unset}' }),
      path: 'block_public_acls',
    },
  ],
  notApplicable: [{ name: 'no baseline', configuration: empty }],
});
