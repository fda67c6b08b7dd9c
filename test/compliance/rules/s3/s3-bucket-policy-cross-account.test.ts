import rule from '../../../../lib/compliance/rules/s3/s3-bucket-policy-cross-account';
import { testRule } from '../../../../lib/testing/rule-tester';
import { bucket, BUCKET, completedBy, LINKED } from './buckets';

const TYPE = 'aws_s3_bucket_policy';
const OWN = { provider: { aws: { allowed_account_ids: ['111122223333'] } } };
const OTHER = { AWS: 'arn:aws:iam::444455556666:root' };
const text = (change: object) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: OTHER, Action: 's3:*', Resource: '*', ...change }] });
const policy = (change: object, rest: object = OWN) => ({ ...completedBy(TYPE, { policy: text(change) }), ...rest });
const everyone = (Condition: object) => policy({ Principal: '*', Condition });
const address = `${TYPE}.c`;

testRule(rule, {
  pass: [
    { name: 'no policy', configuration: { ...bucket(), ...OWN } },
    { name: 'reading', configuration: policy({ Action: ['s3:GetObject', 's3:PutObject', 's3:List*'] }) },
    {
      name: 'the own account',
      configuration: policy({ Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/r'] } }),
    },
    {
      name: 'a role of the configuration',
      configuration: policy({ Principal: { AWS: '${aws_iam_role.r.arn}' } }, { ...OWN }),
      options: { accountIds: [] },
      address: BUCKET,
    },
    { name: 'a service', configuration: policy({ Principal: { Service: 'logging.s3.amazonaws.com' } }) },
    {
      name: 'an identity of CloudFront',
      configuration: policy({
        Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' },
      }),
    },
    { name: 'a Deny', configuration: policy({ Effect: 'Deny' }) },
    {
      name: 'everyone of the own account',
      configuration: everyone({ StringEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    },
    { name: 'everyone may read', configuration: policy({ Principal: '*', Action: 's3:GetObject' }) },
    {
      name: 'all but what protects',
      configuration: policy({ Action: undefined, NotAction: ['s3:Delete*', 's3:Put*'] }),
    },
    { name: 'the account by option', configuration: policy({}, {}), options: { accountIds: ['444455556666'] } },
  ],
  fail: [
    { name: 'every action', configuration: policy({}), address, findings: 5, path: 'policy.Statement[0].Action' },
    {
      name: 'one action',
      configuration: policy({ Action: ['s3:GetObject', 's3:putbucketpolicy'] }),
      address,
      findings: 1,
      message: 's3:PutBucketPolicy',
    },
    { name: 'a pattern', configuration: policy({ Action: 's3:Put*Acl' }), address, findings: 2 },
    {
      name: 'all but reading',
      configuration: policy({ Action: undefined, NotAction: 's3:Get*' }),
      address,
      path: 'policy.Statement[0].NotAction',
    },
    { name: 'everyone', configuration: policy({ Principal: '*' }), address },
    {
      name: 'everyone, where nothing tells the own account',
      configuration: policy({ Principal: { AWS: '*' } }, {}),
      address,
    },
    {
      name: 'all but the own account',
      configuration: policy({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      address,
    },
    {
      name: 'everyone of another account',
      configuration: everyone({ StringEquals: { 'aws:PrincipalAccount': ['111122223333', '444455556666'] } }),
      address,
    },
    {
      name: 'everyone in the organization',
      configuration: everyone({ StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }),
      address,
    },
    {
      name: 'the own account and another',
      configuration: policy({ Principal: { AWS: ['111122223333', '444455556666'] } }),
      address,
    },
    { name: 'inline', configuration: { ...bucket({}, { policy: text({}) }), ...OWN }, address: BUCKET },
    {
      name: 'an account of the organization',
      configuration: {
        ...bucket({
          [`${TYPE}.c`]: { ...LINKED, policy: text({ Principal: { AWS: '${aws_organizations_account.a.id}' } }) },
          'aws_organizations_account.a': {},
        }),
        ...OWN,
      },
      address,
    },
  ],
  unknown: [
    { name: 'nothing tells the own account', configuration: policy({}, {}), address },
    { name: 'a policy', configuration: completedBy(TYPE, { policy: '${var.unset}' }), address },
    { name: 'a principal', configuration: policy({ Principal: { AWS: '${var.unset}' } }), address },
    {
      name: 'an account in an ARN',
      configuration: policy({ Principal: { AWS: 'arn:aws:iam::${var.unset}:root' } }),
      address,
    },
    { name: 'a canonical user', configuration: policy({ Principal: { CanonicalUser: 'abc' } }), address },
    {
      name: 'a value of a condition',
      configuration: everyone({ StringEquals: { 'aws:PrincipalAccount': '${var.unset}' } }),
      address,
    },
  ],
});

testRule(rule, {
  pass: [
    {
      name: 'a role, a user and the account that is looked up',
      configuration: bucket({
        [`${TYPE}.c`]: {
          ...LINKED,
          policy: text({
            Principal: {
              AWS: ['${aws_iam_role.r.arn}', 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:root'],
            },
          }),
        },
        'aws_iam_role.r': {},
        'data.aws_caller_identity.me': {},
      }),
      address,
    },
  ],
});
