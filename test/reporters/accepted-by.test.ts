import { acceptBaseline } from '../../lib/compliance/engine/baseline';
import { acceptedBy, isBaselined } from '../../lib/reporters/accepted-by';
import { EVERY_STATE } from './assessment-fixture';

describe('acceptedBy', () => {
  it('knows what the engine accepts by a baseline', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const { id, rule, severity, address, path } = first;
    const baseline = { file: 'any.json', entries: [{ id, rule, severity, address, path }] };
    const { findings } = acceptBaseline([first], baseline);
    expect(findings.map(isBaselined)).toEqual([true]);
    expect(isBaselined(first)).toBe(false);
  });

  it('takes a decision of a construct or of the settings for one, whatever its reason says', () => {
    const reason = 'accepted at adoption by the team';
    expect(acceptedBy({ origin: 'construct', rule: 'r', reason })).toBe('suppression');
    expect(acceptedBy({ origin: 'settings', rule: 'r', reason })).toBe('suppression');
    expect(acceptedBy({ origin: 'baseline', rule: 'r', reason })).toBe('baseline');
  });
});
