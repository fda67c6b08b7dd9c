import rule from '../../../../lib/compliance/rules/s3/s3-bucket-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, LINKED } from './buckets';

const TYPE = 'aws_s3_bucket_server_side_encryption_configuration';
const sse = (sse_algorithm: unknown) => ({ rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm }] }] });
const options = { requireExplicit: true };
const address = BUCKET;

testRule(rule, {
  pass: [
    { name: 'the default of S3', configuration: bucket() },
    ...['AES256', 'aws:kms', 'aws:kms:dsse'].map((name) => ({
      name,
      configuration: completedBy(TYPE, sse(name)),
      options,
    })),
    { name: 'a rule about bucket keys only', configuration: completedBy(TYPE, { rule: { bucket_key_enabled: true } }) },
    { name: 'inline', configuration: bucket({}, { server_side_encryption_configuration: sse('AES256') }), options },
    { name: 'of another stack', configuration: completedBy(TYPE, sse('AES256'), { bucket: '${var.unset}' }) },
  ],
  fail: [
    { name: 'another algorithm', configuration: completedBy(TYPE, sse('DES')), address },
    { name: 'no algorithm', configuration: completedBy(TYPE, sse(null)), address },
    { name: 'inline', configuration: bucket({}, { server_side_encryption_configuration: sse('DES') }) },
    { name: 'nothing said', configuration: bucket(), options },
    {
      name: 'of another stack',
      configuration: completedBy(TYPE, sse('DES'), { bucket: 'acme-z' }),
      address: `${TYPE}.c`,
    },
    {
      name: 'one of two',
      configuration: bucket({
        [`${TYPE}.c`]: { ...LINKED, ...sse('AES256') },
        [`${TYPE}.d`]: { ...LINKED, ...sse('DES') },
      }),
      address,
    },
  ],
  unknown: [
    { name: 'an algorithm', configuration: completedBy(TYPE, sse('${var.unset}')), address },
    {
      name: 'another algorithm, under a condition',
      configuration: completedBy(TYPE, { ...sse('DES'), count: '${var.unset}' }),
      address,
    },
    {
      name: 'of some bucket',
      configuration: completedBy(TYPE, sse('AES256'), { bucket: '${var.unset}' }),
      options,
      address,
    },
  ],
  notApplicable: [{ name: 'a directory bucket', configuration: { resource: { aws_s3_directory_bucket: { d: {} } } } }],
});
