import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'iam-password-policy-max-age',
  title: 'The account password policy expires passwords within 90 days',
  why: 'A password that was stolen without notice works until it changes; PCI DSS asks for a change every 90 days where a password is the only factor.',
  remediation: 'Set max_password_age to a number of days from 1 to 90.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_account_password_policy'],
  whenUnknown: 'max_password_age is an expression that only Terraform can compute.',
  controls: { pciDss: ['v4.0.1/8.3.9', 'v4.0.1/8.3.10.1'], iso27001_2022: ['A.5.15'] },
  equivalents: {
    checkov: ['CKV_AWS_9'],
    trivy: ['AVD-AWS-0062'],
    tfsec: ['aws-iam-set-max-password-age'],
    securityHub: ['IAM.17'],
    prowler: ['iam_password_policy_expires_passwords_within_90_days_or_less'],
    awsConfig: [{ id: 'iam-password-policy', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_account_password_policy.html.markdown',
  ],
  examples: {
    good: [
      {
        name: '90 days',
        configuration: { resource: { aws_iam_account_password_policy: { main: { max_password_age: 90 } } } },
      },
    ],
    bad: [
      {
        name: 'never',
        configuration: { resource: { aws_iam_account_password_policy: { main: { max_password_age: 0 } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable',
        configuration: {
          resource: { aws_iam_account_password_policy: { main: { max_password_age: '${var.x}' } } },
          variable: { x: { type: 'number' } },
        },
      },
    ],
  },
  schema: {
    required: ['max_password_age'],
    properties: { max_password_age: { type: 'number', minimum: 1, maximum: 90 } },
  },
  message: 'passwords do not expire within 90 days',
  expected: 'max_password_age between 1 and 90',
});
