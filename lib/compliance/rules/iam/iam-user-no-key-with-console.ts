import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { consoleUsers } from './shared/console-users';
import { targetedUser } from './shared/targeted-user';

export default defineRule({
  id: 'iam-user-no-key-with-console',
  title: 'A console user is not given an access key in the same step',
  why: 'A key that is made along with the user is seldom needed, and lies unused beside the password as a second way in.',
  remediation: 'Remove the aws_iam_access_key, or make a separate user or a role for the program that needs it.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_iam_access_key'],
  whenUnknown: 'The user of the key or of a login profile is an expression that leads to no user of the configuration.',
  controls: { cisAws: { '1.4.0': ['1.11'], '3.0.0': ['1.11'], '5.0.0': ['1.10'], '6.0.0': ['2.10'] } },
  equivalents: { prowler: ['iam_user_no_setup_initial_access_key'] },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_access_key.html.markdown',
  ],
  examples: {
    good: [{ name: 'only a key', configuration: { resource: { aws_iam_access_key: { main: { user: 'deployer' } } } } }],
    bad: [
      {
        name: 'a key and a password',
        configuration: {
          resource: {
            aws_iam_access_key: { main: { user: 'jane' } },
            aws_iam_user_login_profile: { main: { user: 'jane' } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'the user of the password is a variable',
        configuration: {
          resource: {
            aws_iam_access_key: { main: { user: 'jane' } },
            aws_iam_user_login_profile: { main: { user: '${var.user}' } },
          },
          variable: { user: { type: 'string' } },
        },
      },
    ],
  },
  check(block) {
    const key = targetedUser(block);
    const { users, unknown } = consoleUsers(block.configuration);
    const expected = 'a key or a password, not both';
    if (key === undefined || block.get('status') === 'Inactive') return pass('user');
    if (users.has(key.key)) {
      return fail({
        path: 'user',
        message: 'the user has an access key beside a console password',
        observed: block.get('user'),
        expected,
      });
    }
    const hidden = key.unknown === undefined ? unknown : users.size > 0 ? key.unknown : undefined;
    return hidden === undefined ? pass('user') : undecided('user', hidden, expected);
  },
});
