import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass } from '../../engine/outcome';
import { consoleUsers } from './shared/console-users';

export default defineRule({
  id: 'iam-user-no-console-password',
  title: 'Users have no console password (so no unprotected sign-in)',
  why: 'A password alone opens the console to whoever guesses or phishes it, and Terraform cannot demand a second factor for a user.',
  remediation:
    'Remove the aws_iam_user_login_profile and let people sign in through IAM Identity Center or another identity provider. Where a password has to stay, attach the policy that iam-group-enforces-mfa asks for and suppress the finding with a reason.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_user_login_profile', 'aws_iam_user'],
  whenUnknown: 'Never: the resource decides by being there.',
  controls: {
    cisAws: { '1.4.0': ['1.10'], '3.0.0': ['1.10'], '5.0.0': ['1.9'], '6.0.0': ['2.9'] },
    fsbp: ['IAM.5'],
    nist80053r5: ['AC-2(1)', 'AC-3(15)', 'IA-2(1)', 'IA-2(2)', 'IA-2(6)', 'IA-2(8)'],
    pciDss: ['v4.0.1/8.4.2'],
    iso27001_2022: ['A.5.15', 'A.5.17', 'A.8.5'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_22'],
    securityHub: [{ id: 'IAM.5', relation: 'broader' }],
    prowler: [{ id: 'iam_user_mfa_enabled_console_access', relation: 'broader' }],
    awsConfig: [{ id: 'mfa-enabled-for-iam-console-access', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-5',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
  ],
  examples: {
    good: [
      { name: 'a user without a password', configuration: { resource: { aws_iam_user: { main: { name: 'jane' } } } } },
    ],
    bad: [
      {
        name: 'a password for the console',
        configuration: { resource: { aws_iam_user_login_profile: { main: { user: 'jane' } } } },
      },
    ],
  },
  check(block) {
    if (block.type === 'aws_iam_user')
      return consoleUsers(block.configuration).blocks.has(block) ? notApplicable() : pass();
    return fail({
      path: 'user',
      message: 'the user gets a password for the console, which no second factor protects',
      observed: block.get('user'),
      expected: 'federated sign-in',
    });
  },
});
