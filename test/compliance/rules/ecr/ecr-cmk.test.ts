import rule from '../../../../lib/compliance/rules/ecr/ecr-cmk';
import { testRule } from '../../../../lib/testing/rule-tester';
import { repository, repositoryWith } from './shared/repository';

const encrypted = (encryption_configuration: unknown) => repository({ encryption_configuration });
const key = 'arn:aws:kms:eu-central-1:111122223333:key/2f1e6b1c-0000-4000-8000-000000000000';

testRule(rule, {
  pass: [
    { name: 'KMS', configuration: encrypted({ encryption_type: 'KMS', kms_key: key }) },
    { name: 'two layers, block as array', configuration: encrypted([{ encryption_type: 'KMS_DSSE', kms_key: key }]) },
    {
      name: 'a key of the configuration',
      configuration: repositoryWith(
        { 'aws_kms_key.k': {} },
        { encryption_configuration: { encryption_type: 'KMS', kms_key: '${aws_kms_key.k.arn}' } },
      ),
    },
    { name: 'a key of a variable', configuration: encrypted({ encryption_type: 'KMS', kms_key: '${var.key}' }) },
  ],
  fail: [
    { name: 'absent', configuration: repository({}), path: 'encryption_configuration' },
    { name: 'null', configuration: encrypted(null) },
    {
      name: 'the default type',
      configuration: encrypted({ kms_key: key }),
      path: 'encryption_configuration[0].encryption_type',
    },
    { name: 'AES256', configuration: encrypted({ encryption_type: 'AES256', kms_key: key }) },
    {
      name: 'no key',
      configuration: encrypted({ encryption_type: 'KMS' }),
      path: 'encryption_configuration[0].kms_key',
    },
    { name: 'an empty key', configuration: encrypted({ encryption_type: 'KMS', kms_key: '' }) },
    { name: 'the key of AWS', configuration: encrypted({ encryption_type: 'KMS', kms_key: 'alias/aws/ecr' }) },
  ],
  unknown: [
    { name: 'a type', configuration: encrypted({ encryption_type: '${var.type}', kms_key: key }) },
    { name: 'the block', configuration: encrypted('${var.encryption}') },
    {
      name: 'a key of a variable, strictly',
      configuration: encrypted({ encryption_type: 'KMS', kms_key: '${var.key}' }),
      options: { strict: true },
    },
    {
      name: 'a dynamic block over an unknown',
      configuration: repository({
        dynamic: { encryption_configuration: { for_each: '${var.e}', content: { encryption_type: 'KMS' } } },
      }),
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: repository({ count: 0 }) }],
});
