import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';

const REQUIREMENTS = [
  ['require_uppercase_characters', 'an upper-case letter'],
  ['require_lowercase_characters', 'a lower-case letter'],
  ['require_numbers', 'a digit'],
  ['require_symbols', 'a symbol'],
] as const;

export default defineRule({
  id: 'iam-password-policy-complexity',
  title: 'The account password policy requires upper, lower, digit and symbol',
  why: 'Passwords of one kind of character are guessed many times faster, and people take words from the dictionary where they may.',
  remediation:
    'Set require_uppercase_characters, require_lowercase_characters, require_numbers and require_symbols to true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_account_password_policy'],
  whenUnknown: 'One of the four arguments is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['IAM.7'],
    nist80053r5: ['AC-2(1)', 'AC-2(3)', 'AC-3(15)', 'IA-5(1)'],
    pciDss: ['v4.0.1/8.3.6', 'v4.0.1/8.3.7', 'v4.0.1/8.3.9', 'v4.0.1/8.3.10.1', 'v4.0.1/8.6.3'],
    iso27001_2022: ['A.5.15'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_11', relation: 'broader' },
      { id: 'CKV_AWS_12', relation: 'broader' },
      { id: 'CKV_AWS_14', relation: 'broader' },
      { id: 'CKV_AWS_15', relation: 'broader' },
    ],
    trivy: [
      { id: 'AVD-AWS-0058', relation: 'broader' },
      { id: 'AVD-AWS-0059', relation: 'broader' },
      { id: 'AVD-AWS-0060', relation: 'broader' },
      { id: 'AVD-AWS-0061', relation: 'broader' },
    ],
    tfsec: [
      { id: 'aws-iam-require-lowercase-in-passwords', relation: 'broader' },
      { id: 'aws-iam-require-numbers-in-passwords', relation: 'broader' },
      { id: 'aws-iam-require-symbols-in-passwords', relation: 'broader' },
      { id: 'aws-iam-require-uppercase-in-passwords', relation: 'broader' },
    ],
    securityHub: [
      { id: 'IAM.7', relation: 'narrower' },
      { id: 'IAM.11', relation: 'broader' },
      { id: 'IAM.12', relation: 'broader' },
      { id: 'IAM.13', relation: 'broader' },
      { id: 'IAM.14', relation: 'broader' },
    ],
    prowler: [
      { id: 'iam_password_policy_lowercase', relation: 'broader' },
      { id: 'iam_password_policy_uppercase', relation: 'broader' },
      { id: 'iam_password_policy_number', relation: 'broader' },
      { id: 'iam_password_policy_symbol', relation: 'broader' },
    ],
    awsConfig: [{ id: 'iam-password-policy', relation: 'narrower' }],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_account_password_policy.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'all four',
        configuration: {
          resource: {
            aws_iam_account_password_policy: {
              main: {
                require_uppercase_characters: true,
                require_lowercase_characters: true,
                require_numbers: true,
                require_symbols: true,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no symbol',
        configuration: {
          resource: {
            aws_iam_account_password_policy: {
              main: {
                require_uppercase_characters: true,
                require_lowercase_characters: true,
                require_numbers: true,
                require_symbols: false,
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'symbols are a variable',
        configuration: {
          resource: {
            aws_iam_account_password_policy: {
              main: {
                require_uppercase_characters: true,
                require_lowercase_characters: true,
                require_numbers: true,
                require_symbols: '${var.symbols}',
              },
            },
          },
          variable: { symbols: { type: 'bool' } },
        },
      },
    ],
  },
  check: (block) =>
    REQUIREMENTS.map(([path, what]): Outcome => {
      const value = block.get(path);
      const required = toBoolean(value);
      const expected = `${path} = true`;
      if (isUnknown(required)) return undecided(path, required, expected);
      return required === true
        ? pass(path)
        : fail({ path, message: `passwords need not have ${what}`, observed: value, expected });
    }),
});
