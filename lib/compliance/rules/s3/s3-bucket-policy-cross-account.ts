import { defineRule } from '../../engine/define-rule';
import type { Block } from '../../model/block';
import type { Statement } from '../../model/policy-document';
import { grantsAction } from '../../model/policy-match';
import { judgeAllows, type Fault } from '../../reading/policies/judge-statements';
import { ownAccounts } from '../../reading/policies/own-accounts';
import { both } from '../../reading/truth';
import { BUCKET_POLICY_CARRIERS, bucketPolicies, isCopy } from './shared/bucket-policies';
import { bucketPolicyExample } from './shared/example-bucket';
import { isForForeignAccount } from './shared/foreign-accounts';

interface Options {
  readonly accountIds: readonly string[];
}

/** What Security Hub asks not to grant to other accounts. */
const PROTECTING_ACTIONS = [
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketPolicy',
  's3:PutEncryptionConfiguration',
  's3:PutObjectAcl',
];

export default defineRule<Options>({
  id: 's3-bucket-policy-cross-account',
  title: 'Other accounts cannot change how a bucket is protected',
  why: 'Whoever takes over the other account then rewrites the policy, the ACLs or the encryption of the bucket, and opens it to anybody.',
  remediation:
    'Grant other accounts only what they need, such as s3:GetObject and s3:PutObject; leave out s3:* and the actions that change policy, ACLs and encryption. Tell the own account by allowed_account_ids of the provider or by the option accountIds.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: BUCKET_POLICY_CARRIERS,
  whenUnknown:
    'The policy or a principal is an expression that only Terraform can compute, or nothing tells which account the bucket belongs to.',
  controls: { fsbp: ['S3.6'], nist80053r5: ['CA-9(1)', 'CM-2'] },
  equivalents: {
    securityHub: ['S3.6'],
    prowler: ['s3_bucket_cross_account_access'],
    awsConfig: ['s3-bucket-blacklisted-actions-prohibited'],
  },
  sources: [
    'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-blacklisted-actions-prohibited.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html',
  ],
  defaultOptions: { accountIds: [] },
  optionsSchema: {
    accountIds: { type: 'array', items: { type: 'string' }, description: 'accounts that count as the own one' },
  },

  examples: {
    good: [
      {
        name: 'another account reads',
        configuration: {
          ...bucketPolicyExample({
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Action: 's3:GetObject',
            Resource: ['${aws_s3_bucket.records.arn}', '${aws_s3_bucket.records.arn}/*'],
          }),
          provider: { aws: { allowed_account_ids: ['111122223333'] } },
        },
      },
    ],
    bad: [
      {
        name: 'another account does what it likes',
        configuration: {
          ...bucketPolicyExample({
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::444455556666:root' },
            Action: 's3:*',
            Resource: ['${aws_s3_bucket.records.arn}', '${aws_s3_bucket.records.arn}/*'],
          }),
          provider: { aws: { allowed_account_ids: ['111122223333'] } },
        },
      },
    ],
    unknown: [
      {
        name: 'nothing tells whose account it is',
        configuration: bucketPolicyExample({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::444455556666:root' },
          Action: 's3:PutBucketPolicy',
          Resource: '${aws_s3_bucket.records.arn}',
        }),
      },
    ],
  },
  check(block, { options }) {
    if (isCopy(block)) return [];
    const own = [...options.accountIds, ...ownAccounts(block)];
    const policies = bucketPolicies(block);
    return policies.length === 0 ? [] : judgeAllows(block, policies, (statement) => faultsOf(block, statement, own));
  },
});

function faultsOf(block: Block, statement: Statement, own: readonly string[]): readonly Fault[] {
  const granted = PROTECTING_ACTIONS.map((action) => ({ action, grants: grantsAction(statement, action) }));
  if (granted.every(({ grants }) => grants === false)) return [];
  const isForeign = isForForeignAccount(block, statement, own);
  return granted.map(({ action, grants }) => ({
    violated: both(grants, isForeign),
    message: `another account may call ${action}`,
    observed: statement.actions ?? statement.notActions,
    expected: `no Allow of ${action} for principals of other accounts`,
    subject: action,
    element: statement.actions === undefined ? 'NotAction' : 'Action',
  }));
}
