import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'iam-password-policy-min-length',
  title: 'The account password policy requires at least 14 characters',
  why: 'Short passwords fall to guessing and to lists of leaked ones; without the argument AWS accepts six characters.',
  remediation: 'Set minimum_password_length = 14 or more.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_account_password_policy'],
  whenUnknown: 'minimum_password_length is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['1.8'], '3.0.0': ['1.8'], '5.0.0': ['1.7'], '6.0.0': ['2.7'] },
    fsbp: ['IAM.7'],
    nist80053r5: ['AC-2(1)', 'AC-2(3)', 'AC-3(15)', 'IA-5(1)'],
    pciDss: ['v4.0.1/8.3.6', 'v4.0.1/8.3.7', 'v4.0.1/8.3.9', 'v4.0.1/8.3.10.1', 'v4.0.1/8.6.3'],
    iso27001_2022: ['A.5.15'],
  },
  equivalents: {
    checkov: ['CKV_AWS_10'],
    trivy: ['AVD-AWS-0063'],
    tfsec: ['aws-iam-set-minimum-password-length'],
    securityHub: ['IAM.15', { id: 'IAM.7', relation: 'narrower' }],
    prowler: ['iam_password_policy_minimum_length_14'],
    awsConfig: [{ id: 'iam-password-policy', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_account_password_policy.html.markdown',
  ],
  examples: {
    good: [
      {
        name: '14 characters',
        configuration: { resource: { aws_iam_account_password_policy: { main: { minimum_password_length: 14 } } } },
      },
    ],
    bad: [
      {
        name: '8 characters',
        configuration: { resource: { aws_iam_account_password_policy: { main: { minimum_password_length: 8 } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable',
        configuration: {
          resource: { aws_iam_account_password_policy: { main: { minimum_password_length: '${var.x}' } } },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
  schema: {
    required: ['minimum_password_length'],
    properties: { minimum_password_length: { type: 'number', minimum: 14 } },
  },
  message: 'passwords may have fewer than 14 characters',
  expected: 'minimum_password_length = 14',
});
