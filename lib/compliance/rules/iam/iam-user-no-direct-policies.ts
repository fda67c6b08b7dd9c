import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toList } from '../../model/value';

/** Attributes that list what is given to users; a resource that is not here gives a policy by being there. */
const LISTS: Readonly<Record<string, string>> = {
  aws_iam_policy_attachment: 'users',
  aws_iam_user_policy_attachments_exclusive: 'policy_arns',
  aws_iam_user_policies_exclusive: 'policy_names',
};

const EXPECTED = 'the policy on a group of which the user is a member';

export default defineRule({
  id: 'iam-user-no-direct-policies',
  title: 'Users get permissions only through groups',
  why: 'Permissions that hang on single users are forgotten when people change teams, and nobody can tell any more who may do what.',
  remediation:
    'Attach the policy to a group and add the user with aws_iam_user_group_membership, or give the permissions to a role.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: [
    'aws_iam_user_policy',
    'aws_iam_user_policy_attachment',
    'aws_iam_policy_attachment',
    'aws_iam_user_policy_attachments_exclusive',
    'aws_iam_user_policies_exclusive',
  ],
  whenUnknown:
    'The list of users of an aws_iam_policy_attachment, or the list of an exclusive resource, is an expression.',
  controls: {
    cisAws: { '1.4.0': ['1.15'], '3.0.0': ['1.15'], '5.0.0': ['1.14'], '6.0.0': ['2.14'] },
    fsbp: ['IAM.2'],
    nist80053r5: ['AC-2', 'AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-6', 'AC-6(3)'],
    pciDss: ['v3.2.1/7.2.1'],
    soc2: ['CC1.3'],
    iso27001_2022: ['A.5.15'],
  },
  equivalents: {
    checkov: ['CKV_AWS_40'],
    trivy: ['AVD-AWS-0143'],
    tfsec: ['aws-iam-no-user-attached-policies'],
    cdkNag: ['NIST.800.53.R5-IAMUserNoPolicies'],
    securityHub: ['IAM.2'],
    prowler: ['iam_policy_attached_only_to_group_or_roles'],
    awsConfig: ['iam-user-no-policies-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  ],
  examples: {
    good: [
      {
        name: 'attached to a group',
        configuration: {
          resource: {
            aws_iam_policy_attachment: {
              main: { name: 'main', groups: ['developers'], policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'attached to a user',
        configuration: {
          resource: {
            aws_iam_user_policy_attachment: {
              main: { user: 'jane', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the users are a variable',
        configuration: {
          resource: {
            aws_iam_policy_attachment: {
              main: { name: 'main', users: '${var.users}', policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
            },
          },
          variable: { users: { type: 'list(string)' } },
        },
      },
    ],
  },
  check(block) {
    const list = LISTS[block.type];
    const message = 'the policy is given to a user, not to a group';
    if (list === undefined) return fail({ path: 'user', message, observed: block.get('user'), expected: EXPECTED });
    const given = toList(block.get(list));
    if (isUnknown(given)) return undecided(list, given, EXPECTED);
    return given.length === 0 ? pass(list) : fail({ path: list, message, observed: given, expected: EXPECTED });
  },
});
