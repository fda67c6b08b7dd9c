import { defineRule } from '../../engine/define-rule';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { policyExample } from './shared/example-policy';
import { exposedBy } from './shared/resource-exposure';

export default defineRule({
  id: 'iam-policy-no-resource-exposure',
  title: 'Policies of resources and their shares may be written on named resources only',
  why: 'Who may write the policy or the shares of every bucket, snapshot, key or function can open each of them to another account, or to everyone, and read it from there: no alarm of the principal itself will sound.',
  remediation:
    'Name the ARNs in Resource, or leave such actions to the pipeline that creates the resources. For kms:CreateGrant add the condition kms:GrantIsForAWSResource, for ram:CreateResourceShare ram:ResourceArn or ram:RequestedAllowsExternalPrincipals.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_109', relation: 'narrower' },
      { id: 'CKV_AWS_289', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html',
  ],
  examples: {
    good: [
      {
        name: 'the policy of one queue',
        configuration: policyExample({
          Action: 'sqs:AddPermission',
          Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders',
        }),
      },
      {
        name: 'grants that services ask for',
        configuration: policyExample({
          Action: 'kms:CreateGrant',
          Resource: '*',
          Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
        }),
      },
    ],
    bad: [
      {
        name: 'shares every snapshot',
        configuration: policyExample({ Action: 'ec2:ModifySnapshotAttribute', Resource: '*' }),
      },
      {
        name: 'the permissions of every function',
        configuration: policyExample({
          Action: 'lambda:AddPermission',
          Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:*',
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
      const { actions, violated } = exposedBy(statement);
      return {
        violated,
        message: `${actions.length === 0 ? 'sharing' : listed(actions)} may open every resource to other accounts`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs of the resources whose policies are written',
        subject: actions.join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});
