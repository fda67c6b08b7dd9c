import rule from '../../../../lib/compliance/rules/kms/kms-key-rotation-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const key = (attributes: Record<string, unknown>) => resource('aws_kms_key', attributes);

testRule(rule, {
  pass: [
    { name: 'true', configuration: key({ enable_key_rotation: true }) },
    { name: 'true as text', configuration: key({ enable_key_rotation: 'true' }) },
    { name: 'true whatever the key is', configuration: key({ enable_key_rotation: true, key_usage: '${var.usage}' }) },
  ],
  fail: [
    { name: 'absent', configuration: key({}), path: 'enable_key_rotation' },
    { name: 'null', configuration: key({ enable_key_rotation: null }) },
    { name: 'false as text', configuration: key({ enable_key_rotation: 'false' }) },
    {
      name: 'symmetric by name',
      configuration: key({ customer_master_key_spec: 'SYMMETRIC_DEFAULT', key_usage: 'ENCRYPT_DECRYPT' }),
    },
    {
      name: 'a variable whose default is false',
      configuration: { ...key({ enable_key_rotation: '${var.r}' }), variable: { r: { default: false } } },
    },
  ],
  unknown: [
    {
      name: 'a variable without a default',
      configuration: key({ enable_key_rotation: '${var.r}' }),
      path: 'enable_key_rotation',
    },
    {
      name: 'a spec that is not known',
      configuration: key({ customer_master_key_spec: '${var.s}' }),
      path: 'customer_master_key_spec',
    },
    {
      name: 'a key store that may be null',
      configuration: key({ custom_key_store_id: '${var.store}' }),
      path: 'custom_key_store_id',
    },
  ],
  notApplicable: [
    { name: 'asymmetric', configuration: key({ customer_master_key_spec: 'RSA_2048' }) },
    {
      name: 'HMAC, rotation not known',
      configuration: key({ customer_master_key_spec: 'HMAC_256', enable_key_rotation: '${var.r}' }),
    },
    { name: 'signing', configuration: key({ key_usage: 'SIGN_VERIFY' }) },
    {
      name: 'a custom key store',
      configuration: resources({
        'aws_kms_key.main': { custom_key_store_id: '${aws_kms_custom_key_store.s.id}' },
        'aws_kms_custom_key_store.s': {},
      }),
    },
    { name: 'an external key store', configuration: key({ xks_key_id: 'bb8562717f809024' }) },
    { name: 'count = 0', configuration: key({ count: 0 }) },
    { name: 'imported material', configuration: resource('aws_kms_external_key', {}) },
    { name: 'a replica', configuration: resource('aws_kms_replica_key', {}) },
  ],
});
