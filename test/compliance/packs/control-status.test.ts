import type { AssessedRule } from '../../../lib/compliance/engine/assessment';
import { Statuses } from '../../../lib/compliance/packs/control-status';
import type { Coverage, CoverageStatus } from '../../../lib/compliance/packs/coverage';

function ran(id: string, counts: Partial<AssessedRule>): AssessedRule {
  const texts = { severity: 'high', title: '', why: '', remediation: '', controls: {}, equivalents: {} } as const;
  return { id, ...texts, pass: 0, fail: 0, unknown: 0, suppressed: 0, ...counts };
}

function covered(status: CoverageStatus): Coverage {
  return { id: '1.1', topic: '', level: 1, reason: undefined, status, rules: [] };
}

const threw = { rule: 'broken', file: '', address: '', message: '', stack: undefined };

describe('Statuses', () => {
  it.each([
    [{}, 'notEvaluated'],
    [{ pass: 2 }, 'pass'],
    [{ pass: 2, suppressed: 1 }, 'suppressed'],
    [{ pass: 2, suppressed: 1, unknown: 1 }, 'unknown'],
    [{ pass: 2, suppressed: 1, unknown: 1, fail: 1 }, 'fail'],
  ])('of a rule with %p is %s', (counts, status) => {
    expect(new Statuses({ rules: [ran('a', counts)], errors: [] }).ofRule('a')).toBe(status);
  });

  it('never passes a rule that threw, nor one that did not run', () => {
    const statuses = new Statuses({ rules: [ran('broken', { pass: 3 })], errors: [threw] });
    expect(statuses.ofRule('broken')).toBe('unknown');
    expect(statuses.ofRule('absent')).toBe('notEvaluated');
  });

  it('passes a control in part where a rule of it did not run, or rules decide a part of it', () => {
    const statuses = new Statuses({ rules: [ran('a', { pass: 1 }), ran('b', {})], errors: [] });
    expect(statuses.ofControl({ rules: ['a', 'b'], coverage: undefined })).toBe('pass');
    expect(statuses.ofControl({ rules: ['a', 'c'], coverage: undefined })).toBe('partly');
    expect(statuses.ofControl({ rules: ['a'], coverage: covered('decided') })).toBe('pass');
    expect(statuses.ofControl({ rules: ['a'], coverage: covered('partly') })).toBe('partly');
    expect(statuses.ofControl({ rules: ['a'], coverage: covered('baseline only') })).toBe('partly');
    expect(statuses.ofControl({ rules: [], coverage: covered('not decidable') })).toBe('notEvaluated');
  });

  it('takes the worst of the rules of a control', () => {
    const statuses = new Statuses({ rules: [ran('a', { pass: 1 }), ran('b', { fail: 1 })], errors: [threw] });
    expect(statuses.ofControl({ rules: ['a', 'b', 'broken'], coverage: undefined })).toBe('fail');
    expect(statuses.ofControl({ rules: ['a', 'broken'], coverage: undefined })).toBe('unknown');
  });
});
