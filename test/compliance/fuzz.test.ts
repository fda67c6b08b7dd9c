import fc from 'fast-check';
import { campaign } from '../../scripts/fuzz/campaign';
import { TARGETS } from '../../scripts/fuzz/targets';

/** A short run of `npm run fuzz`: the same inputs each time. */
const RUNS = 2_000;
const SEED = 20_261_122;

describe('random and hostile inputs', () => {
  it.each(TARGETS.map((target) => [target.name, target] as const))('%s: none throws, none is slow', (_name, target) => {
    const { inputs, failures } = campaign(target, RUNS * target.share, SEED);
    expect(failures).toEqual([]);
    expect(inputs).toBe(RUNS * target.share);
  });
});

describe('a campaign', () => {
  it('reports each way of failing once, with the smallest input and the rule', () => {
    const faulty = {
      name: 'faulty',
      share: 1,
      inputs: fc.nat({ max: 100_000 }),
      feed(input: unknown) {
        if (Number(input) > 50_000) throw new TypeError('too much');
        return Number(input) > 1_000 ? [{ rule: 'some-rule', stack: 'Error: too much for it' }] : [];
      },
    };
    const { failures, inputs } = campaign(faulty, 300, 1);
    expect(inputs).toBe(300);
    const byRule = new Map(failures.map((failure) => [failure.rule, failure]));
    expect(failures).toHaveLength(2);
    expect(byRule.get(undefined)).toMatchObject({ kind: 'throws', target: 'faulty', input: '50001' });
    expect(byRule.get('some-rule')).toMatchObject({ kind: 'throws', input: '1001', detail: 'Error: too much for it' });
    expect(byRule.get(undefined)?.count).toBeGreaterThan(1);
  });

  it('reports an input that takes more than a second', () => {
    const slow = {
      name: 'slow',
      share: 1,
      inputs: fc.constant('x'),
      feed() {
        const end = process.cpuUsage().user + 1_200_000;
        while (process.cpuUsage().user < end);
        return [];
      },
    };
    expect(campaign(slow, 1, 1).failures).toMatchObject([{ kind: 'slow', input: 'x', count: 1 }]);
  });
});
