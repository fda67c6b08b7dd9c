import { defineRule } from '../../engine/define-rule';
import { pass } from '../../engine/outcome';
import { exists, requireDeclared } from '../../reading/account-baseline';
import { some } from '../../reading/truth';

const POLICY = 'aws_iam_account_password_policy';

export default defineRule({
  id: 'iam-password-policy-declared',
  title: 'The account has a password policy',
  why: 'Without a policy of its own the account takes the default of AWS: eight characters, no end to their use, no memory of old ones.',
  remediation: 'Declare aws_iam_account_password_policy in the baseline of the account.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [POLICY],
  whenUnknown:
    'A count of the policy is an expression that only Terraform can compute, or a module may hold the policy.',
  controls: {
    cisAws: { '1.4.0': ['1.8'], '3.0.0': ['1.8'], '5.0.0': ['1.7'], '6.0.0': ['2.7'] },
    fsbp: ['IAM.7'],
    nist80053r5: ['AC-2(1)', 'AC-2(3)', 'AC-3(15)', 'IA-5(1)'],
    pciDss: ['v4.0.1/8.3.6', 'v4.0.1/8.3.7', 'v4.0.1/8.3.9', 'v4.0.1/8.3.10.1', 'v4.0.1/8.6.3'],
  },
  equivalents: {
    trivy: [{ id: 'AVD-AWS-0063', relation: 'narrower' }],
    tfsec: [{ id: 'aws-iam-set-minimum-password-length', relation: 'narrower' }],
    securityHub: [{ id: 'IAM.7', relation: 'narrower' }],
    awsConfig: [{ id: 'iam-password-policy', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_account_password_policy.html.markdown',
  ],
  check: () => pass(),
  absence: ({ configuration }) =>
    requireDeclared(configuration, some(configuration.ofType(POLICY), exists), {
      message: 'no password policy of the account is declared',
      expected: `an ${POLICY}`,
    }),
  examples: {
    good: [
      {
        name: 'declared',
        configuration: { resource: { [POLICY]: { main: { minimum_password_length: 14 } } } },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'a baseline without password policy',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { users: { type: 'bool' } },
          resource: { [POLICY]: { main: { count: '${var.users ? 1 : 0}', minimum_password_length: 14 } } },
        },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  },
});
