import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { both, not } from '../../reading/truth';
import { DATA_READS } from './shared/data-reads';
import { policyExample } from './shared/example-policy';
import { limitsResources } from './shared/resource-conditions';
import { grantedOnAll } from './shared/sensitive-grants';

export default defineRule({
  id: 'iam-policy-data-read-scoped',
  title: 'Data can be read from named stores only',
  why: 'A principal that reads every bucket, table, queue and snapshot of the account is all that an attacker needs to carry the data of every application away, those of later applications included.',
  remediation:
    'Name the ARNs of the buckets, tables, queues or snapshots in Resource, or limit them by a condition such as aws:ResourceTag/<key>, aws:ResourceAccount or dynamodb:LeadingKeys.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_108', relation: 'narrower' },
      { id: 'CKV_AWS_288', relation: 'narrower' },
      { id: 'CKV_AWS_355', relation: 'narrower' },
      { id: 'CKV_AWS_356', relation: 'narrower' },
    ],
    tfsec: [{ id: 'aws-iam-no-policy-wildcards', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-IAM5', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  ],
  examples: {
    good: [
      {
        name: 'one prefix of one bucket',
        configuration: policyExample({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/2026/*' }),
      },
      {
        name: 'rows of the own user',
        configuration: policyExample({
          Action: ['dynamodb:GetItem', 'dynamodb:Query'],
          Resource: '*',
          Condition: { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['orders'] } },
        }),
      },
    ],
    bad: [
      {
        name: 'every object',
        configuration: policyExample({ Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }),
      },
      {
        name: 'every table of the account',
        configuration: policyExample({
          Action: 'dynamodb:*',
          Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/*',
        }),
      },
    ],
    unknown: [
      {
        name: 'the whole policy is a variable',
        configuration: {
          resource: { aws_iam_policy: { main: { name: 'main', policy: '${var.policy}' } } },
          variable: { policy: { type: 'string' } },
        },
      },
    ],
  },
  check: (block) =>
    judgeAllows(block, identityPolicies(block), (statement) => {
      const { actions, violated } = grantedOnAll(statement, DATA_READS);
      return {
        violated: both(violated, not(limitsResources(statement))),
        message: `${actions.length === 0 ? 'reading data' : listed(actions)} may read the data of every resource`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs of the stores that are read',
        subject: actions.join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});
