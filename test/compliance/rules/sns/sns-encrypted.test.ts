import rule from '../../../../lib/compliance/rules/sns/sns-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';

const topic = (kms_master_key_id: unknown) => resource('aws_sns_topic', { name: 'orders', kms_master_key_id });
const cmk = { options: { requireCmk: true } };

testRule(rule, {
  pass: [
    { name: 'the key of AWS', configuration: topic('alias/aws/sns') },
    { name: 'an alias', configuration: topic('alias/orders') },
    { name: 'a key of another stack', configuration: topic('${data.terraform_remote_state.keys.outputs.sns}') },
    { name: 'an alias with an unknown part', configuration: topic('alias/${var.env}') },
    {
      name: 'a key of the configuration',
      configuration: resources({
        'aws_kms_key.k': {},
        'aws_sns_topic.main': { kms_master_key_id: '${aws_kms_key.k.id}' },
      }),
      ...cmk,
    },
  ],
  fail: [
    { name: 'absent', configuration: resource('aws_sns_topic', { name: 'orders' }), path: 'kms_master_key_id' },
    { name: 'null', configuration: topic(null) },
    { name: 'empty', configuration: topic('') },
    { name: 'no text', configuration: topic([]) },
    {
      name: 'an instance without one',
      configuration: resource('aws_sns_topic', {
        for_each: { orders: 'alias/orders', audit: '' },
        kms_master_key_id: '${each.value}',
      }),
      findings: 1,
      message: 'audit',
    },
    { name: 'the key of AWS where an own one is asked for', configuration: topic('alias/aws/sns'), ...cmk },
    { name: 'none where an own one is asked for', configuration: topic(null), ...cmk },
  ],
  unknown: [
    { name: 'a variable', configuration: topic('${var.key}'), path: 'kms_master_key_id' },
    {
      name: 'the key of a topic that has none',
      configuration: resources({
        'aws_sns_topic.audit': { kms_master_key_id: 'alias/audit' },
        'aws_sqs_queue.plain': { name: 'plain' },
        'aws_sns_topic.main': { kms_master_key_id: '${aws_sqs_queue.plain.kms_master_key_id}' },
      }),
      address: 'aws_sns_topic.main',
    },
    { name: 'a key or none', configuration: topic('${var.encrypt ? aws_kms_key.k.arn : null}') },
    { name: 'a variable, strictly', configuration: topic('${var.key}'), options: { requireCmk: true, strict: true } },
  ],
  notApplicable: [{ name: 'count = 0', configuration: resource('aws_sns_topic', { count: 0 }) }],
});
