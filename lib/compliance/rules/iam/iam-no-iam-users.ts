import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';

interface Options {
  /** Names of users that may exist. */
  readonly allowedUsers: readonly string[];
}

export default defineRule<Options>({
  id: 'iam-no-iam-users',
  title: 'People and workloads use federation or roles instead of IAM users',
  why: 'An IAM user has credentials that do not expire. They end up in files, chats and repositories, and work from anywhere until somebody notices.',
  remediation:
    'Use IAM Identity Center or SAML for people and roles (with OIDC for machines elsewhere) for workloads. Name the exceptions in the option allowedUsers.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_iam_user', 'aws_iam_role'],
  whenUnknown: 'The option allowedUsers has names and the name of the user is an expression.',
  controls: { cisAws: { '1.4.0': ['1.21'], '3.0.0': ['1.21'], '5.0.0': ['1.20'], '6.0.0': ['2.20'] } },
  equivalents: { checkov: ['CKV_AWS_273'], prowler: ['iam_user_with_temporary_credentials'] },
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp'],
  defaultOptions: { allowedUsers: [] },
  optionsSchema: {
    allowedUsers: { description: 'Names of users that may exist.', type: 'array', items: { type: 'string' } },
  },
  recommended: false,
  examples: {
    good: [
      {
        name: 'a role instead',
        configuration: {
          resource: {
            aws_iam_role: { main: { name: 'main', assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
          },
        },
      },
    ],
    bad: [{ name: 'a user', configuration: { resource: { aws_iam_user: { main: { name: 'jane' } } } } }],
  },
  check(block, { options }) {
    if (block.type === 'aws_iam_role') return pass();
    const name = toText(block.get('name'));
    const expected = 'a role or federated sign-in';
    if (isUnknown(name) && options.allowedUsers.length > 0) return undecided('name', name, expected);
    if (typeof name === 'string' && options.allowedUsers.includes(name)) return pass('name');
    return fail({ path: 'name', message: 'an IAM user is declared', observed: name, expected });
  },
});
