import rule from '../../../../lib/compliance/rules/cognito/cognito-no-guest-access';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const pool = (allow_unauthenticated_identities: unknown) =>
  resource('aws_cognito_identity_pool', { identity_pool_name: 'shop', allow_unauthenticated_identities });

testRule(rule, {
  pass: [
    { name: 'absent', configuration: pool(undefined) },
    { name: 'null', configuration: pool(null) },
    { name: 'false', configuration: pool(false) },
    { name: 'text', configuration: pool('false') },
    { name: 'a variable with a default', configuration: { ...pool('${var.g}'), variable: { g: { default: false } } } },
  ],
  fail: [
    {
      name: 'each instance',
      configuration: resource('aws_cognito_identity_pool', {
        for_each: { a: true, b: 'true' },
        allow_unauthenticated_identities: '${each.value}',
      }),
      findings: 2,
    },
    { name: 'true', configuration: pool(true), path: 'allow_unauthenticated_identities' },
    { name: 'text', configuration: pool('true') },
    { name: 'a local', configuration: { ...pool('${local.g}'), locals: { g: true } } },
  ],
  unknown: [{ name: 'a variable', configuration: pool('${var.g}') }],
  notApplicable: [
    {
      name: 'count = 0',
      configuration: resource('aws_cognito_identity_pool', { count: 0, allow_unauthenticated_identities: true }),
    },
  ],
});
