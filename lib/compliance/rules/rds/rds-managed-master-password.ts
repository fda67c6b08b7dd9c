import { fail, pass, undecided, unknown } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { isUnknown, toBoolean, type Unknown } from '../../model/value';

interface PasswordOptions {
  /** Accept a password that is a reference. It ends in the state in clear all the same. */
  readonly allowReferencedPassword: boolean;
}

/** Places of an expression from which null or an empty text may come out. */
const MAY_BE_NOTHING = /[?:,([]\s*(?:null\b|"")|\b(?:try|one|lookup|join)\s*\(/;

/** True for an expression that chooses between a value and nothing. */
function mayBeNull(value: Unknown): boolean {
  return !value.isReference && value.parts.length === 0 && MAY_BE_NOTHING.test(value.expression);
}

export default defineRule<PasswordOptions>({
  id: 'rds-managed-master-password',
  title: 'The master password never reaches the Terraform state',
  why: 'password and master_password are written to the state in clear: whoever reads the state, a plan file or their backups is master of the database. A password that RDS manages in Secrets Manager is rotated and never leaves AWS.',
  remediation:
    'Replace password (master_password) by manage_master_user_password = true, or by the write-only password_wo (master_password_wo) with Terraform 1.11 or later.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_db_instance', 'aws_rds_cluster'],
  whenUnknown: 'manage_master_user_password or the password is an expression that may turn out to be null.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
    'https://developer.hashicorp.com/terraform/language/state/sensitive-data',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  ],
  defaultOptions: { allowReferencedPassword: false },
  optionsSchema: {
    allowReferencedPassword: {
      type: 'boolean',
      description: 'accept a password that is a reference, although it ends in the state in clear',
    },
  },
  check(block, { options }) {
    const managed = toBoolean(block.get('manage_master_user_password'));
    if (managed === true) return pass('manage_master_user_password');
    const path = block.type === 'aws_rds_cluster' ? 'master_password' : 'password';
    const password = block.get(path);
    if (password === undefined || password === '') return pass(path);
    const expected = 'manage_master_user_password = true';
    if (!isUnknown(password)) {
      return fail({
        path,
        message: 'the master password stands in the configuration and in the state in clear',
        observed: password,
        expected,
        sensitive: true,
      });
    }
    if (options.allowReferencedPassword) return pass(path);
    if (isUnknown(managed)) return undecided('manage_master_user_password', managed, expected);
    // Any expression but a plain reference may spell out the password, or a part of it.
    const seen = { path, observed: password, expected, sensitive: !password.isReference };
    return mayBeNull(password)
      ? unknown({ ...seen, message: `${path} is an expression that may turn out to be null` })
      : fail({ ...seen, message: 'the master password ends in the state in clear' });
  },
  examples: {
    good: [
      {
        name: 'managed by RDS',
        configuration: {
          resource: {
            aws_db_instance: {
              main: { engine: 'postgres', instance_class: 'db.t4g.medium', manage_master_user_password: true },
            },
          },
        },
      },
      {
        name: 'write-only',
        configuration: {
          resource: {
            aws_rds_cluster: {
              main: {
                engine: 'aurora-mysql',
                master_username: 'orders',
                master_password_wo: '${ephemeral.random_password.main.result}',
                master_password_wo_version: 1,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a generated password is in the state too',
        configuration: {
          resource: {
            random_password: { main: { length: 32 } },
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                password: '${random_password.main.result}',
              },
            },
          },
        },
        address: 'aws_db_instance.main',
      },
      {
        name: 'a variable',
        configuration: {
          resource: {
            aws_db_instance: { main: { engine: 'postgres', instance_class: 'db.t4g.medium', password: '${var.x}' } },
          },
          variable: { x: { type: 'string', sensitive: true } },
        },
      },
    ],
    unknown: [
      {
        name: 'managed or not, Terraform decides',
        configuration: {
          resource: {
            aws_db_instance: {
              main: {
                engine: 'postgres',
                instance_class: 'db.t4g.medium',
                manage_master_user_password: '${var.x}',
                password: '${random_password.main.result}',
              },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
