import rule from '../../../../lib/compliance/rules/s3/s3-bucket-no-public-acl';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { bucket, BUCKET, completedBy } from './buckets';

const ALL = 'http://acs.amazonaws.com/groups/global/AllUsers';
const AUTHENTICATED = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
const LOGS = 'http://acs.amazonaws.com/groups/s3/LogDelivery';
const TYPE = 'aws_s3_bucket_acl';
const grants = (...uris: readonly unknown[]) => ({
  access_control_policy: {
    grant: uris.map((uri) => ({ permission: 'READ', grantee: { type: 'Group', uri } })),
    owner: { id: 'o' },
  },
});
const address = `${TYPE}.c`;

testRule(rule, {
  pass: [
    { name: 'no ACL', configuration: bucket() },
    ...['private', 'log-delivery-write', 'bucket-owner-full-control', 'aws-exec-read'].map((acl) => ({
      name: acl,
      configuration: completedBy(TYPE, { acl }),
    })),
    { name: 'null', configuration: completedBy(TYPE, { acl: null, access_control_policy: null }) },
    { name: 'a grant to log delivery', configuration: completedBy(TYPE, grants(LOGS, '${var.unset}/s3/LogDelivery')) },
    { name: 'an object without an ACL', configuration: resource('aws_s3_object', { key: 'k' }) },
    {
      name: 'the public ACL of another bucket',
      configuration: completedBy(TYPE, { acl: 'public-read' }, { bucket: 'z' }),
      address: BUCKET,
    },
  ],
  fail: [
    ...['public-read', 'public-read-write', 'authenticated-read', 'website'].map((acl) => ({
      name: acl,
      configuration: completedBy(TYPE, { acl }),
      address,
      path: 'acl',
    })),
    {
      name: 'of the bucket',
      configuration: completedBy(TYPE, { acl: 'public-read' }),
      address: BUCKET,
      message: `acl of ${TYPE}.c`,
    },
    { name: 'inline', configuration: bucket({}, { acl: 'public-read' }), address: BUCKET, path: 'acl' },
    {
      name: 'inline grants',
      configuration: bucket({}, { grant: [{ type: 'Group', permissions: ['READ'], uri: ALL }] }),
      path: 'grant[0].uri',
    },
    {
      name: 'grants',
      configuration: completedBy(TYPE, grants(LOGS, ALL, AUTHENTICATED)),
      address,
      findings: 2,
      path: 'access_control_policy[0].grant[1].grantee[0].uri',
    },
    ...['aws_s3_object', 'aws_s3_object_copy', 'aws_s3_bucket_object'].map((type) => ({
      name: type,
      configuration: resource(type, { acl: 'public-read' }),
    })),
    {
      name: 'a grant on a copy',
      configuration: resource('aws_s3_object_copy', { grant: { uri: ALL, permissions: ['READ'] } }),
    },
    {
      name: 'a grant on access logs',
      configuration: resource('aws_s3_bucket_logging', {
        target_grant: [{ permission: 'READ', grantee: { uri: AUTHENTICATED } }],
      }),
    },
  ],
  unknown: [
    { name: 'an ACL', configuration: completedBy(TYPE, { acl: '${var.unset}' }), address, path: 'acl' },
    {
      name: 'a public ACL under a condition',
      configuration: completedBy(TYPE, { acl: 'public-read', count: '${var.unset}' }),
      address: BUCKET,
    },
    { name: 'a grantee', configuration: completedBy(TYPE, grants('${var.unset}')), address },
    {
      name: 'a group',
      configuration: completedBy(TYPE, grants('http://acs.amazonaws.com/groups/${var.unset}')),
      address,
    },
    { name: 'grants', configuration: completedBy(TYPE, { access_control_policy: '${var.unset}' }), address },
    {
      name: 'dynamic grants to everyone',
      configuration: bucket(
        {},
        { dynamic: { grant: { for_each: '${var.all}', content: { type: 'Group', uri: ALL } } } },
      ),
    },
  ],
});
