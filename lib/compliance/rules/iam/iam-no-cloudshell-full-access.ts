import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { attachedPolicies, awsPolicyName, POLICY_ATTACHMENTS } from './shared/attached-policies';

export default defineRule({
  id: 'iam-no-cloudshell-full-access',
  title: 'AWSCloudShellFullAccess is not attached',
  why: 'CloudShell comes with internet access and file transfer: with all of its actions it is a way to carry data out of the account past every network control.',
  remediation:
    'Remove the attachment, or attach a policy of your own that leaves out cloudshell:GetFileDownloadUrls and cloudshell:GetFileUploadUrls.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: POLICY_ATTACHMENTS,
  whenUnknown: 'The ARN of the policy is an expression that only Terraform can compute.',
  controls: { cisAws: { '3.0.0': ['1.22'], '5.0.0': ['1.21'], '6.0.0': ['2.21'] } },
  equivalents: {
    securityHub: ['IAM.27'],
    prowler: ['iam_policy_cloudshell_admin_not_attached'],
    awsConfig: ['iam-policy-blacklisted-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-27',
    'https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html',
  ],
  examples: {
    good: [
      {
        name: 'another policy',
        configuration: {
          resource: {
            aws_iam_role_policy_attachment: {
              main: { role: 'main', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'all of CloudShell',
        configuration: {
          resource: {
            aws_iam_role_policy_attachment: {
              main: { role: 'main', policy_arn: 'arn:aws:iam::aws:policy/AWSCloudShellFullAccess' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the ARN is a variable',
        configuration: {
          resource: { aws_iam_role_policy_attachment: { main: { role: 'main', policy_arn: '${var.policy_arn}' } } },
          variable: { policy_arn: { type: 'string' } },
        },
      },
    ],
  },
  check(block) {
    const attached = attachedPolicies(block);
    if (attached.length === 0) return block.type === 'aws_iam_role' ? notApplicable() : pass();
    return attached.map(({ path, arn }): Outcome => {
      const name = awsPolicyName(block, arn);
      if (isUnknown(name)) return undecided(path, name, EXPECTED);
      if (name === undefined || !(name === 'AWSCloudShellFullAccess')) return pass(path);
      return fail({
        path,
        message: 'AWSCloudShellFullAccess is attached, which lets its holder move files in and out through CloudShell',
        observed: arn,
        expected: EXPECTED,
        subject: name,
      });
    });
  },
});

const EXPECTED = 'a policy of your own without the file transfer of CloudShell';
