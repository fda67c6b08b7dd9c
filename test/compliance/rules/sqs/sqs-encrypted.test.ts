import rule from '../../../../lib/compliance/rules/sqs/sqs-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const queue = (attributes: Readonly<Record<string, unknown>>) =>
  resource('aws_sqs_queue', { name: 'q', ...attributes });
const off = { sqs_managed_sse_enabled: false };

testRule(rule, {
  pass: [
    { name: 'absent, which means encrypted', configuration: queue({}) },
    { name: 'null', configuration: queue({ sqs_managed_sse_enabled: null, kms_master_key_id: null }) },
    { name: 'true', configuration: queue({ sqs_managed_sse_enabled: true }) },
    { name: '"true"', configuration: queue({ sqs_managed_sse_enabled: 'true' }) },
    { name: 'the key of AWS', configuration: queue({ kms_master_key_id: 'alias/aws/sqs' }) },
    { name: 'a key, as a state shows it', configuration: queue({ ...off, kms_master_key_id: '${aws_kms_key.k.arn}' }) },
    { name: 'a key that may be none, encrypted either way', configuration: queue({ kms_master_key_id: '${var.key}' }) },
    {
      name: 'a variable beside a key',
      configuration: queue({ sqs_managed_sse_enabled: '${var.sse}', kms_master_key_id: 'alias/q' }),
    },
  ],
  fail: [
    { name: 'false', configuration: queue(off), path: 'sqs_managed_sse_enabled' },
    { name: '"false"', configuration: queue({ sqs_managed_sse_enabled: 'false' }) },
    { name: 'no boolean', configuration: queue({ sqs_managed_sse_enabled: 'off' }) },
    {
      name: 'an instance that switches it off',
      configuration: queue({ for_each: { a: true, b: false }, sqs_managed_sse_enabled: '${each.value}' }),
      findings: 1,
    },
    { name: 'false and an empty key', configuration: queue({ ...off, kms_master_key_id: '' }) },
    {
      name: 'a variable with a default',
      configuration: {
        ...queue({ sqs_managed_sse_enabled: '${var.sse}' }),
        variable: { sse: { type: 'bool', default: false } },
      },
    },
  ],
  unknown: [
    {
      name: 'the key of a topic that has none',
      configuration: {
        resource: {
          aws_sns_topic: { plain: { name: 'plain' } },
          aws_sqs_queue: { main: { ...off, kms_master_key_id: '${aws_sns_topic.plain.kms_master_key_id}' } },
        },
      },
    },
    {
      name: 'a variable',
      configuration: queue({ sqs_managed_sse_enabled: '${var.sse}' }),
      path: 'sqs_managed_sse_enabled',
    },
    {
      name: 'false and a key that may be none',
      configuration: queue({ ...off, kms_master_key_id: '${var.key}' }),
      path: 'kms_master_key_id',
    },
  ],
  notApplicable: [{ name: 'count = 0', configuration: queue({ count: 0, ...off }) }],
});
