import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block, Configuration } from '../../model/block';
import { parsePath } from '../../model/path';
import { isUnknown, toBoolean, toNumber } from '../../model/value';
import { SECRET_ARGUMENTS } from '../../engine/secret-arguments';
import { isSecretName } from '../../engine/secret-name';

interface Options {
  readonly minLength: number;
}

interface Generator {
  readonly length: string;
  readonly defaultLength: number | undefined;
  /** Switches of the classes of characters, and what turns a class off. */
  readonly classes: readonly (readonly string[])[];
  readonly off: boolean;
}

const RANDOM: Generator = {
  length: 'length',
  defaultLength: undefined,
  classes: [['lower'], ['upper'], ['numeric', 'number'], ['special']],
  off: false,
};
const SECRETS_MANAGER: Generator = {
  length: 'password_length',
  defaultLength: 32,
  classes: [['exclude_lowercase'], ['exclude_uppercase'], ['exclude_numbers'], ['exclude_punctuation']],
  off: true,
};

export default defineRule<Options>({
  id: 'secretsmanager-random-password-strength',
  title: 'Generated passwords are long and come from a generator for passwords',
  why: 'A short password, or one of few kinds of characters, is found by trying. The result of random_string is not sensitive to Terraform, which prints it in plans.',
  remediation: 'Use random_password with length of 20 or more, and leave at least three classes of characters on.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['random_password', 'random_string', 'data.aws_secretsmanager_random_password'],
  whenUnknown: 'the length, or the switch of a class of characters that decides, is an expression.',
  controls: {},
  equivalents: {},
  sources: [
    'https://github.com/hashicorp/terraform-provider-random/blob/main/website/docs/r/password.html.markdown',
    'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html',
  ],
  defaultOptions: { minLength: 20 },
  optionsSchema: { minLength: { type: 'integer', minimum: 8, description: 'Shortest password, in characters.' } },
  examples: {
    good: [{ name: 'long, of every class', configuration: { resource: { random_password: { db: { length: 32 } } } } }],
    bad: [
      { name: 'short', configuration: { resource: { random_password: { db: { length: 8 } } } } },
      {
        name: 'a random string as password',
        configuration: {
          resource: {
            random_string: { db: { length: 32 } },
            aws_db_instance: { main: { password: '${random_string.db.result}' } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a length that a variable gives',
        configuration: {
          variable: { length: { type: 'number' } },
          resource: { random_password: { db: { length: '${var.length}' } } },
        },
      },
    ],
  },
  check(block, { configuration, options }) {
    if (block.type === 'random_string') return stringOutcome(block, configuration);
    const generator = block.kind === 'data' ? SECRETS_MANAGER : RANDOM;
    return [...lengthOutcomes(block, generator, options.minLength), ...classOutcomes(block, generator)];
  },
});

/** Attributes of a random string that hold its text. */
const RANDOM_TEXT: ReadonlySet<string> = new Set(['result', 'id']);

/** A random string is judged where it becomes a password. */
function stringOutcome(block: Block, configuration: Configuration): Outcome {
  const feeds = configuration.referrers(block).find(({ block: referrer, path, attribute }) => {
    const name =
      parsePath(path)
        .filter((step) => typeof step === 'string')
        .at(-1) ?? '';
    return (
      RANDOM_TEXT.has(attribute) &&
      referrer.kind === 'resource' &&
      (SECRET_ARGUMENTS.get(referrer.type)?.includes(name) === true || isSecretName(name))
    );
  });
  if (feeds === undefined) return notApplicable();
  return fail({
    message: `the string becomes ${feeds.path} of ${feeds.block.address}, yet Terraform does not treat it as a secret`,
    subject: `${feeds.block.address} ${feeds.path}`,
    expected: 'random_password',
  });
}

function lengthOutcomes(
  block: Block,
  { length: path, defaultLength }: Generator,
  minLength: number,
): readonly Outcome[] {
  const expected = `${path} of at least ${String(minLength)}`;
  const length = toNumber(block.get(path)) ?? defaultLength;
  if (isUnknown(length)) return [undecided(path, length, expected)];
  if (length !== undefined && length >= minLength) return [];
  return [
    fail({
      path,
      message: `the password has ${length === undefined ? 'no' : `a`} length${length === undefined ? '' : ` of ${String(length)}`}, which is too short`,
      observed: block.get(path),
      expected,
    }),
  ];
}

function classOutcomes(block: Block, { classes, off }: Generator): readonly Outcome[] {
  const switches = classes.map((names) =>
    names.map((path) => ({ path, value: toBoolean(block.get(path)) })).find(({ value }) => value !== undefined),
  );
  const disabled = switches.filter((found) => found?.value === off);
  const hidden = switches.filter((found) => isUnknown(found?.value));
  const expected = 'at most one class of characters turned off';
  if (disabled.length > 1) {
    return [
      fail({
        path: disabled[1]?.path,
        message: `${String(disabled.length)} of 4 classes of characters are turned off`,
        observed: off,
        expected,
      }),
    ];
  }
  const [first] = hidden;
  if (first === undefined || !isUnknown(first.value) || disabled.length + hidden.length <= 1) return [];
  return [undecided(first.path, first.value, expected)];
}
