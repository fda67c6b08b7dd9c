import { allRules, type Example, type Rule, type Verdict } from '../../lib/compliance';
import { runRule } from '../../lib/testing/rule-tester';
import { respellingsOf } from './respellings';

/** Spellings that may leave open what the example decides. */
const MAY_BE_UNKNOWN: readonly string[] = ['text of a directive', 'values from for_each', 'values by count.index'];

/** Spellings of actions that say more than the action, or that no reader of names knows. */
const OTHER_ACTIONS: readonly string[] = ['actions by wildcards', 'actions in other letters'];

function verdictsOf(rule: Rule, examples: readonly Example[]): readonly { what: string; verdict: Verdict }[] {
  return examples.flatMap((example) =>
    respellingsOf(example.configuration).map(({ what, configuration }) => ({
      what: `${example.name}: ${what}`,
      verdict: runRule(rule, { ...example, configuration }).verdict,
    })),
  );
}

/** A metric filter whose pattern is not known is the filter of no rule. */
const isOpen = ({ id }: Rule, verdict: Verdict): boolean =>
  verdict === 'unknown' || (verdict === 'notApplicable' && id.startsWith('metric-filter-'));

const isOneOf = (spellings: readonly string[], what: string): boolean =>
  spellings.some((spelling) => what.endsWith(`: ${spelling}`));

describe.each(allRules().map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  it('fails on a bad example however it is spelled', () => {
    const others = verdictsOf(rule, rule.examples.bad).filter(
      ({ what, verdict }) => verdict !== 'fail' && !(isOpen(rule, verdict) && isOneOf(MAY_BE_UNKNOWN, what)),
    );
    expect(others).toEqual([]);
  });

  it('fails on no good example, however it is spelled', () => {
    const others = verdictsOf(rule, rule.examples.good).filter(
      ({ what, verdict }) => verdict === 'fail' && !isOneOf(OTHER_ACTIONS, what),
    );
    expect(others).toEqual([]);
  });
});
