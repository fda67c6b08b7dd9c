import { allRules } from '../../../lib/compliance/engine/registry';
import { packNames, packRules } from '../../../lib/compliance/packs';
import { standardControls } from '../../../lib/compliance/packs/standard-controls';
import { STANDARDS } from '../../../lib/compliance/packs/standards';

/** Packs that are no standard: they have no controls of their own. */
const OWN_PACKS = ['recommended', 'strict', 'account-baseline', 'resilience'];

describe('STANDARDS', () => {
  it('has every pack that stands for one', () => {
    const standards = STANDARDS.map(({ pack }) => pack);
    expect(packNames().filter((name) => !OWN_PACKS.includes(name))).toEqual(standards);
  });

  it.each(STANDARDS)('$pack has the controls of the rules of its pack, and no others', (standard) => {
    const controls = standardControls(standard);
    const rules = new Set(controls.flatMap(({ rules: ids }) => ids));
    expect([...rules].sort()).toEqual([...packRules(standard.pack).keys()].sort());
    expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
    for (const { id: control, rules: ids } of controls) {
      const naming = allRules().filter((rule) => standard.controlsOf(rule.controls).includes(control));
      expect(ids).toEqual(naming.map(({ id }) => id));
    }
  });

  it('lists controls by number', () => {
    const fsbp = STANDARDS.find(({ pack }) => pack === 'aws-fsbp');
    const rds = (fsbp === undefined ? [] : standardControls(fsbp))
      .map(({ id }) => id)
      .filter((id) => id.startsWith('RDS.'));
    const numbers = rds.map((id) => Number(id.slice('RDS.'.length)));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
  });
});
