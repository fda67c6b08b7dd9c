import { defineRule } from '../../engine/define-rule';
import { fail, type Outcome } from '../../engine/outcome';
import { textInInstances } from '../../reading/secrets/instance-values';
import { payloadSecrets, PLACEHOLDERS, type SpeltOut } from '../../reading/secrets/payload-secrets';
import { isWritten, notSaidWhetherWritten } from '../../reading/secrets/written';

interface Options {
  readonly placeholders: readonly string[];
}

const VALUES = ['secret_string', 'secret_binary', 'secret_string_wo'];

export default defineRule<Options>({
  id: 'secretsmanager-no-plaintext-value',
  title: 'The value of a secret is not written in the configuration',
  why: 'A secret that stands in the code is in the repository, in the synthesised JSON and in every plan: Secrets Manager then protects the one copy that needed it least.',
  remediation:
    'Create the secret empty and set its value outside Terraform, or use secret_string_wo with an ephemeral value. Rotate what was written.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret_version'],
  whenUnknown:
    'the input is a plan or a state: it shows the value, not where the value comes from. Of JSON each part is judged by itself; references pass.',
  controls: {},
  equivalents: { checkov: [{ id: 'CKV_SECRET_6', relation: 'broader' }] },
  sources: [
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret_version.html.markdown',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html',
  ],
  defaultOptions: { placeholders: PLACEHOLDERS },
  optionsSchema: {
    placeholders: {
      type: 'array',
      items: { type: 'string', format: 'regex' },
      description: 'Regular expressions, letter case ignored, of texts in JSON that stand for a value to be set later.',
    },
  },
  examples: {
    good: [
      {
        name: 'a generated password',
        configuration: {
          resource: {
            random_password: { db: { length: 32 } },
            aws_secretsmanager_secret_version: {
              db: {
                secret_id: 'orders/db',
                secret_string: '${jsonencode({"username" = "app", "password" = random_password.db.result})}',
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a literal',
        configuration: {
          resource: {
            aws_secretsmanager_secret_version: {
              db: { secret_id: 'orders/db', secret_string: 'correct-horse-battery' },
            },
          },
        },
      },
      {
        name: 'a password within JSON',
        configuration: {
          resource: {
            aws_secretsmanager_secret_version: {
              db: { secret_id: 'orders/db', secret_string: '{"username":"app","password":"correct-horse-battery"}' },
            },
          },
        },
      },
    ],
  },
  check(block, { configuration, options }) {
    const placeholders = options.placeholders.map((pattern) => new RegExp(pattern, 'i'));
    return VALUES.flatMap((path) =>
      distinct(
        textInInstances(block.get(path), block).flatMap((value) => payloadSecrets(value, placeholders, configuration)),
      ).map(({ key, what }): Outcome => {
        if (what === 'a literal' && !isWritten(configuration))
          return { ...notSaidWhetherWritten(path, configuration), subject: key };
        return fail({
          path,
          subject: key === '' ? undefined : key,
          message: `${path} spells out ${what === 'a literal' ? 'the secret' : what}${key === '' ? '' : ` at ${key}`}`,
          observed: '',
          expected: 'a reference, or secret_string_wo with an ephemeral value',
          sensitive: true,
        });
      }),
    );
  },
});

/** Instances may spell out the same. */
function distinct(found: readonly SpeltOut[]): readonly SpeltOut[] {
  return [...new Map(found.map((each) => [`${each.key} ${each.what}`, each])).values()];
}
