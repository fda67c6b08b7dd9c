import rule from '../../../../lib/compliance/rules/iam/iam-access-key-secret-encrypted';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';
import { withVariables } from './policies';

const key = (pgp_key: unknown) => resource('aws_iam_access_key', { user: 'jane', pgp_key });

testRule(rule, {
  pass: [
    { name: 'a key of keybase', configuration: key('keybase:jane') },
    { name: 'a key of a resource', configuration: key('${data.local_file.key.content_base64}') },
    {
      name: 'a login profile',
      configuration: resource('aws_iam_user_login_profile', { user: 'jane', pgp_key: 'keybase:jane' }),
    },
    { name: 'a key of keybase that is a variable', configuration: withVariables(key('keybase:${var.user}'), 'user') },
  ],
  fail: [
    { name: 'absent', configuration: key(undefined), path: 'pgp_key', message: 'secret key' },
    { name: 'null', configuration: key(null) },
    { name: 'empty', configuration: key('') },
    {
      name: 'a login profile',
      configuration: resource('aws_iam_user_login_profile', { user: 'jane' }),
      message: 'password',
    },
    {
      name: 'a service specific credential',
      configuration: resource('aws_iam_service_specific_credential', {
        user_name: 'jane',
        service_name: 'codecommit.amazonaws.com',
      }),
    },
  ],
  unknown: [
    { name: 'a variable', configuration: withVariables(key('${var.k}'), 'k') },
    { name: 'a key or none', configuration: key('${data.local_file.key.content == "" ? null : "keybase:jane"}') },
  ],
});
