import fc from 'fast-check';
import { allRules, assess, InputError, loadJson, selectRules, type Configuration } from '../../lib/compliance';
import { convertToType, evaluateText, type Scope } from '../../lib/compliance/model/expression';
import { readPolicy, readPolicyDataSource } from '../../lib/compliance/model/policy-document';
import {
  accountOf,
  grantsAction,
  isPublicPrincipal,
  isWildcardResource,
} from '../../lib/compliance/model/policy-match';
import { allowsEveryone, namesEveryone } from '../../lib/compliance/model/public-access';
import { isUnknown, Unknown, type Value } from '../../lib/compliance/model/value';
import { configurations, fileTexts, loadable } from './configurations';
import { templates, typeConstraints } from './expressions';
import { policyConfigurations } from './policies';

/** Something that went wrong with one input. */
export interface Thrown {
  /** The rule that threw, where one did. */
  readonly rule?: string;
  readonly stack: string;
}

/** What inputs are fed to. */
export interface Target<Input = unknown> {
  readonly name: string;
  /** Which part of all inputs it gets. */
  readonly share: number;
  readonly inputs: fc.Arbitrary<Input>;
  /** Feeds one input. Returns what rules threw; throws what anything else does. */
  feed(input: Input): readonly Thrown[];
}

function target<Input>(of: Target<Input>): Target {
  return { ...of, feed: (input) => of.feed(input as Input) };
}

const loader = target({
  name: 'loader',
  share: 0.25,
  inputs: fc.oneof(fileTexts, loadable),
  feed(input) {
    const configuration = loaded(input);
    if (configuration !== undefined) walk(configuration);
    return [];
  },
});

const OPEN = new Unknown('${var.open}', [{ address: 'var.open', attribute: '' }], [], true);
const each = { key: 'k', value: { a: 1, b: OPEN, list: ['a', OPEN] } };
const LOCALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['a', { a: { b: 'c' }, b: [OPEN] }],
  ['big', Array.from({ length: 5_000 }, (_, index) => ({ a: String(index), b: [index] }))],
  ['text', 'a-b '.repeat(50_000)],
]);
const scope: Scope = {
  variable: (name) => (name === 'a' ? ['x', 1, OPEN, { a: 'b' }] : OPEN),
  local: (name) => LOCALS.get(name) ?? OPEN,
  each,
  countIndex: 1,
  iterators: new Map([['ingress', each]]),
};

const expressions = target({
  name: 'expressions',
  share: 0.35,
  inputs: fc.tuple(templates, typeConstraints),
  feed([text, type]) {
    const value = evaluateText(text, scope);
    JSON.stringify(value);
    convertToType(value, type, text);
    return [];
  },
});

const policies = target({
  name: 'policies',
  share: 0.15,
  inputs: policyConfigurations,
  feed(input) {
    const configuration = loaded(input);
    if (configuration !== undefined) readPolicies(configuration);
    return [];
  },
});

const rules = target({
  name: 'rules',
  share: 0.25,
  inputs: fc.oneof(
    { weight: 5, arbitrary: configurations },
    { weight: 1, arbitrary: policyConfigurations },
    { weight: 2, arbitrary: loadable },
  ),
  feed(input) {
    const configuration = loadedInput(input);
    if (configuration === undefined) return [];
    const { errors } = assess([configuration], everyRule(), { all: true, accountBaseline: true });
    return errors.map(({ rule, message, stack = message }) => ({ rule, stack }));
  },
});

export const TARGETS: readonly Target[] = [loader, expressions, policies, rules];

let selected: ReturnType<typeof selectRules> | undefined;

function everyRule(): ReturnType<typeof selectRules> {
  selected ??= selectRules({ rules: allRules().map(({ id }) => id) });
  return selected;
}

/** The loader may refuse an input, by an error of its own; nothing else may. */
function loadedInput(input: string | Readonly<Record<string, unknown>>): ReturnType<typeof loadJson> | undefined {
  try {
    return loadJson(input, 'fuzz.tf.json');
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function loaded(input: string | Readonly<Record<string, unknown>>): Configuration | undefined {
  return loadedInput(input)?.configuration;
}

/** Reads everything there is to read. */
function walk(configuration: Configuration): void {
  configuration.providerMajor('aws');
  for (const block of configuration.blocks) {
    configuration.referrers(block);
    configuration.fileOf(block);
    configuration.mayContain(block, /password/);
    for (const name of Object.keys(block.raw)) {
      const value = block.get(name);
      configuration.link(value, ['aws_s3_bucket', 'aws_kms_key'], ['bucket', 'name']);
      configuration.locate(block, `${name}[0].a`);
      for (const item of block.nested(name)) {
        item.get('a.b[0]');
        item.nested('content');
      }
    }
  }
}

function readPolicies(configuration: Configuration): void {
  const documents = configuration.blocks.flatMap((block) => [
    ...['policy', 'assume_role_policy'].map((path) => readPolicy(block.get(path), configuration, { block, path })),
    ...(block.selector === 'data.aws_iam_policy_document' ? [readPolicyDataSource(block)] : []),
  ]);
  for (const document of documents) {
    if (document === undefined || isUnknown(document)) continue;
    for (const statement of document.statements) {
      grantsAction(statement, 'iam:PassRole');
      allowsEveryone(statement);
      namesEveryone(statement);
      statement.resources?.forEach(isWildcardResource);
      for (const principal of statement.principals ?? []) {
        isPublicPrincipal(principal);
        principal.identifiers.forEach(accountOf);
      }
    }
  }
}
