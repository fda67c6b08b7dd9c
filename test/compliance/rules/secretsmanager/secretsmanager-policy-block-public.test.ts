import rule from '../../../../lib/compliance/rules/secretsmanager/secretsmanager-policy-block-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const policy = (block_public_policy: unknown) =>
  resource('aws_secretsmanager_secret_policy', { policy: '{}', block_public_policy });

testRule(rule, {
  pass: [
    { name: 'true', configuration: policy(true) },
    { name: 'true as text', configuration: policy('true') },
  ],
  fail: [
    {
      name: 'absent',
      configuration: resource('aws_secretsmanager_secret_policy', { policy: '{}' }),
      path: 'block_public_policy',
    },
    { name: 'null', configuration: policy(null) },
    { name: 'false', configuration: policy(false), path: 'block_public_policy' },
    { name: 'false as text', configuration: policy('false') },
  ],
  unknown: [{ name: 'a token', configuration: policy('${var.block}'), path: 'block_public_policy' }],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_secretsmanager_secret_policy', { count: 0 }) }],
});
