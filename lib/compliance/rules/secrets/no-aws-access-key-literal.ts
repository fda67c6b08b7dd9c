import { defineRule } from '../../engine/define-rule';
import { fail } from '../../engine/outcome';
import { keysInBlock } from './shared/access-key-places';

export default defineRule({
  id: 'no-aws-access-key-literal',
  title: 'No AWS access key stands anywhere in the configuration',
  why: 'An access key id in code usually has its secret key close by, and both work from anywhere until somebody deletes them. Keys in repositories are found and tried within minutes.',
  remediation:
    'Deactivate and delete the key, look for its use in CloudTrail, and let the workload take a role instead. Remove the literal.',
  severity: 'critical',
  scope: 'config',
  resourceTypes: ['*'],
  whenUnknown: 'never: only literal text is searched.',
  controls: {},
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_41', relation: 'narrower' },
      { id: 'CKV_AWS_45', relation: 'narrower' },
      { id: 'CKV_AWS_46', relation: 'narrower' },
      { id: 'CKV_SECRET_2', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  ],
  examples: {
    good: [
      {
        name: 'a role instead of a key',
        configuration: {
          provider: {
            aws: [{ region: 'eu-central-1', assume_role: [{ role_arn: 'arn:aws:iam::111122223333:role/deploy' }] }],
          },
        },
      },
    ],
    bad: [
      {
        name: 'a key in a local value',
        configuration: { locals: { deploy_key: ['AKIA', '2345672345672345'].join('') } },
      },
    ],
  },
  check(block) {
    return keysInBlock(block).map(({ path, how }) =>
      fail({
        path,
        message: `${path} holds an AWS access key id${how}: whoever finds it with its secret key acts as its user`,
        observed: '',
        expected: 'no access key: a role, or a reference to a secret',
        sensitive: true,
      }),
    );
  },
});
