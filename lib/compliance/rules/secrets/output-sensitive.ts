import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { isList, isUnknown, toBoolean, type Value } from '../../model/value';
import { literalSecret } from '../../reading/secrets/literal-secret';
import { speltEntries } from '../../reading/secrets/possible-values';
import { referencesIn } from '../../reading/secrets/references-in';
import { kindOfName } from '../../engine/secret-name';
import { sourceOf } from '../../reading/secrets/secret-source';
import { isWritten } from '../../reading/secrets/written';

const EXPECTED = 'sensitive = true, or no such output';

export default defineRule({
  id: 'output-sensitive',
  title: 'An output that carries a secret is marked as sensitive',
  why: 'Terraform prints outputs at the end of every apply: an unmarked secret stands in the logs of the pipeline. Terraform itself refuses only values that it still knows to be sensitive.',
  remediation: 'Set sensitive = true on the output, or drop the output and give out the ARN of the secret.',
  severity: 'high',
  scope: 'config',
  resourceTypes: ['output'],
  whenUnknown: 'sensitive is an expression.',
  controls: {},
  equivalents: {},
  sources: ['https://developer.hashicorp.com/terraform/language/block/output'],
  examples: {
    good: [
      {
        name: 'a sensitive output',
        configuration: {
          resource: { random_password: { db: { length: 32 } } },
          output: { db_password: { value: '${random_password.db.result}', sensitive: true } },
        },
      },
      {
        name: 'the ARN of a secret',
        configuration: {
          resource: { aws_secretsmanager_secret: { db: { name: 'orders/db' } } },
          output: { db_secret: { value: '${aws_secretsmanager_secret.db.arn}' } },
        },
      },
    ],
    bad: [
      {
        name: 'a generated password',
        configuration: {
          resource: { random_password: { db: { length: 32 } } },
          output: { login: { value: 'app:${random_password.db.result}' } },
        },
      },
    ],
  },
  check(block) {
    const marks = [toBoolean(block.get('sensitive')), toBoolean(block.get('ephemeral'))];
    if (marks.includes(true)) return [];
    const secret = secretIn(block);
    if (secret === undefined) return [];
    const hidden = marks.find(isUnknown);
    if (hidden !== undefined) return undecided('sensitive', hidden, EXPECTED);
    return fail({
      path: 'sensitive',
      message: `the output carries ${secret} and is not marked as sensitive, so Terraform prints it`,
      observed: block.get('sensitive'),
      expected: EXPECTED,
    });
  },
});

/** What secret an output carries: the address of its source, or a literal. */
function secretIn(block: Block): string | undefined {
  const { configuration } = block;
  for (const reference of referencesIn(block.raw.value, configuration)) {
    if (sourceOf(reference, configuration) === 'secret') {
      return `the secret ${reference.attribute === '' ? reference.address : `${reference.address}.${reference.attribute}`}`;
    }
  }
  if (!isWritten(configuration)) return undefined;
  return spellsOut(block.get('value'), block.name, configuration) ? 'a literal secret' : undefined;
}

/** True where a value, or anything inside it, is a literal secret by its name or shape. */
function spellsOut(value: Value, name: string, configuration: Configuration): boolean {
  if (isList(value)) return value.some((element) => spellsOut(element, name, configuration));
  const { entries } = speltEntries(value, configuration);
  return (
    entries.some(([key, inner]) => spellsOut(inner, key, configuration)) ||
    literalSecret(value, kindOfName(name), configuration) !== undefined
  );
}
