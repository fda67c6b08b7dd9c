import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown } from '../../model/value';
import { attachedPolicies, awsPolicyName, POLICY_ATTACHMENTS } from './shared/attached-policies';

interface Options {
  /** Names of AWS managed policies that may not be attached. `PowerUserAccess` is a candidate. */
  readonly forbiddenManagedPolicies: readonly string[];
}

export default defineRule<Options>({
  id: 'iam-no-admin-managed-policy',
  title: 'AdministratorAccess and IAMFullAccess are not attached',
  why: 'Its holder can do everything in the account, or give themselves the right to. Whoever gets hold of the credentials owns the account.',
  remediation:
    'Attach a policy with the permissions that are needed. Keep one role for emergencies and suppress the finding there, with a reason.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: POLICY_ATTACHMENTS,
  whenUnknown: 'The ARN of the policy is an expression that only Terraform can compute.',
  controls: {
    cisAws: { '1.4.0': ['1.16'], '3.0.0': ['1.16'], '5.0.0': ['1.15'], '6.0.0': ['2.15'] },
    nist80053r5: [
      'AC-2(1)',
      'AC-2(6)',
      'AC-2(i)(2)',
      'AC-3',
      'AC-3(3)',
      'AC-3(3)(a)',
      'AC-3(3)(b)(1)',
      'AC-3(3)(b)(2)',
      'AC-3(3)(b)(3)',
      'AC-3(3)(b)(4)',
      'AC-3(3)(b)(5)',
      'AC-3(3)(c)',
      'AC-3(4)',
      'AC-3(4)(a)',
      'AC-3(4)(b)',
      'AC-3(4)(c)',
      'AC-3(4)(d)',
      'AC-3(4)(e)',
      'AC-3(7)',
      'AC-3(8)',
      'AC-3(12)(a)',
      'AC-3(13)',
      'AC-3(15)(a)',
      'AC-3(15)(b)',
      'AC-4(28)',
      'AC-5(b)',
      'AC-6',
      'AC-6(2)',
      'AC-6(3)',
      'AC-6(10)',
      'AC-24',
      'CM-5(1)(a)',
      'CM-6(a)',
      'CM-9(b)',
      'MP-2',
      'SC-23(3)',
      'SC-25',
    ],
    soc2: ['CC1.3', 'CC6.3'],
    iso27001_2022: ['A.5.18', 'A.8.2'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_274', relation: 'broader' }, 'CKV2_AWS_56'],
    cdkNag: [{ id: 'AwsSolutions-IAM4', relation: 'narrower' }],
    prowler: [
      { id: 'iam_aws_attached_policy_no_administrative_privileges', relation: 'broader' },
      { id: 'iam_role_administratoraccess_policy', relation: 'broader' },
      { id: 'iam_group_administrator_access_policy', relation: 'broader' },
      { id: 'iam_user_administrator_access_policy', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html',
  ],
  defaultOptions: { forbiddenManagedPolicies: ['AdministratorAccess', 'IAMFullAccess'] },
  optionsSchema: {
    forbiddenManagedPolicies: {
      description: 'Names of AWS managed policies that may not be attached.',
      type: 'array',
      items: { type: 'string' },
    },
  },
  examples: {
    good: [
      {
        name: 'a narrow policy',
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
        name: 'full access',
        configuration: {
          resource: {
            aws_iam_role_policy_attachment: {
              main: { role: 'main', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
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
  check(block, { options }) {
    const attached = attachedPolicies(block);
    if (attached.length === 0) return block.type === 'aws_iam_role' ? notApplicable() : pass();
    return attached.map(({ path, arn }): Outcome => {
      const name = awsPolicyName(block, arn);
      if (isUnknown(name)) return undecided(path, name, EXPECTED);
      if (
        name === undefined ||
        !options.forbiddenManagedPolicies.some((forbidden) => forbidden.replace(/^.*\//, '') === name)
      )
        return pass(path);
      return fail({
        path,
        message: `${name} is attached, which lets its holder do everything or grant it to themselves`,
        observed: arn,
        expected: EXPECTED,
        subject: name,
      });
    });
  },
});

const EXPECTED = 'a policy with the permissions that are needed';
