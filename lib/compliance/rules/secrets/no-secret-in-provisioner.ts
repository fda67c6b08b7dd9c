import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import type { Value } from '../../model/value';
import { distinctOutcomes } from '../../reading/distinct-outcomes';
import { textInInstances, valueInInstances } from '../../reading/secrets/instance-values';
import { literalSecret, type Certainty } from '../../reading/secrets/literal-secret';
import { decodeBase64 } from '../../engine/base64-text';
import { entriesOf } from '../../reading/secrets/payload';
import { speltEntries } from '../../reading/secrets/possible-values';
import { provisionersOf } from './shared/provisioners';
import { scriptSecrets } from './shared/script-secrets';
import { kindOfName } from '../../engine/secret-name';
import { sourceOf } from '../../reading/secrets/secret-source';
import { hiddenPieces } from '../../reading/secrets/visible-text';

const EXPECTED = 'no secret: read it where the command runs, or drop the provisioner';

/** Arguments of a connection that hold a secret. */
const CONNECTION_SECRETS = [
  'password',
  'private_key',
  'bastion_password',
  'bastion_private_key',
  'proxy_user_password',
];

export default defineRule({
  id: 'no-secret-in-provisioner',
  title: 'Provisioners and local files carry no secret',
  why: 'Terraform prints the commands of provisioners, passes them on in process lists that every user of the machine can read, and leaves local files on the disk of whoever applies.',
  remediation:
    'Remove the provisioner, or let its command read the secret by itself (AWS Systems Manager, Secrets Manager). Write files with local_sensitive_file. Take keys of a connection from an agent.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['*'],
  whenUnknown:
    'the content of a local file, a command or a connection secret is an expression that the configuration does not show.',
  controls: {},
  equivalents: {},
  sources: [
    'https://developer.hashicorp.com/terraform/language/provisioners',
    'https://github.com/hashicorp/terraform-provider-local/blob/main/website/docs/r/file.html.markdown',
  ],
  examples: {
    good: [
      {
        name: 'a command without secrets',
        configuration: {
          resource: {
            terraform_data: {
              migrate: { provisioner: [{ 'local-exec': { command: './migrate.sh --secret-id orders/db' } }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a password on the command line',
        configuration: {
          resource: {
            null_resource: {
              migrate: { provisioner: [{ 'local-exec': { command: './migrate.sh --password correct-horse' } }] },
            },
          },
        },
      },
      {
        name: 'a generated password in a file',
        configuration: {
          resource: {
            random_password: { db: { length: 32 } },
            local_file: { env: { filename: '.env', content: 'DB_PASSWORD=${random_password.db.result}' } },
          },
        },
        address: 'local_file.env',
      },
    ],
    unknown: [
      {
        name: 'content of a template',
        configuration: {
          resource: { local_file: { env: { filename: '.env', content: '${templatefile("env.tftpl", {})}' } } },
        },
      },
    ],
  },
  check(block, { configuration }) {
    const isFile = block.type === 'local_file';
    if (!isFile && !Object.hasOwn(block.raw, 'provisioner') && !Object.hasOwn(block.raw, 'connection'))
      return notApplicable();
    const outcomes = provisionersOf(block).flatMap(({ path, kind, body }): readonly Outcome[] => {
      if (kind === 'connection') return connectionOutcomes(path, body, block);
      return [
        ...(entriesOf(body) ?? []).flatMap(([name, value]): readonly Outcome[] => {
          if (name === 'connection') return [];
          return name === 'environment'
            ? environmentOutcomes(`${path}.environment`, value, block)
            : valueInInstances(value, block).flatMap((each) => textOutcomes(`${path}.${name}`, each, configuration));
        }),
      ];
    });
    return distinctOutcomes(isFile ? [...outcomes, ...fileOutcomes(block, configuration)] : outcomes);
  },
});

function fileOutcomes(block: Block, configuration: Configuration): readonly Outcome[] {
  const decoded = (value: Value): Value => (typeof value === 'string' ? (decodeBase64(value) ?? value) : value);
  return [
    ...['content', 'sensitive_content'].flatMap((path) =>
      valueInInstances(block.get(path), block).flatMap((value) => textOutcomes(path, value, configuration)),
    ),
    ...textInInstances(block.get('content_base64'), block).flatMap((value) =>
      textOutcomes('content_base64', decoded(value), configuration),
    ),
  ];
}

function textOutcomes(path: string, value: Value, configuration: Configuration): readonly Outcome[] {
  if (Array.isArray(value))
    return (value as readonly Value[]).flatMap((element, index) =>
      textOutcomes(`${path}[${String(index)}]`, element, configuration),
    );
  const found = scriptSecrets(value, configuration);
  if (found.length > 0) {
    return found.map(({ what, unclear }) =>
      unclear === undefined
        ? fail({
            path,
            subject: what,
            message: `${path} carries ${what}, in clear where it runs or is written`,
            observed: '',
            expected: EXPECTED,
            sensitive: true,
          })
        : undecided(path, unclear, EXPECTED),
    );
  }
  const unread = hiddenPieces(value).find((piece) => isUnread(piece, piece === value, configuration));
  return unread === undefined ? [] : [undecided(path, unread, EXPECTED)];
}

function isUnread(
  piece: {
    readonly expression: string;
    readonly isReference: boolean;
    readonly references: Parameters<typeof sourceOf>[0][] | readonly Parameters<typeof sourceOf>[0][];
  },
  isWhole: boolean,
  configuration: Configuration,
): boolean {
  if (/^\$\{(?:path|terraform|count|self)\.\w+\}$/.test(piece.expression)) return false;
  return (
    isWhole &&
    (!piece.isReference || piece.references.some((reference) => sourceOf(reference, configuration) === 'unclear'))
  );
}

function environmentOutcomes(path: string, value: Value, block: Block): readonly Outcome[] {
  const { configuration } = block;
  return valueInInstances(value, block).flatMap((each) => {
    const { entries, unknown } = speltEntries(each, configuration);
    // The environment is the one place where a provisioner may take a secret by reference.
    const outcomes = entries
      .filter(([name, inner]) => spellsOut(inner, kindOfName(name), block))
      .map(([name]) =>
        fail({
          path: `${path}.${name}`,
          message: `the environment variable ${name} of the provisioner spells out a secret`,
          observed: '',
          expected: EXPECTED,
          sensitive: true,
        }),
      );
    return unknown === undefined ? outcomes : [...outcomes, undecided(path, unknown, EXPECTED)];
  });
}

function connectionOutcomes(path: string, body: Value, block: Block): readonly Outcome[] {
  return (entriesOf(body) ?? [])
    .filter(([name, value]) => CONNECTION_SECRETS.includes(name) && spellsOut(value, 'argument', block))
    .map(([name]) =>
      fail({
        path: `${path}.${name}`,
        message: `${path}.${name} spells out the secret of a connection`,
        observed: '',
        expected: 'an agent, or a reference',
        sensitive: true,
      }),
    );
}

function spellsOut(value: Value, certainty: Certainty, block: Block): boolean {
  return valueInInstances(value, block).some(
    (each) => literalSecret(each, certainty, block.configuration) !== undefined,
  );
}
