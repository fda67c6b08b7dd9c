import rule from '../../../../lib/compliance/rules/cloudtrail/cloudtrail-bucket-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { trail, trailTo } from './trails';

const LINKED = { bucket: '${aws_s3_bucket.b.id}' };
const ON = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const BLOCK = { 'aws_s3_bucket_public_access_block.b': { ...LINKED, ...ON } };
const policy = (Principal: unknown) => ({
  'aws_s3_bucket_policy.b': {
    ...LINKED,
    policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: '*' }] }),
  },
});
const acl = (value: unknown) => ({ 'aws_s3_bucket_acl.b': { ...LINKED, acl: value } });
const path = 's3_bucket_name';

testRule(rule, {
  pass: [
    { name: 'blocked', configuration: trailTo(BLOCK) },
    { name: 'blocked by the account', configuration: trailTo({ 'aws_s3_account_public_access_block.a': ON }) },
    {
      name: 'with a policy for CloudTrail and a private ACL',
      configuration: trailTo({ ...BLOCK, ...acl('private'), ...policy({ Service: 'cloudtrail.amazonaws.com' }) }),
    },
    {
      name: 'by the name of the bucket',
      configuration: trail({ s3_bucket_name: 'acme-b' }, { 'aws_s3_bucket.b': { bucket: 'acme-b' }, ...BLOCK }),
    },
  ],
  fail: [
    { name: 'no block', configuration: trailTo({}), path, message: 'aws_s3_bucket.b' },
    {
      name: 'a weak block',
      configuration: trailTo({ 'aws_s3_bucket_public_access_block.b': { ...LINKED, block_public_acls: true } }),
    },
    {
      name: 'the block of another bucket',
      configuration: trailTo({ 'aws_s3_bucket_public_access_block.b': { bucket: 'z', ...ON } }),
    },
    { name: 'a public ACL', configuration: trailTo({ ...BLOCK, ...acl('public-read') }), message: 'public-read' },
    { name: 'a public ACL inline', configuration: trailTo(BLOCK, { bucket: 'b', acl: 'public-read-write' }) },
    {
      name: 'a public policy',
      configuration: trailTo({ ...BLOCK, ...policy('*') }),
      message: 'everyone may use the bucket',
    },
    {
      name: 'a public policy inline beside one of its own block',
      configuration: trailTo(
        { ...BLOCK, ...policy({ Service: 'cloudtrail.amazonaws.com' }) },
        { bucket: 'b', policy: policy('*')['aws_s3_bucket_policy.b'].policy },
      ),
    },
    { name: 'all of it', configuration: trailTo({ ...acl('public-read'), ...policy('*') }), findings: 3 },
  ],
  unknown: [
    { name: 'a bucket that a variable names', configuration: trail({ s3_bucket_name: '${var.unset}' }), path },
    {
      name: 'one of two buckets',
      configuration: trail(
        { s3_bucket_name: '${var.unset ? aws_s3_bucket.b.id : var.all}' },
        { 'aws_s3_bucket.b': { bucket: 'acme-b' }, ...BLOCK },
      ),
      path,
    },
    { name: 'a bucket elsewhere', configuration: trail({ s3_bucket_name: 'acme-central' }), path },
    {
      name: 'a block of some bucket',
      configuration: trailTo({ 'aws_s3_bucket_public_access_block.b': { bucket: '${var.unset}', ...ON } }),
    },
    {
      name: 'a policy',
      configuration: trailTo({ ...BLOCK, 'aws_s3_bucket_policy.b': { ...LINKED, policy: '${var.unset}' } }),
    },
  ],
});
