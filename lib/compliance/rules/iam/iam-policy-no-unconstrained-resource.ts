import { defineRule } from '../../engine/define-rule';
import type { PolicyText, Statement } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { needsResource } from './shared/action-scope';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows, listed } from '../../reading/policies/judge-statements';
import { limitsResources } from './shared/resource-conditions';
import { exposedBy } from './shared/resource-exposure';
import { coversEverything, coversServiceOf, hasOpenResource } from './shared/resource-coverage';
import { both, not, some, type Truth } from '../../reading/truth';

export default defineRule({
  id: 'iam-policy-no-unconstrained-resource',
  title: 'Write actions are limited to named resources',
  why: 'A write on "*" reaches every bucket, key, function and role of the account, those of other teams and those made later included. One stolen credential or one wrong argument then hits all of them.',
  remediation:
    'Name the ARNs in Resource, or add a condition that limits the resources, such as aws:ResourceTag/<key>, aws:ResourceAccount or kms:ViaService. Put actions that work only on "*" into a statement of their own.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_111', relation: 'broader' },
      { id: 'CKV_AWS_290', relation: 'broader' },
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
        name: 'the table is named',
        configuration: policyExample({
          Action: 'dynamodb:PutItem',
          Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
        }),
      },
      {
        name: 'actions that know no resource',
        configuration: policyExample({ Action: ['ec2:DescribeInstances', 'xray:PutTraceSegments'], Resource: '*' }),
      },
      {
        name: 'limited by a tag of the resource',
        configuration: policyExample({
          Action: 'ec2:StopInstances',
          Resource: '*',
          Condition: { StringEquals: { 'aws:ResourceTag/team': 'orders' } },
        }),
      },
    ],
    bad: [
      { name: 'writes to every table', configuration: policyExample({ Action: 'dynamodb:PutItem', Resource: '*' }) },
      {
        name: 'the ARN of all that a service has',
        configuration: policyExample({ Action: 's3:PutObject', Resource: 'arn:aws:s3:::*' }),
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
      if (!hasOpenResource(statement)) return [];
      const written = writtenBy(statement);
      const isBroad = (action: PolicyText): Truth => both(needsResource(action), coversServiceOf(statement, action));
      const broad = written.filter((action) => isBroad(action) === true);
      return {
        violated: both(
          statement.actions === undefined
            ? both(statement.notActions !== undefined, coversEverything(statement))
            : some(written, isBroad),
          not(limitsResources(statement)),
        ),
        message: `${broad.length === 0 ? 'the statement' : listed(broad)} may write to every resource`,
        observed: statement.resources ?? statement.notResources,
        expected: 'the ARNs that are written to, or a condition on the resource',
        subject: broad.map(String).sort().join(' '),
        element: statement.notResources === undefined ? 'Resource' : 'NotResource',
      };
    }),
});

/** The actions but those that iam-policy-no-resource-exposure reports. */
function writtenBy(statement: Statement): readonly PolicyText[] {
  const exposed = new Set(exposedBy(statement).actions.map((action) => action.toLowerCase()));
  return (statement.actions ?? []).filter((action) => isUnknown(action) || !exposed.has(action.toLowerCase()));
}
