import { defineRule } from '../../engine/define-rule';
import type { PolicyText } from '../../model/policy-document';
import { isUnknown } from '../../model/value';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { matchesAnything, OPAQUE, textOf } from '../../reading/policies/pattern-text';
import type { Truth } from '../../reading/truth';

interface Options {
  /** Services that may be granted whole, such as `execute-api`. */
  readonly allowedServiceWildcards: readonly string[];
}

export default defineRule<Options>({
  id: 'iam-policy-no-service-wildcard',
  title: 'No customer policy grants all actions of a service',
  why: 'All actions of a service include those that delete data, change permissions and do not exist yet: what AWS adds later is granted without a review.',
  remediation:
    'List the actions that are used instead of <service>:*. Where a service has to be granted whole, name it in the option allowedServiceWildcards.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['IAM.21'],
    nist80053r5: ['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6', 'AC-6(10)', 'AC-6(2)', 'AC-6(3)'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_49', relation: 'broader' },
      { id: 'CKV_AWS_63', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0345', relation: 'broader' }],
    tfsec: [{ id: 'aws-iam-no-policy-wildcards', relation: 'narrower' }],
    cdkNag: [
      { id: 'AwsSolutions-IAM5', relation: 'narrower' },
      { id: 'NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess', relation: 'broader' },
    ],
    securityHub: [{ id: 'IAM.21', relation: 'broader' }],
    awsConfig: [{ id: 'iam-policy-no-statements-with-full-access', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html',
  ],
  defaultOptions: { allowedServiceWildcards: [] },
  optionsSchema: {
    allowedServiceWildcards: {
      description: 'Services of which every action may be granted, such as "s3".',
      type: 'array',
      items: { type: 'string' },
    },
  },
  examples: {
    good: [
      {
        name: 'actions by name and by verb',
        configuration: policyExample({ Action: ['sqs:SendMessage', 's3:Get*'], Resource: '*' }),
      },
    ],
    bad: [
      {
        name: 'all of S3 on one bucket',
        configuration: policyExample({ Action: 's3:*', Resource: 'arn:aws:s3:::reports/*' }),
      },
    ],
    unknown: [
      {
        name: 'the action is a variable',
        configuration: {
          resource: {
            aws_iam_policy: {
              main: {
                name: 'main',
                policy:
                  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${var.action}","Resource":"*"}]}',
              },
            },
          },
          variable: { action: { type: 'string' } },
        },
      },
    ],
  },
  check: (block, { options }) =>
    judgeAllows(block, identityPolicies(block), ({ actions }) =>
      (actions ?? []).map((action) => ({
        violated: isWholeService(action, options.allowedServiceWildcards),
        message: `${String(action)} grants all actions of ${serviceName(action)}`,
        observed: action,
        expected: 'the actions that are used, by name',
        subject: String(action),
        element: 'Action',
      })),
    ),
});

function isWholeService(action: PolicyText, allowed: readonly string[]): Truth {
  const text = textOf(action);
  if (text === undefined) return isUnknown(action) ? action : false;
  const [service = '', name] = text.split(':');
  if (!matchesAnything(name ?? service)) return false;
  if (name === undefined || allowed.length === 0) return true;
  if (isUnknown(action) && service.includes(OPAQUE)) return action;
  return !allowed.some((other) => other.toLowerCase() === service.toLowerCase());
}

function serviceName(action: PolicyText): string {
  const [service = '', name] = String(action).split(':');
  return name === undefined || matchesAnything(service) ? 'every service' : service;
}
