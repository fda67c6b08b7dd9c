import rule from '../../../../lib/compliance/rules/cloudwatch/log-group-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const group = (attributes: Record<string, unknown>) =>
  resource('aws_cloudwatch_log_group', { name: '/app', ...attributes });

testRule(rule, {
  pass: [
    {
      name: 'a key of the configuration',
      configuration: resources({
        'aws_kms_key.k': {},
        'aws_cloudwatch_log_group.g': { kms_key_id: '${aws_kms_key.k.arn}' },
      }),
    },
    { name: 'a literal ARN', configuration: group({ kms_key_id: 'arn:aws:kms:eu-west-1:111122223333:key/k' }) },
    { name: 'a key of another stack', configuration: group({ kms_key_id: '${var.key}' }) },
    { name: 'a count of three', configuration: group({ count: 3, kms_key_id: '${aws_kms_key.k.arn}' }) },
  ],
  fail: [
    { name: 'absent', configuration: group({}), path: 'kms_key_id' },
    { name: 'null', configuration: group({ kms_key_id: null }) },
    { name: 'an empty text', configuration: group({ kms_key_id: '' }) },
    { name: 'a key of AWS', configuration: group({ kms_key_id: 'alias/aws/logs' }) },
    {
      name: 'a variable whose default is null',
      configuration: {
        ...group({ kms_key_id: '${var.key}' }),
        variable: { key: { type: 'string', default: null } },
      },
    },
  ],
  unknown: [
    { name: 'a key under a condition', configuration: group({ kms_key_id: '${var.x ? aws_kms_key.k.arn : null}' }) },
    {
      name: 'a variable where keys are to be shown',
      configuration: group({ kms_key_id: '${var.key}' }),
      options: { strict: true },
    },
  ],
  notApplicable: [{ name: 'a group that count = 0 removes', configuration: group({ count: 0 }) }],
});
