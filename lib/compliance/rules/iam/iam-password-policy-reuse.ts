import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'iam-password-policy-reuse',
  title: 'The account password policy remembers the last 24 passwords',
  why: 'A password that leaked once is tried again for years; whoever may return to it brings the leak back.',
  remediation: 'Set password_reuse_prevention = 24.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_account_password_policy'],
  whenUnknown: 'password_reuse_prevention is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['1.9'], '3.0.0': ['1.9'], '5.0.0': ['1.8'], '6.0.0': ['2.8'] },
    fsbp: ['IAM.7'],
    nist80053r5: ['AC-2(1)', 'AC-2(3)', 'AC-3(15)', 'IA-5(1)'],
    pciDss: ['v4.0.1/8.3.7', 'v4.0.1/8.3.6', 'v4.0.1/8.3.9', 'v4.0.1/8.3.10.1', 'v4.0.1/8.6.3'],
    iso27001_2022: ['A.5.15'],
  },
  equivalents: {
    checkov: ['CKV_AWS_13'],
    trivy: [{ id: 'AVD-AWS-0056', relation: 'broader' }],
    tfsec: [{ id: 'aws-iam-no-password-reuse', relation: 'broader' }],
    securityHub: ['IAM.16', { id: 'IAM.7', relation: 'narrower' }],
    prowler: ['iam_password_policy_reuse_24'],
    awsConfig: [{ id: 'iam-password-policy', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_account_password_policy.html.markdown',
  ],
  examples: {
    good: [
      {
        name: '24 passwords',
        configuration: { resource: { aws_iam_account_password_policy: { main: { password_reuse_prevention: 24 } } } },
      },
    ],
    bad: [
      {
        name: 'no memory',
        configuration: { resource: { aws_iam_account_password_policy: { main: { minimum_password_length: 14 } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable',
        configuration: {
          resource: { aws_iam_account_password_policy: { main: { password_reuse_prevention: '${var.x}' } } },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
  schema: {
    required: ['password_reuse_prevention'],
    properties: { password_reuse_prevention: { type: 'number', minimum: 24 } },
  },
  message: 'old passwords may be used again',
  expected: 'password_reuse_prevention = 24',
});
