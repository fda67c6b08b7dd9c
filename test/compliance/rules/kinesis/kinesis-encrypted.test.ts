import rule from '../../../../lib/compliance/rules/kinesis/kinesis-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const stream = (encryption_type: unknown) => resource('aws_kinesis_stream', { name: 'orders', encryption_type });
const delivery = (attributes: Record<string, unknown>) =>
  resource('aws_kinesis_firehose_delivery_stream', { name: 'orders', destination: 'extended_s3', ...attributes });

testRule(rule, {
  pass: [
    { name: 'a data stream', configuration: stream('KMS') },
    { name: 'a local', configuration: { ...stream('${local.e}'), locals: { e: 'KMS' } } },
    { name: 'a delivery stream', configuration: delivery({ server_side_encryption: { enabled: true } }) },
    {
      name: 'an array, text',
      configuration: delivery({ server_side_encryption: [{ enabled: 'true', key_type: 'AWS_OWNED_CMK' }] }),
    },
  ],
  fail: [
    {
      name: 'one instance',
      configuration: resource('aws_kinesis_stream', {
        for_each: { a: 'KMS', b: 'NONE' },
        name: '${each.key}',
        encryption_type: '${each.value}',
      }),
      findings: 1,
    },
    { name: 'absent', configuration: stream(undefined), path: 'encryption_type' },
    { name: 'null', configuration: stream(null) },
    { name: 'NONE', configuration: stream('NONE') },
    { name: 'empty', configuration: stream('') },
    {
      name: 'a key without encryption_type',
      configuration: resource('aws_kinesis_stream', { kms_key_id: 'alias/aws/kinesis' }),
    },
    { name: 'no block', configuration: delivery({}), path: 'server_side_encryption' },
    { name: 'an empty block', configuration: delivery({ server_side_encryption: {} }) },
    {
      name: 'switched off',
      configuration: delivery({ server_side_encryption: [{ enabled: 'false' }] }),
      path: 'server_side_encryption[0].enabled',
    },
    { name: 'a source that is null', configuration: delivery({ kinesis_source_configuration: null }) },
  ],
  unknown: [
    { name: 'a variable', configuration: stream('${var.e}') },
    { name: 'enabled by a variable', configuration: delivery({ server_side_encryption: { enabled: '${var.e}' } }) },
    { name: 'a hidden block', configuration: delivery({ server_side_encryption: '${var.e}' }) },
    {
      name: 'a source or none',
      configuration: delivery({
        dynamic: { kinesis_source_configuration: { for_each: '${var.source}', content: { kinesis_stream_arn: 'a' } } },
      }),
    },
  ],
  notApplicable: [
    {
      name: 'a delivery stream that reads a data stream',
      configuration: delivery({ kinesis_source_configuration: { kinesis_stream_arn: '${aws_kinesis_stream.s.arn}' } }),
    },
    { name: 'one that reads Kafka', configuration: delivery({ msk_source_configuration: [{ msk_cluster_arn: 'a' }] }) },
  ],
});
