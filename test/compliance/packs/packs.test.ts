import { allRules, packNames, packRules } from '../../../lib/compliance';
import { COVERED_PACKS, coverageOf } from '../../../lib/compliance/packs/coverage';
import type { CIS_RECOMMENDATIONS } from '../../../lib/compliance/packs/data/cis-recommendations';
import { RESILIENCE_RULES } from '../../../lib/compliance/packs/resilience';

const ids = allRules().map(({ id }) => id);

describe('packs', () => {
  it('have names of their own, and none is empty', () => {
    expect(new Set(packNames()).size).toBe(packNames().length);
    for (const name of packNames()) expect([name, packRules(name).size > 0]).toEqual([name, true]);
  });

  it('hold the rules that name a control of the standard', () => {
    const rule = allRules().find(({ id }) => id === 'rds-instance-storage-encrypted');
    expect(rule?.controls.fsbp).toContain('RDS.3');
    for (const pack of ['aws-fsbp', 'nist-800-53-r5', 'cis-aws-5.0.0', 'recommended', 'strict'])
      expect(packRules(pack).has('rds-instance-storage-encrypted')).toBe(true);
    expect(packRules('account-baseline').has('rds-instance-storage-encrypted')).toBe(false);
  });

  it('take controls of PCI DSS 4.0.1 only, not those of older versions', () => {
    const old = allRules().find(({ controls }) => controls.pciDss?.every((each) => each.startsWith('v3.')) === true);
    if (old !== undefined) expect(packRules('pci-dss-4.0.1').has(old.id)).toBe(false);
    for (const id of packRules('pci-dss-4.0.1').keys()) {
      const pci = allRules().find((rule) => rule.id === id)?.controls.pciDss ?? [];
      expect(pci.some((each) => each.startsWith('v4.0.1/'))).toBe(true);
    }
  });

  it('of resilience hold rules that exist', () => {
    expect(RESILIENCE_RULES.filter((id) => !ids.includes(id))).toEqual([]);
    expect([...RESILIENCE_RULES].sort()).toEqual(RESILIENCE_RULES);
  });
});

describe.each(COVERED_PACKS)('coverage of %s', (pack) => {
  const coverage = coverageOf(pack) ?? [];

  it('lists every recommendation once', () => {
    expect(new Set(coverage.map(({ id }) => id)).size).toBe(coverage.length);
    expect(coverage.length).toBeGreaterThan(50);
  });

  it('has a rule for what can be decided, and a reason for what cannot', () => {
    const open = coverage.filter(({ status }) => status === 'no rule').map(({ id }) => id);
    expect(open).toEqual([]);
    for (const { status, reason, rules } of coverage)
      if (status === 'not decidable') expect([reason?.length ?? 0, rules]).toEqual([expect.any(Number), []]);
  });

  it('knows every recommendation that a rule names', () => {
    const version = pack.replace('cis-aws-', '') as keyof typeof CIS_RECOMMENDATIONS;
    const known = new Set(coverage.map(({ id }) => id));
    const named = allRules().flatMap(({ controls }) => controls.cisAws?.[version] ?? []);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});

it('covers 58 of the 63 recommendations of CIS 5.0.0', () => {
  const coverage = coverageOf('cis-aws-5.0.0') ?? [];
  const open = coverage.filter(({ status }) => status === 'not decidable' || status === 'no rule');
  expect(coverage).toHaveLength(63);
  expect(open.map(({ id }) => id)).toEqual(['1.3', '1.4', '1.5', '1.6', '1.11']);
});

it('has no list for other packs', () => {
  expect(coverageOf('recommended')).toBeUndefined();
  expect(coverageOf('cis-aws-9.9.9')).toBeUndefined();
});
