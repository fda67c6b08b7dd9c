import { defineRule } from '../../engine/define-rule';
import type { PolicyText } from '../../model/policy-document';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows } from '../../reading/policies/judge-statements';
import type { Fault } from '../../reading/policies/judge-statements';

export default defineRule({
  id: 'iam-policy-no-allow-notaction',
  title: 'Allow statements do not use NotAction or NotResource',
  why: 'Such a statement grants all that it does not list: every service and action that AWS adds later, and every resource that somebody creates.',
  remediation: 'State the allowed actions and resources in Action and Resource, or turn the statement into a Deny.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown: 'The policy, or the effect of a statement, is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html',
  ],
  examples: {
    good: [
      {
        name: 'a Deny may use it',
        configuration: {
          resource: {
            aws_iam_policy: {
              main: {
                name: 'main',
                policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","NotAction":"iam:*","Resource":"*"}]}',
              },
            },
          },
        },
      },
    ],
    bad: [
      { name: 'all but IAM', configuration: policyExample({ NotAction: 'iam:*', Resource: '*' }) },
      {
        name: 'all but one bucket',
        configuration: policyExample({ Action: 's3:GetObject', NotResource: 'arn:aws:s3:::private/*' }),
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
    judgeAllows(block, identityPolicies(block), ({ notActions, notResources }) => [
      ...negated('NotAction', notActions),
      ...negated('NotResource', notResources),
    ]),
});

function negated(element: 'NotAction' | 'NotResource', texts: readonly PolicyText[] | undefined): readonly Fault[] {
  if (texts === undefined) return [];
  const positive = element.slice('Not'.length);
  return [
    {
      violated: true,
      message: `the statement allows everything that ${element} does not list`,
      observed: texts,
      expected: `${positive} in place of ${element}`,
      subject: element,
      element,
    },
  ];
}
