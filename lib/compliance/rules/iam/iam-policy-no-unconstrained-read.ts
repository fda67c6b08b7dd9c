import { defineRule } from '../../engine/define-rule';
import type { Statement } from '../../model/policy-document';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { both, not, some, type Truth } from '../../reading/truth';
import { policyExample } from './shared/example-policy';
import { readsDescription } from './shared/read-scope';
import { limitsResources } from './shared/resource-conditions';
import { coversEverything } from './shared/resource-coverage';

export default defineRule({
  id: 'iam-policy-no-unconstrained-read',
  title: 'Actions that read or list are limited to named resources',
  why: 'Descriptions of every resource are the map of the account: names, networks, images and settings of all teams tell an attacker where to go next.',
  remediation:
    'Name the ARNs in Resource, and put actions that work only on "*", such as ec2:DescribeInstances or s3:ListAllMyBuckets, into a statement of their own.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_355', relation: 'narrower' },
      { id: 'CKV_AWS_356', relation: 'narrower' },
    ],
    tfsec: [{ id: 'aws-iam-no-policy-wildcards', relation: 'narrower' }],
    cdkNag: [{ id: 'AwsSolutions-IAM5', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  ],
  examples: {
    good: [
      {
        name: 'one repository',
        configuration: policyExample({
          Action: 'ecr:BatchGetImage',
          Resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/orders',
        }),
      },
      {
        name: 'actions that know no resource',
        configuration: policyExample({
          Action: ['ec2:DescribeInstances', 's3:ListAllMyBuckets', 'ecr:GetAuthorizationToken'],
          Resource: '*',
        }),
      },
    ],
    bad: [
      { name: 'every repository', configuration: policyExample({ Action: 'ecr:BatchGetImage', Resource: '*' }) },
      {
        name: 'a pattern with actions that know a resource',
        configuration: policyExample({ Action: 'ec2:Describe*', Resource: '*' }),
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
      const everything = coversEverything(statement);
      if (everything === false) return [];
      const broad = (statement.actions ?? []).filter((action) => readsDescription(action) === true);
      return {
        violated: both(everything, reads(statement), not(limitsResources(statement))),
        message: `${broad.length === 0 ? 'the statement' : listed(broad)} may read every resource`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs that are read',
        subject: broad.map(String).sort().join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});

function reads({ actions }: Statement): Truth {
  return some(actions, readsDescription);
}
