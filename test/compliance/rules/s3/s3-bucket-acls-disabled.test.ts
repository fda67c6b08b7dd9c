import rule from '../../../../lib/compliance/rules/s3/s3-bucket-acls-disabled';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy } from './buckets';

const TYPE = 'aws_s3_bucket_ownership_controls';
const owned = (object_ownership: unknown) => completedBy(TYPE, { rule: { object_ownership } });
const address = `${TYPE}.c`;

testRule(rule, {
  pass: [
    { name: 'the default of AWS', configuration: bucket() },
    { name: 'off', configuration: owned('BucketOwnerEnforced') },
    {
      name: 'off, in an array',
      configuration: completedBy(TYPE, { rule: [{ object_ownership: 'BucketOwnerEnforced' }] }),
    },
    { name: 'a private ACL inline', configuration: bucket({}, { acl: 'private' }) },
    {
      name: 'the grant to the owner that a state shows',
      configuration: bucket({}, { grant: [{ type: 'CanonicalUser', id: 'o', permissions: ['FULL_CONTROL'] }] }),
    },
    { name: 'count = 0', configuration: completedBy('aws_s3_bucket_acl', { acl: 'private', count: 0 }) },
  ],
  fail: [
    ...['BucketOwnerPreferred', 'ObjectWriter'].map((name) => ({
      name,
      configuration: owned(name),
      address,
      path: 'rule[0].object_ownership',
    })),
    { name: 'no ownership', configuration: owned(null), address },
    { name: 'no rule', configuration: completedBy(TYPE, {}), address },
    {
      name: 'an ACL',
      configuration: completedBy('aws_s3_bucket_acl', { acl: 'private' }),
      address: 'aws_s3_bucket_acl.c',
      path: 'acl',
    },
    {
      name: 'grants',
      configuration: completedBy('aws_s3_bucket_acl', { access_control_policy: {} }),
      path: 'access_control_policy',
    },
    { name: 'an ACL inline', configuration: bucket({}, { acl: 'log-delivery-write' }), address: BUCKET, path: 'acl' },
    {
      name: 'grants inline',
      configuration: bucket(
        {},
        { grant: [{ type: 'CanonicalUser', id: 'o', permissions: ['FULL_CONTROL'] }, { type: 'Group' }] },
      ),
      path: 'grant',
    },
    {
      name: 'a grant to read inline',
      configuration: bucket({}, { grant: { type: 'CanonicalUser', permissions: ['READ'] } }),
    },
  ],
  unknown: [
    { name: 'an ownership', configuration: owned('${var.unset}'), address },
    { name: 'a rule', configuration: completedBy(TYPE, { rule: '${var.unset}' }), address },
    { name: 'an ACL inline', configuration: bucket({}, { acl: '${var.unset}' }), path: 'acl' },
    {
      name: 'dynamic grants',
      configuration: bucket({}, { dynamic: { grant: { for_each: '${var.all}', content: { type: 'Group' } } } }),
      path: 'grant',
    },
  ],
});
