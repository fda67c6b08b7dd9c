import rule from '../../../../lib/compliance/rules/efs/efs-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks, booleanCases } from '../rds/shared/configurations';

const fileSystem = (attributes: Record<string, unknown>) =>
  blocks({ 'aws_kms_key.k': {}, 'aws_efs_file_system.main': attributes });
const cases = booleanCases(fileSystem, 'encrypted', true, 'fail');
const options = { requireCmk: true };

testRule(rule, {
  ...cases,
  pass: [
    ...cases.pass,
    { name: 'with a key', configuration: fileSystem({ encrypted: true, kms_key_id: '${aws_kms_key.k.arn}' }), options },
  ],
  fail: [
    ...cases.fail,
    { name: 'a key alone', configuration: fileSystem({ kms_key_id: '${aws_kms_key.k.arn}' }), path: 'encrypted' },
    { name: 'no key', configuration: fileSystem({ encrypted: true }), options, path: 'kms_key_id' },
    {
      name: 'the key of AWS',
      configuration: fileSystem({ encrypted: true, kms_key_id: 'alias/aws/elasticfilesystem' }),
      options,
    },
  ],
});
