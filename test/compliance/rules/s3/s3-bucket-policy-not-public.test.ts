import rule from '../../../../lib/compliance/rules/s3/s3-bucket-policy-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, LINKED } from './buckets';

const TYPE = 'aws_s3_bucket_policy';
const text = (change: object) =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '${aws_s3_bucket.b.arn}/*', ...change },
    ],
  });
const policy = (change: object) => completedBy(TYPE, { policy: text(change) });
const held = (Condition: object) => policy({ Condition });
const address = `${TYPE}.c`;

testRule(rule, {
  pass: [
    { name: 'no policy', configuration: bucket() },
    { name: 'one account', configuration: policy({ Principal: { AWS: '111122223333' } }) },
    {
      name: 'CloudFront',
      configuration: policy({
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': '${aws_cloudfront_distribution.d.arn}' } },
      }),
    },
    { name: 'a Deny', configuration: policy({ Effect: 'Deny' }) },
    { name: 'an endpoint', configuration: held({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }) },
    { name: 'an organization', configuration: held({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }) },
    { name: 'a range of addresses', configuration: held({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
    {
      name: 'access points of an account',
      configuration: held({ StringLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:111122223333:accesspoint/*' } }),
    },
    {
      name: 'an account of access points',
      configuration: held({ StringEquals: { 's3:DataAccessPointAccount': '111122223333' } }),
    },
    {
      name: 'sessions of a role',
      configuration: held({ StringLike: { 'aws:userid': ['AROAEXAMPLE:*', 'AIDAEXAMPLE'] } }),
    },
  ],
  fail: [
    { name: 'everyone', configuration: policy({}), address, path: 'policy.Statement[0].Principal' },
    { name: 'everyone of AWS', configuration: policy({ Principal: { AWS: '*' } }), address },
    {
      name: 'all but one',
      configuration: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      address,
    },
    { name: 'inline', configuration: bucket({}, { policy: text({}) }), address: BUCKET },
    { name: 'the whole internet', configuration: held({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } }), address },
    {
      name: 'half of it',
      configuration: held({ IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } }),
      address,
    },
    { name: 'a referer', configuration: held({ StringLike: { 'aws:Referer': 'https://example.com/*' } }), address },
    {
      name: 'access points of any account',
      configuration: held({ StringLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/b' } }),
      address,
    },
    { name: 'any session', configuration: held({ StringLike: { 'aws:userid': '*:admin' } }), address },
    {
      name: 'where there is an organization',
      configuration: held({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }),
      address,
    },
    { name: 'TLS', configuration: held({ Bool: { 'aws:SecureTransport': 'true' } }), address },
    {
      name: 'a data source',
      configuration: bucket({
        [`${TYPE}.c`]: { ...LINKED, policy: '${data.aws_iam_policy_document.d.json}' },
        'data.aws_iam_policy_document.d': {
          statement: { actions: ['s3:*'], resources: ['*'], principals: [{ type: '*', identifiers: ['*'] }] },
        },
      }),
      address,
      path: 'policy',
    },
  ],
  unknown: [
    { name: 'a policy', configuration: completedBy(TYPE, { policy: '${var.unset}' }), address },
    { name: 'a principal', configuration: policy({ Principal: { AWS: '${var.unset}' } }), address },
    { name: 'a range', configuration: held({ IpAddress: { 'aws:SourceIp': '${var.unset}' } }), address },
  ],
  notApplicable: [{ name: 'count = 0', configuration: completedBy(TYPE, { policy: text({}), count: 0 }), address }],
});

const inState = (type: string, values: object) => ({ mode: 'managed', address: `${type}.b`, type, name: 'b', values });
const state = (...resources: readonly object[]) => ({
  format_version: '1.0',
  terraform_version: '1.11.0',
  values: { root_module: { resources } },
});
const everyoneReads = { bucket: 'acme-b', policy: text({}) };

testRule(rule, {
  pass: [
    {
      name: 'the copy that a state has at the bucket is judged once',
      configuration: state(inState('aws_s3_bucket', { id: 'acme-b', ...everyoneReads }), inState(TYPE, everyoneReads)),
      address: BUCKET,
    },
  ],
  fail: [
    {
      name: 'the policy in a state',
      configuration: state(inState('aws_s3_bucket', { id: 'acme-b', ...everyoneReads }), inState(TYPE, everyoneReads)),
      findings: 1,
    },
    {
      name: 'a policy that Terraform did not write',
      configuration: state(inState('aws_s3_bucket', { id: 'acme-b', ...everyoneReads })),
      address: BUCKET,
    },
    {
      name: 'two policies in the source',
      configuration: bucket({ [`${TYPE}.c`]: { ...LINKED, policy: text({}) } }, { policy: text({}) }),
      findings: 2,
    },
  ],
});
