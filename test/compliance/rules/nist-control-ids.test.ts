import { allRules } from '../../../lib/compliance';

const ids = allRules().flatMap(({ id, controls }) =>
  (controls.nist80053r5 ?? []).map((control) => [control, id] as const),
);

it.each([...new Map(ids)])('%s is spelled as NIST SP 800-53 spells it (%s)', (control) => {
  // A control, an enhancement of it, or a part of either: AC-2, AC-2(1), CM-5(1)(a), AC-3(3)(b)(2).
  expect(control).toMatch(/^[A-Z]{2}-[1-9]\d?(?:\([1-9]\d?\))?(?:\([a-z]\)(?:\([1-9]\))?)?$/);
});

it('has every control of a rule once', () => {
  for (const { controls } of allRules()) {
    const own = controls.nist80053r5 ?? [];
    expect(own).toEqual([...new Set(own)]);
  }
});
