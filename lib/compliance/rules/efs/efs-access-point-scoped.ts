import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Value } from '../../model/value';
import { judgeNested, worst } from '../../reading/nested-argument';

export default defineRule({
  id: 'efs-access-point-scoped',
  title: 'EFS access points lead to one directory, as one user',
  why: 'A client of an access point without a directory sees the whole file system, and without a user it may claim to be anyone, root included.',
  remediation: 'Set root_directory { path = "/app" } and posix_user { uid, gid } on the access point.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_efs_access_point'],
  whenUnknown: 'root_directory, its path or posix_user is an expression that only Terraform can compute.',
  controls: { fsbp: ['EFS.3', 'EFS.4'], nist80053r5: ['AC-6(10)', 'AC-6(2)'] },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_329', relation: 'broader' },
      { id: 'CKV_AWS_330', relation: 'broader' },
    ],
    securityHub: [
      { id: 'EFS.3', relation: 'broader' },
      { id: 'EFS.4', relation: 'broader' },
    ],
    prowler: [
      { id: 'efs_access_point_enforce_root_directory', relation: 'broader' },
      { id: 'efs_access_point_enforce_user_identity', relation: 'broader' },
    ],
    awsConfig: [
      { id: 'efs-access-point-enforce-root-directory', relation: 'broader' },
      { id: 'efs-access-point-enforce-user-identity', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-3',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/efs_access_point.html.markdown',
  ],
  check: (block) => [
    judgeNested(block, 'root_directory', 'path', 'a directory below the root', judgeDirectory),
    judgeUser(block),
  ],
  examples: {
    good: [
      {
        name: 'a directory and a user',
        configuration: {
          resource: {
            aws_efs_access_point: {
              app: {
                file_system_id: '${aws_efs_file_system.shared.id}',
                root_directory: { path: '/app' },
                posix_user: { uid: 1000, gid: 1000 },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'the whole file system, as anyone',
        configuration: {
          resource: { aws_efs_access_point: { app: { file_system_id: '${aws_efs_file_system.shared.id}' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'the directory of a variable',
        configuration: {
          resource: {
            aws_efs_access_point: {
              app: {
                file_system_id: '${aws_efs_file_system.shared.id}',
                root_directory: { path: '${var.directory}' },
                posix_user: { uid: 1000, gid: 1000 },
              },
            },
          },
        },
      },
    ],
  },
});

function judgeDirectory(value: Value, path: string): Outcome {
  const directory = toText(value);
  const expected = 'a directory below the root';
  const observed = value;
  if (isUnknown(directory)) {
    const isBelow = /^\/+[^/]/.test(directory.knownPrefix);
    return isBelow ? pass(path) : undecided(path, directory, expected);
  }
  if (directory !== undefined && /[^/]/.test(directory)) return pass(path);
  return fail({ path, message: 'clients see the whole file system', observed, expected });
}

function judgeUser(block: Block): Outcome {
  const expected = 'posix_user { uid, gid }';
  const users = block.nested('posix_user');
  const message = 'clients choose the user that they act as';
  if (users.length === 0) return fail({ path: 'posix_user', message, expected });
  return worst(
    users.map((user): Outcome => {
      if (user.unknown !== undefined) return undecided(user.path, user.unknown, expected);
      const isComplete = user.get('uid') !== undefined && user.get('gid') !== undefined;
      return isComplete ? pass(user.path) : fail({ path: user.path, message, observed: user.value, expected });
    }),
  );
}
