import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { leavesInstancesOut } from '../../reading/instances';
import { rotatedSecrets } from './shared/rotated-secrets';

interface Options {
  readonly exemptNamePatterns: readonly string[];
}

const EXPECTED = 'an aws_secretsmanager_secret_rotation of the secret';

export default defineRule<Options>({
  id: 'secretsmanager-rotation-enabled',
  title: 'A secret rotates by itself',
  why: 'A secret that never changes works for whoever once saw it: a former colleague, an old backup, a log. Rotation by hand is put off.',
  remediation:
    'Add an aws_secretsmanager_secret_rotation with the secret as secret_id and a rotation Lambda. For a database let RDS manage the password.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret'],
  whenUnknown: 'a rotation of the configuration belongs to a secret that the configuration does not show.',
  controls: {
    fsbp: ['SecretsManager.1'],
    nist80053r5: ['AC-2(1)', 'AC-3(15)'],
    pciDss: ['v4.0.1/8.6.3', 'v4.0.1/8.3.9'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_57'],
    cdkNag: ['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled'],
    securityHub: ['SecretsManager.1'],
    prowler: ['secretsmanager_automatic_rotation_enabled'],
    awsConfig: ['secretsmanager-rotation-enabled-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret_rotation.html.markdown',
  ],
  defaultOptions: { exemptNamePatterns: [] },
  optionsSchema: {
    exemptNamePatterns: {
      type: 'array',
      items: { type: 'string', format: 'regex' },
      description:
        'Regular expressions of the names of secrets whose value cannot rotate, such as the key of another company.',
    },
  },
  examples: {
    good: [
      {
        name: 'a rotation',
        configuration: {
          resource: {
            aws_secretsmanager_secret: { db: { name: 'orders/db' } },
            aws_secretsmanager_secret_rotation: {
              db: {
                secret_id: '${aws_secretsmanager_secret.db.id}',
                rotation_lambda_arn: '${aws_lambda_function.rotate.arn}',
                rotation_rules: [{ automatically_after_days: 30 }],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no rotation',
        configuration: { resource: { aws_secretsmanager_secret: { db: { name: 'orders/db' } } } },
      },
    ],
    unknown: [
      {
        name: 'a rotation of a secret that a variable names',
        configuration: {
          variable: { secret: { type: 'string' } },
          resource: {
            aws_secretsmanager_secret: { db: { name: 'orders/db' } },
            aws_secretsmanager_secret_rotation: {
              db: { secret_id: '${var.secret}', rotation_rules: [{ automatically_after_days: 30 }] },
            },
          },
        },
      },
    ],
  },
  check(block, { configuration, options }) {
    const name = toText(block.get('name'));
    if (typeof name === 'string' && options.exemptNamePatterns.some((pattern) => new RegExp(pattern).test(name)))
      return notApplicable();
    // Written on the secret itself before version 4 of the provider.
    if (block.nested('rotation_rules').length > 0) return [];
    const { rotations, unresolved } = rotatedSecrets(configuration);
    const targets = rotations.get(block.address);
    if (targets !== undefined && !leavesInstancesOut(block, targets)) return [];
    if (unresolved !== undefined) return undecided('rotation', unresolved, EXPECTED);
    if (isUnknown(name) && options.exemptNamePatterns.length > 0) return undecided('name', name, EXPECTED);
    const what = targets === undefined ? 'the secret' : 'some instances of the secret';
    return fail({
      message: `nothing rotates ${what}: its value stays valid until somebody changes it by hand`,
      expected: EXPECTED,
    });
  },
});
