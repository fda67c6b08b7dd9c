import { allRules, InputError, type Example, type Rule } from '../../lib/compliance';
import { runRule } from '../../lib/testing/rule-tester';
import { argumentNames, flipsOf } from './flips';

/**
 * Rules whose good examples no single change makes bad: their bad example is the mutation. An entry that is not needed
 * fails.
 */
const BY_BAD_EXAMPLE: Readonly<Record<string, string>> = {
  'iam-no-exclusive-policy-attachment': 'it refuses a type of resource, whatever its arguments',
  'iam-no-iam-users': 'it refuses a type of resource, whatever its arguments',
  'iam-no-inline-policies': 'it refuses a type of resource, whatever its arguments',
  'iam-server-certificate-not-expired': 'the date stands within the encoded certificate',
  'iam-user-no-console-password': 'it refuses a type of resource, whatever its arguments',
  'iam-user-no-direct-policies': 'it refuses a type of resource, whatever its arguments',
  'iam-user-no-key-with-console': 'it refuses a second resource beside the first',
  'rds-managed-master-password': 'it takes two changes: the managed password goes and another one comes',
  's3-access-point-public-block': 'it takes a nested block with an argument in it',
  'vpc-no-default-vpc': 'it refuses a type of resource, whatever its arguments',
};

const BLOCKS_BY_TYPE = ['resource', 'data', 'ephemeral'];

/** Arguments that the bad examples of a rule set: those that it reads. */
function argumentsThatMatter({ examples }: Rule): ReadonlySet<string> {
  const bodies = examples.bad.flatMap(({ configuration }) =>
    Object.entries(configuration).flatMap(([section, value]) =>
      BLOCKS_BY_TYPE.includes(section) ? membersOf(value).flatMap(membersOf) : membersOf(value),
    ),
  );
  return new Set(argumentNames(bodies));
}

function membersOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** The first change of the example that makes it fail, and not only unknown. */
function failingFlip(rule: Rule, example: Example): string | undefined {
  for (const { what, configuration } of flipsOf(example.configuration, argumentsThatMatter(rule)))
    if (fails(rule, { ...example, configuration })) return what;
  return undefined;
}

/** What cannot be loaded at all is no mutation. */
function fails(rule: Rule, example: Example): boolean {
  try {
    return runRule(rule, example).verdict === 'fail';
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

describe('a rule fails when one thing of its good example changes', () => {
  it.each(allRules().map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const flips = rule.examples.good.map((example) => failingFlip(rule, example)).filter((flip) => flip !== undefined);
    if (Object.hasOwn(BY_BAD_EXAMPLE, id)) {
      expect(flips).toEqual([]);
      expect(rule.examples.bad.map((example) => runRule(rule, example).verdict)).toContain('fail');
    } else expect(flips).not.toEqual([]);
  });

  it('lists rules that exist', () => {
    const ids = allRules().map(({ id }) => id);
    expect(Object.keys(BY_BAD_EXAMPLE).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
