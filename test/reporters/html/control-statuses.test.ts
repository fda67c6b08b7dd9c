import type { AssessedRule } from '../../../lib/compliance/engine/assessment';
import { allRules } from '../../../lib/compliance/engine/registry';
import { controlResults, type ControlResult } from '../../../lib/reporters/html/control-statuses';
import { packResults } from '../../../lib/reporters/html/pack-results';
import { packRules } from '../../../lib/compliance/packs';
import { CLEAN } from '../assessment-fixture';

const FSBP = 'AWS Foundational Security Best Practices';
const NONE = { pass: 0, fail: 0, unknown: 0, suppressed: 0 };

function ran(
  id: string,
  counts: Partial<typeof NONE>,
  controls: AssessedRule['controls'] = { fsbp: ['Own.1'] },
): AssessedRule {
  return { id, severity: 'high', title: id, why: '', remediation: '', controls, equivalents: {}, ...NONE, ...counts };
}

function threw(rule: string) {
  return { rule, file: 'f', address: 'a', message: 'm', stack: undefined };
}

function control(
  rules: readonly AssessedRule[],
  id = 'Own.1',
  title = FSBP,
  errors: readonly string[] = [],
): ControlResult | undefined {
  return controlResults({ ...CLEAN, rules, errors: errors.map(threw) })
    .find((framework) => framework.title === title)
    ?.controls.find((each) => each.id === id);
}

describe('controlResults', () => {
  it.each([
    ['fail', [{ pass: 3 }, { fail: 1, unknown: 1, suppressed: 1 }]],
    ['unknown', [{ pass: 3 }, { unknown: 1, suppressed: 1 }]],
    ['suppressed', [{ pass: 3 }, { suppressed: 1 }]],
    ['pass', [{ pass: 3 }, { pass: 1 }]],
    ['pass', [{ pass: 3 }, {}]],
    ['notEvaluated', [{}, {}]],
  ])('%s for the rules %j', (status, counts) => {
    const rules = counts.map((count, index) => ran(`own-${String(index)}`, count));
    expect(control(rules)).toEqual({ id: 'Own.1', status, topic: '', note: '', rules: ['own-0', 'own-1'] });
  });

  it('never passes a control with a rule that threw', () => {
    const result = control([ran('own-0', { pass: 3 }), ran('own-1', { pass: 1 })], 'Own.1', FSBP, ['own-1']);
    expect(result).toMatchObject({ status: 'unknown', note: '1 of 2 rules threw' });
    expect(control([ran('own-0', {})], 'Own.1', FSBP, ['own-0'])?.status).toBe('unknown');
  });

  it('passes a control only partly when a rule of it did not run', () => {
    const [first, ...others] = allRules().filter(({ controls }) => controls.soc2?.includes('CC6.1') === true);
    if (first === undefined) throw new Error('no rule supports CC6.1');
    expect(others.length).toBeGreaterThan(0);
    const result = control([ran(first.id, { pass: 2 }, first.controls)], 'CC6.1', 'SOC 2 trust services criteria');
    expect(result).toMatchObject({
      status: 'partly',
      note: `${String(others.length)} of ${String(others.length + 1)} rules did not run`,
    });
    const all = [first, ...others].map(({ id, controls }) => ran(id, { pass: 1 }, controls));
    expect(control(all, 'CC6.1', 'SOC 2 trust services criteria')).toMatchObject({ status: 'pass', note: '' });
  });

  it('lists what a benchmark asks for though no rule decides it, and does not pass what rules decide in part', () => {
    const [cis] = controlResults({
      ...CLEAN,
      rules: allRules().map(({ id, controls }) => ran(id, { pass: 1 }, controls)),
    });
    expect(cis?.title).toBe('CIS AWS Foundations Benchmark 5.0.0');
    const withoutRules = cis?.controls.filter(({ rules }) => rules.length === 0) ?? [];
    expect(withoutRules.length).toBeGreaterThan(0);
    for (const { status, note } of withoutRules) {
      expect(status).toBe('notEvaluated');
      expect(note).not.toBe('');
    }
    for (const { status, note } of cis?.controls ?? []) expect(status === 'pass').toBe(note === '');
    expect(cis?.controls.some(({ status }) => status === 'pass')).toBe(true);
  });

  it('orders controls as people count, and leaves other versions of PCI DSS out', () => {
    const controls = {
      nist80053r5: ['AC-10', 'AC-2(12)', 'AC-2', 'AC-2(3)'],
      pciDss: ['v4.0.1/10.2.1', 'v3.2.1/10.2.1', 'v4.0.1/2.2.7'],
    };
    const results = controlResults({ ...CLEAN, rules: [ran('own', { pass: 1 }, controls)] });
    const ids = (title: string) =>
      results
        .find((each) => each.title === title)
        ?.controls.filter(({ rules }) => rules.includes('own'))
        .map(({ id }) => id);
    expect(ids('NIST SP 800-53 revision 5')).toEqual(['AC-2', 'AC-2(3)', 'AC-2(12)', 'AC-10']);
    expect(ids('PCI DSS 4.0.1')).toEqual(['2.2.7', '10.2.1']);
  });

  it('takes ids that every object has', () => {
    const id = '__proto__';
    expect(control([ran('constructor', { fail: 1 }, { fsbp: [id] })], id)).toMatchObject({
      id,
      status: 'fail',
      rules: ['constructor'],
    });
  });
});

describe('packResults', () => {
  it('counts rules of a pack once, at the worst that they found', () => {
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = packRules('resilience').keys();
    const rules = [
      ran(a, { fail: 2, unknown: 1, pass: 1 }),
      ran(b, { unknown: 1, pass: 5 }),
      ran(c, { suppressed: 1, pass: 1 }),
      ran(d, { pass: 4 }),
      ran(e, {}),
      ran(f, { pass: 1 }),
      ran('not-in-the-pack', { fail: 1 }),
    ];
    const pack = packResults({ ...CLEAN, rules, errors: [threw(f)] }).find(({ name }) => name === 'resilience');
    expect(pack).toEqual({
      name: 'resilience',
      title: 'Backups, standbys, and protection from deletion',
      rules: packRules('resilience').size,
      ...{ ran: 6, fail: 1, unknown: 2, suppressed: 1, pass: 1, notEvaluated: 1 },
    });
  });
});
