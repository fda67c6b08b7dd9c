import rule from '../../../../lib/compliance/rules/s3/s3-bucket-kms';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_server_side_encryption_configuration';
const sse = (sse_algorithm: unknown, kms_master_key_id?: unknown) => ({
  rule: { apply_server_side_encryption_by_default: { sse_algorithm, kms_master_key_id } },
});
const options = { requireCmk: true };
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, sse('aws:kms')).map((link) => ({ ...link, address })),
    { name: 'two layers', configuration: completedBy(TYPE, sse('aws:kms:dsse')) },
    { name: 'inline', configuration: bucket({}, { server_side_encryption_configuration: [sse('aws:kms')] }) },
    { name: 'a key of its own', configuration: completedBy(TYPE, sse('aws:kms', '${aws_kms_key.k.arn}')), options },
    { name: 'the key of a variable', configuration: completedBy(TYPE, sse('aws:kms', '${var.unset}')), options },
  ],
  fail: [
    { name: 'nothing said', configuration: bucket() },
    { name: 'the keys of S3', configuration: completedBy(TYPE, sse('AES256')), address },
    { name: 'no rule', configuration: completedBy(TYPE, {}), address },
    { name: 'no algorithm', configuration: completedBy(TYPE, sse(null, '${aws_kms_key.k.arn}')), address },
    { name: 'inline', configuration: bucket({}, { server_side_encryption_configuration: sse('AES256') }) },
    { name: 'no key', configuration: completedBy(TYPE, sse('aws:kms')), options, address },
    { name: 'the key of AWS', configuration: completedBy(TYPE, sse('aws:kms', 'alias/aws/s3')), options, address },
    { name: 'one instance of two', configuration: half(TYPE, sse('aws:kms')), address },
    {
      name: 'dynamic, but not KMS in any case',
      configuration: completedBy(TYPE, {
        dynamic: {
          rule: {
            for_each: '${var.all}',
            content: { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
          },
        },
      }),
      address,
    },
    ...strangers(TYPE, sse('aws:kms')),
  ],
  unknown: [
    ...doubts(TYPE, sse('aws:kms')),
    { name: 'an algorithm', configuration: completedBy(TYPE, sse('${var.unset}')), address },
    {
      name: 'a key under a condition',
      configuration: completedBy(TYPE, sse('aws:kms', '${var.unset ? aws_kms_key.k.arn : null}')),
      options,
      address,
    },
  ],
  notApplicable: [
    {
      name: 'a target of access logs',
      configuration: bucket({
        'aws_s3_bucket_logging.l': { bucket: 'acme-z', target_bucket: '${aws_s3_bucket.b.id}' },
      }),
    },
  ],
});
