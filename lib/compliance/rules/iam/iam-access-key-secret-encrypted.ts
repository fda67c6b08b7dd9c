import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, type Unknown } from '../../model/value';
import { isCertainReference, isCertainText } from './shared/certain-reference';

export default defineRule({
  id: 'iam-access-key-secret-encrypted',
  title: 'Access key secrets do not enter state in clear',
  why: 'The secret stands in the state in clear text: everybody who can read the state, its backups and its versions holds the credentials.',
  remediation:
    'Set pgp_key to keybase:<user> or a base64 encoded public key. A service specific credential has no such argument: use a role instead.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_iam_access_key', 'aws_iam_user_login_profile', 'aws_iam_service_specific_credential'],
  whenUnknown: 'pgp_key is a variable or another expression that may be null.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_access_key.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_user_login_profile.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/iam_service_specific_credential.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'encrypted for its owner',
        configuration: {
          resource: { aws_iam_access_key: { main: { user: 'deployer', pgp_key: 'keybase:deployer' } } },
        },
      },
    ],
    bad: [{ name: 'in clear', configuration: { resource: { aws_iam_access_key: { main: { user: 'deployer' } } } } }],
    unknown: [
      {
        name: 'the key is a variable',
        configuration: {
          resource: { aws_iam_access_key: { main: { user: 'deployer', pgp_key: '${var.pgp_key}' } } },
          variable: { pgp_key: { type: 'string' } },
        },
      },
    ],
  },
  check(block) {
    const expected = 'pgp_key = "keybase:<user>" or a public key';
    if (block.type === 'aws_iam_service_specific_credential') {
      return fail({
        message: 'the password of the credential stands in the state in clear, and no argument encrypts it',
        expected: 'a role',
      });
    }
    const key = block.get('pgp_key');
    if (isUnknown(key)) return isThere(key) ? pass('pgp_key') : undecided('pgp_key', key, expected);
    if (key !== undefined && key !== '') return pass('pgp_key');
    const secret = block.type === 'aws_iam_access_key' ? 'secret key' : 'password';
    return fail({ path: 'pgp_key', message: `the ${secret} stands in the state in clear`, observed: key, expected });
  },
});

/** True for text, and for an attribute of a resource or a data source, which always has a value. */
function isThere(key: Unknown): boolean {
  return (
    isCertainText(key) ||
    (isCertainReference(key) && !/^(?:var|local|module|each|count)\./.test(key.references[0]?.address ?? ''))
  );
}
