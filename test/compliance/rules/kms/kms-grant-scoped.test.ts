import rule from '../../../../lib/compliance/rules/kms/kms-grant-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const base = {
  grantee_principal: 'arn:aws:iam::111122223333:role/app',
  operations: ['Decrypt'],
  constraints: { encryption_context_equals: { app: 'orders' } },
};
const grant = (attributes: Record<string, unknown>) => resource('aws_kms_grant', { ...base, ...attributes });

testRule(rule, {
  pass: [
    { name: 'constraints as an object', configuration: grant({}) },
    {
      name: 'constraints as an array',
      configuration: grant({ constraints: [{ encryption_context_subset: { app: 'orders' } }] }),
    },
    {
      name: 'constraints of a dynamic block',
      configuration: grant({
        constraints: null,
        dynamic: {
          constraints: {
            for_each: ['orders'],
            content: { encryption_context_equals: { app: '${constraints.value}' } },
          },
        },
      }),
    },
    { name: 'encryption only', configuration: grant({ operations: ['Encrypt', 'DescribeKey'], constraints: null }) },
    {
      name: 'CreateGrant with a retiring principal',
      configuration: grant({ operations: ['CreateGrant', 'Decrypt'], retiring_principal: '${aws_iam_role.admin.arn}' }),
    },
    { name: 'CreateGrant without Decrypt', configuration: grant({ operations: ['CreateGrant'], constraints: null }) },
    { name: 'a role by reference', configuration: grant({ grantee_principal: '${aws_iam_role.app.arn}' }) },
    {
      name: 'an asymmetric key, which has no encryption context',
      configuration: resources({
        'aws_kms_key.k': { customer_master_key_spec: 'RSA_2048' },
        'aws_kms_grant.main': { ...base, constraints: null, key_id: '${aws_kms_key.k.key_id}' },
      }),
    },
  ],
  fail: [
    { name: 'no constraints', configuration: grant({ constraints: null }), path: 'constraints' },
    {
      name: 'empty constraints',
      configuration: grant({ constraints: [{ encryption_context_equals: {} }] }),
      path: 'constraints',
    },
    {
      name: 'data keys without constraints',
      configuration: grant({ operations: ['GenerateDataKeyWithoutPlaintext'], constraints: [] }),
    },
    {
      name: 'a wildcard',
      configuration: grant({ grantee_principal: 'arn:aws:iam::111122223333:role/*' }),
      path: 'grantee_principal',
    },
    {
      name: 'CreateGrant beside Decrypt',
      configuration: grant({ operations: ['Decrypt', 'CreateGrant'] }),
      path: 'operations',
    },
    {
      name: 'all at once',
      configuration: grant({ grantee_principal: '*', operations: ['Decrypt', 'CreateGrant'], constraints: null }),
      findings: 3,
    },
  ],
  unknown: [
    {
      name: 'a principal without a default',
      configuration: grant({ grantee_principal: '${var.app}' }),
      path: 'grantee_principal',
    },
    {
      name: 'operations without a default',
      configuration: grant({ operations: '${var.operations}', constraints: null }),
    },
    {
      name: 'a dynamic block that is not known',
      configuration: grant({
        constraints: null,
        dynamic: { constraints: { for_each: '${var.c}', content: { encryption_context_equals: { app: 'x' } } } },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: grant({ count: 0, constraints: null }) }],
});
