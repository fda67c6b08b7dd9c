import rule from '../../../../lib/compliance/rules/s3/s3-bucket-public-access-block';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, doubts, half, links, strangers } from './buckets';

const TYPE = 'aws_s3_bucket_public_access_block';
const ON = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const account = (attributes: object, others: object = {}) =>
  bucket({ 'aws_s3_account_public_access_block.a': { ...ON, ...attributes }, ...others });
const address = BUCKET;

testRule(rule, {
  pass: [
    ...links(TYPE, ON),
    { name: 'as text', configuration: completedBy(TYPE, { ...ON, ignore_public_acls: 'true' }) },
    { name: 'the block of the account', configuration: account({}) },
    {
      name: 'the block of the account over a weaker one',
      configuration: account({}, { [`${TYPE}.c`]: { bucket: '${aws_s3_bucket.b.id}' } }),
    },
    { name: 'a new bucket, by option', configuration: bucket(), options: { assumeNewBuckets: true } },
    {
      name: 'a bucket of another stack',
      configuration: completedBy(TYPE, ON, { bucket: 'acme-z' }),
      address: `${TYPE}.c`,
    },
  ],
  fail: [
    { name: 'no block', configuration: bucket(), message: 'no public access block' },
    {
      name: 'arguments that are left out',
      configuration: completedBy(TYPE, { block_public_acls: true, block_public_policy: null }),
      address: `${TYPE}.c`,
      findings: 3,
      path: 'block_public_policy',
    },
    {
      name: 'one switch off',
      configuration: completedBy(TYPE, { ...ON, restrict_public_buckets: 'false' }),
      address,
      message: 'in part',
    },
    {
      name: 'a switch of a wrong type',
      configuration: completedBy(TYPE, { ...ON, restrict_public_buckets: ['true'] }),
      address,
    },
    {
      name: 'a weak block, where new buckets are assumed',
      configuration: completedBy(TYPE, { ...ON, ignore_public_acls: false }),
      options: { assumeNewBuckets: true },
      address,
    },
    { name: 'one instance of two', configuration: half(TYPE, ON), address },
    ...strangers(TYPE, ON),
    {
      name: 'two blocks of the account of which one is weak',
      configuration: account({}, { 'aws_s3_account_public_access_block.z': { ...ON, ignore_public_acls: false } }),
      address,
    },
    { name: 'a weak block of the account', configuration: account({ block_public_acls: null }), address },
    { name: 'the block of another account', configuration: account({ provider: 'aws.other' }), address },
    {
      name: 'the block of an account that is named',
      configuration: bucket(
        { 'aws_s3_account_public_access_block.a': { ...ON, account_id: '444455556666' } },
        { bucket: 'acme-b' },
        { provider: { aws: { allowed_account_ids: ['111122223333'] } } },
      ),
      address,
    },
    { name: 'the block of the account, count = 0', configuration: account({ count: 0 }), address },
  ],
  unknown: [
    ...doubts(TYPE, ON),
    {
      name: 'a switch',
      configuration: completedBy(TYPE, { ...ON, block_public_acls: '${var.unset}' }),
      path: 'block_public_acls',
    },
    { name: 'at the bucket', configuration: completedBy(TYPE, { ...ON, block_public_acls: '${var.unset}' }), address },
    { name: 'a switch of the account', configuration: account({ block_public_acls: '${var.unset}' }), address },
    {
      name: 'a weak block of the account that may not be there',
      configuration: account(
        {},
        { 'aws_s3_account_public_access_block.z': { ...ON, ignore_public_acls: false, count: '${var.unset}' } },
      ),
      address,
    },
    { name: 'the account under a condition', configuration: account({ count: '${var.unset}' }), address },
  ],
  notApplicable: [{ name: 'a directory bucket', configuration: { resource: { aws_s3_directory_bucket: { d: {} } } } }],
});
