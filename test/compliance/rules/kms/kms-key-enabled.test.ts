import rule from '../../../../lib/compliance/rules/kms/kms-key-enabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

testRule(rule, {
  pass: [
    { name: 'absent', configuration: resource('aws_kms_key', {}) },
    { name: 'null', configuration: resource('aws_kms_key', { is_enabled: null }) },
    { name: 'true as text', configuration: resource('aws_kms_key', { is_enabled: 'true' }) },
    { name: 'an argument of other keys', configuration: resource('aws_kms_key', { enabled: false }) },
  ],
  fail: [
    { name: 'false', configuration: resource('aws_kms_key', { is_enabled: false }), path: 'is_enabled' },
    { name: 'false as text', configuration: resource('aws_kms_key', { is_enabled: 'false' }) },
    { name: 'a replica', configuration: resource('aws_kms_replica_key', { enabled: false }), path: 'enabled' },
    {
      name: 'an external key with material',
      configuration: resource('aws_kms_external_key', { enabled: false, key_material_base64: '${var.material}' }),
    },
  ],
  unknown: [
    { name: 'a token', configuration: resource('aws_kms_replica_key', { enabled: '${var.on}' }), path: 'enabled' },
  ],
  notApplicable: [
    {
      name: 'an external key whose material is still to be imported',
      configuration: resource('aws_kms_external_key', { enabled: false }),
    },
    { name: 'count = 0', configuration: resource('aws_kms_key', { count: 0, is_enabled: false }) },
  ],
});
