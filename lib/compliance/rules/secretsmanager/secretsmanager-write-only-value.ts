import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, type Unknown } from '../../model/value';

const EXPECTED = 'secret_string_wo with secret_string_wo_version';

export default defineRule({
  id: 'secretsmanager-write-only-value',
  title: 'The value of a secret is passed as a write-only argument',
  why: 'secret_string and secret_binary are kept in the state in clear, whatever they refer to: whoever reads the state reads the secret.',
  remediation:
    'Use secret_string_wo with secret_string_wo_version (Terraform 1.11, provider 5.89 or later), fed by an ephemeral value.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret_version'],
  recommended: false,
  whenUnknown: 'secret_string or secret_binary is an expression that may give no value.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret_version.html.markdown',
    'https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only',
  ],
  examples: {
    good: [
      {
        name: 'a write-only value',
        configuration: {
          resource: {
            aws_secretsmanager_secret_version: {
              db: {
                secret_id: 'orders/db',
                secret_string_wo: '${ephemeral.random_password.db.result}',
                secret_string_wo_version: 1,
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a value that the state keeps',
        configuration: {
          resource: {
            random_password: { db: { length: 32 } },
            aws_secretsmanager_secret_version: {
              db: { secret_id: 'orders/db', secret_string: '${random_password.db.result}' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a value under a condition',
        configuration: {
          variable: { set: { type: 'bool' } },
          resource: {
            aws_secretsmanager_secret_version: {
              db: { secret_id: 'orders/db', secret_string: '${var.set ? random_password.db.result : null}' },
            },
          },
        },
      },
    ],
  },
  check(block) {
    return ['secret_string', 'secret_binary'].flatMap((path): readonly Outcome[] => {
      const value = block.get(path);
      if (value === undefined) return [];
      if (isUnknown(value) && mayBeNull(value)) return [undecided(path, value, EXPECTED)];
      return [
        fail({
          path,
          message: `${path} keeps the secret in the state in clear`,
          observed: '',
          expected: EXPECTED,
          sensitive: true,
        }),
      ];
    });
  },
});

/** A variable or an output of a module may be null, and so may a conditional; a template or another call gives a value. */
function mayBeNull(value: Unknown): boolean {
  if (value.parts.length > 0) return false;
  if (value.isReference) return value.references.some(({ address }) => /^(?:var|local|module|each)\b/.test(address));
  return /\?|\btry\(|\bone\(|\blookup\(/.test(value.expression);
}
