import rule from '../../../../lib/compliance/rules/efs/efs-access-point-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const user = { uid: 1000, gid: 1000 };
const point = (directory: unknown, posixUser: unknown = user, others = {}) =>
  blocks({ 'aws_efs_access_point.main': { root_directory: directory, posix_user: posixUser, ...others } });

testRule(rule, {
  pass: [
    { name: 'a directory and a user', configuration: point({ path: '/app' }) },
    { name: 'as arrays', configuration: point([{ path: '/app' }], [user]) },
    { name: 'user 0, who is named', configuration: point({ path: '/app' }, { uid: 0, gid: 0 }) },
    { name: 'a directory below a known one', configuration: point({ path: '/apps/${var.unset}' }) },
  ],
  fail: [
    { name: 'neither', configuration: point(null, null), findings: 2 },
    { name: 'the root', configuration: point({ path: '/' }), path: 'root_directory[0].path', findings: 1 },
    { name: 'the root, written twice', configuration: point({ path: '//' }) },
    { name: 'no path', configuration: point({ creation_info: { owner_uid: 1 } }), path: 'root_directory[0].path' },
    { name: 'an empty path', configuration: point({ path: '' }) },
    { name: 'no user', configuration: point({ path: '/app' }, []), path: 'posix_user' },
    { name: 'an empty user', configuration: point({ path: '/app' }, {}), path: 'posix_user[0]' },
    { name: 'a user without a group', configuration: point({ path: '/app' }, { uid: 1 }) },
  ],
  unknown: [
    { name: 'the directory of a variable', configuration: point({ path: '${var.unset}' }) },
    { name: 'the root and a variable', configuration: point({ path: '/${var.unset}' }) },
    {
      name: 'a user that may be left out',
      configuration: point({ path: '/app' }, null, {
        dynamic: { posix_user: { for_each: '${var.unset}', content: user } },
      }),
    },
  ],
});
