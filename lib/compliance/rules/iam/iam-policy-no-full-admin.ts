import { defineRule } from '../../engine/define-rule';
import type { PolicyText, Statement } from '../../model/policy-document';
import { matchesWildcard } from '../../model/policy-match';
import { isUnknown } from '../../model/value';
import { IDENTITY_POLICY_CARRIERS, identityPolicies } from '../../reading/policies/carried-policies';
import { policyExample } from './shared/example-policy';
import { judgeAllows } from '../../reading/policies/judge-statements';
import { OPAQUE, testText, textOf } from '../../reading/policies/pattern-text';
import { coversEverything } from './shared/resource-coverage';
import { both, not, some, type Truth } from '../../reading/truth';

export default defineRule({
  id: 'iam-policy-no-full-admin',
  title: 'No customer policy grants every action on every resource',
  why: 'Whoever gets hold of the credentials of such a principal owns the account: they can read all data, create other users and switch logging off.',
  remediation:
    'Replace the statement by the actions and ARNs that the principal needs. For emergencies keep one role with the AWS managed policy AdministratorAccess.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: IDENTITY_POLICY_CARRIERS,
  whenUnknown:
    'The policy, or the effect, action, resource or condition that decides, is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['1.16'], '3.0.0': ['1.16'], '5.0.0': ['1.15'], '6.0.0': ['2.15'] },
    fsbp: ['IAM.1'],
    nist80053r5: ['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6', 'AC-6(10)', 'AC-6(2)', 'AC-6(3)'],
    pciDss: ['v3.2.1/7.2.1'],
    soc2: ['CC1.3', 'CC6.3'],
    iso27001_2022: ['A.5.18', 'A.8.2'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_1', relation: 'broader' },
      { id: 'CKV_AWS_62', relation: 'broader' },
      { id: 'CKV_AWS_63', relation: 'narrower' },
      { id: 'CKV_AWS_49', relation: 'narrower' },
    ],
    tfsec: [{ id: 'aws-iam-no-policy-wildcards', relation: 'narrower' }],
    cdkNag: [
      { id: 'AwsSolutions-IAM5', relation: 'narrower' },
      { id: 'NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess', relation: 'broader' },
    ],
    securityHub: [{ id: 'IAM.1', relation: 'broader' }],
    prowler: [
      'iam_customer_attached_policy_no_administrative_privileges',
      'iam_inline_policy_no_administrative_privileges',
    ],
    awsConfig: [{ id: 'iam-policy-no-statements-with-admin-access', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1',
  ],
  examples: {
    good: [
      {
        name: 'named actions and resources',
        configuration: policyExample({ Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::reports/*' }),
      },
      {
        name: 'everything but IAM',
        configuration: policyExample({ NotAction: ['iam:*', 'organizations:*'], Resource: '*' }),
      },
    ],
    bad: [
      { name: 'everything on everything', configuration: policyExample({ Action: '*', Resource: '*' }) },
      { name: 'everything but one service', configuration: policyExample({ NotAction: 's3:*', Resource: '*' }) },
      {
        name: 'everything but a part of IAM that leaves ways to write policies',
        configuration: policyExample({ NotAction: ['iam:CreateUser', 'iam:Delete*'], Resource: '*' }),
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
    judgeAllows(block, identityPolicies(block), (statement) => ({
      violated: both(coversEverything(statement), grantsEverything(statement)),
      message: messageOf(statement),
      observed: statement.actions ?? statement.notActions,
      expected: 'the actions and ARNs that the principal needs',
      element: statement.actions === undefined ? 'NotAction' : 'Action',
    })),
});

function messageOf(statement: Statement): string {
  return statement.actions === undefined
    ? 'the statement grants writing policies and nearly every other action on every resource, which is as good as all actions'
    : 'the statement grants every action on every resource';
}

/** Whoever may do one of these on every resource grants themselves the rest. */
const POLICY_WRITES = [
  ...['User', 'Group', 'Role'].flatMap((holder) => [`iam:Put${holder}Policy`, `iam:Attach${holder}Policy`]),
  'iam:CreatePolicyVersion',
].map((action) => action.toLowerCase());

/** All actions, or all but some that leave a way to write policies. */
function grantsEverything({ actions, notActions }: Statement): Truth {
  if (actions !== undefined) return some(actions, (action) => testText(action, isEveryAction));
  if (notActions === undefined) return false;
  return some(POLICY_WRITES, (action) => not(some(notActions, (pattern) => leavesOut(pattern, action))));
}

function isEveryAction(pattern: string): boolean {
  return /^[*?]*\*[*?]*(?::[*?]*\*[*?]*)?$/.test(pattern);
}

/** Unknown where what Terraform computes of a pattern may make it one for the action. */
function leavesOut(pattern: PolicyText, action: string): Truth {
  if (!isUnknown(pattern)) return matchesWildcard(pattern.toLowerCase(), action);
  const possible = (textOf(pattern) ?? OPAQUE).replaceAll(OPAQUE, '*');
  return matchesWildcard(possible.toLowerCase(), action) ? pattern : false;
}
