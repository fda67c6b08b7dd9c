import { defineRule } from '../../engine/define-rule';
import { fail, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { literalSecret, type Certainty } from '../../reading/secrets/literal-secret';
import { eachNamedValue, type NamedValue } from './shared/named-values';
import { textInInstances, valueInInstances } from '../../reading/secrets/instance-values';
import { payloadSecrets, PLACEHOLDERS } from '../../reading/secrets/payload-secrets';
import { SECRET_ARGUMENTS } from '../../engine/secret-arguments';
import { isSecretName, kindOfName } from '../../engine/secret-name';
import { visibleText } from '../../reading/secrets/visible-text';
import { isWritten, notSaidWhetherWritten } from '../../reading/secrets/written';

interface Options {
  readonly placeholders: readonly string[];
  readonly extraNames: readonly string[];
}

/** Attributes that other rules judge. */
const OTHER_RULES = new Set([
  'tags',
  'tags_all',
  'tag',
  'user_data',
  'user_data_base64',
  'user_data_replace_on_change',
  'container_definitions',
]);
const ENVIRONMENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  ['aws_lambda_function', 'aws_codebuild_project'].map((type) => [type, new Set([...OTHER_RULES, 'environment'])]),
);

/** Found anywhere by the rules no-aws-access-key-literal and no-private-key-material. */
const FOUND_ANYWHERE = new Set(['an AWS access key', 'a private key']);

export default defineRule<Options>({
  id: 'no-plaintext-secret',
  title: 'Arguments that hold a secret are not written as literals',
  why: 'A literal stands in the source repository, in the synthesised JSON, in every plan and in the state, for everyone who can read one of them, and it stays in their history after it is removed.',
  remediation:
    'Let the service manage the secret (manage_master_user_password = true), or pass it through a write-only argument from an ephemeral value, or refer to Secrets Manager. Rotate the secret that was written.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['*'],
  whenUnknown: 'the input is a plan or a state: it shows the value, not where the value comes from. References pass.',
  controls: {},
  equivalents: {},
  sources: [
    'https://developer.hashicorp.com/terraform/language/manage-sensitive-data',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html',
  ],
  defaultOptions: { placeholders: [], extraNames: [] },
  optionsSchema: {
    placeholders: {
      type: 'array',
      items: { type: 'string', format: 'regex' },
      description: 'Regular expressions of literals that stand for no secret.',
    },
    extraNames: {
      type: 'array',
      items: { type: 'string', format: 'regex' },
      description: 'Regular expressions of further argument names that hold a secret.',
    },
  },
  examples: {
    good: [
      {
        name: 'RDS creates and rotates the password',
        configuration: {
          resource: { aws_db_instance: { main: { username: 'app', manage_master_user_password: true } } },
        },
      },
      {
        name: 'a reference to a generated password',
        configuration: {
          resource: {
            random_password: { db: { length: 32 } },
            aws_db_instance: { main: { username: 'app', password: '${random_password.db.result}' } },
          },
        },
        address: 'aws_db_instance.main',
      },
    ],
    bad: [
      {
        name: 'a literal password',
        configuration: {
          resource: { aws_db_instance: { main: { username: 'app', password: 'correct-horse-battery' } } },
        },
      },
      {
        name: 'a password inside a URL',
        configuration: {
          resource: {
            aws_dms_endpoint: {
              source: { extra_connection_attributes: 'uri=mongodb://app:correct-horse@db.internal/orders' },
            },
          },
        },
      },
    ],
  },
  check(block, { configuration, options }) {
    const judge = new Judge(block, options);
    const except = ENVIRONMENTS.get(block.type) ?? OTHER_RULES;
    const outcomes: Outcome[] = [];
    eachNamedValue(block, except, (found) => {
      const what = judge.spelt(found);
      if (what === undefined) return;
      if (!isWritten(configuration) && what === 'a literal') {
        outcomes.push(notSaidWhetherWritten(found.path, configuration));
        return;
      }
      outcomes.push(
        fail({
          path: found.path,
          message: `${found.path} spells out ${what === 'a literal' ? 'a secret' : what}, which anyone who reads the code, a plan or the state can use`,
          observed: isUnknown(found.value) ? found.value : '',
          expected: 'a reference to a secret, or a value that the service manages',
          sensitive: true,
        }),
      );
    });
    return outcomes;
  },
});

class Judge {
  private readonly arguments: readonly string[];
  private readonly placeholders: readonly RegExp[];
  private readonly extraNames: readonly RegExp[];

  constructor(
    private readonly block: Block,
    options: Options,
  ) {
    this.arguments = SECRET_ARGUMENTS.get(block.type) ?? [];
    this.placeholders = options.placeholders.map((pattern) => new RegExp(pattern));
    this.extraNames = options.extraNames.map((pattern) => new RegExp(pattern));
  }

  /** What secret an attribute spells out. */
  spelt(found: NamedValue): string | undefined {
    const { configuration, type } = this.block;
    const { value } = found;
    if (typeof value === 'string' && this.placeholders.some((placeholder) => placeholder.test(value))) return undefined;
    if (type === 'aws_secretsmanager_secret_version' && /^secret_(?:string|binary)/.test(found.attribute)) {
      if (found.name.endsWith('_version')) return undefined;
      const placeholders = PLACEHOLDERS.map((pattern) => new RegExp(pattern, 'i'));
      return textInInstances(value, this.block).flatMap((each) => payloadSecrets(each, placeholders, configuration))[0]
        ?.what;
    }
    const certainty = this.certainty(found);
    const what = valueInInstances(value, this.block)
      .map((each) => literalSecret(each, certainty, configuration))
      .find((each) => each !== undefined);
    return what !== undefined && certainty === undefined && FOUND_ANYWHERE.has(what) ? undefined : what;
  }

  private certainty(found: NamedValue): Certainty {
    const { block } = this;
    const { name, attribute, siblings } = found;
    if (this.arguments.includes(name) || this.extraNames.some((pattern) => pattern.test(name))) return 'argument';
    if (block.type === 'aws_ssm_parameter' && /^(?:value|value_wo|insecure_value)$/.test(name)) {
      const type = block.get('type');
      const isSecret =
        (type === 'SecureString' && name !== 'insecure_value') || isSecretName(visibleText(block.get('name')));
      return isSecret ? 'argument' : undefined;
    }
    if (block.type === 'aws_cloudwatch_event_connection' && attribute === 'auth_parameters') {
      const { path } = found;
      const isSecret =
        /(?:^|[.\]])api_key(?:\[\d+\])?\.value$/.test(path) ||
        toBoolean(siblingSwitch(siblings.is_value_secret)) === true;
      if (isSecret && path.endsWith('.value')) return 'argument';
    }
    return kindOfName(name);
  }
}

function siblingSwitch(value: unknown): string | boolean | undefined {
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}
