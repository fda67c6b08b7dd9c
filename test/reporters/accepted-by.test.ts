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

  it('takes a decision with an owner, a ticket or a date for one, whatever its reason says', () => {
    const reason = 'accepted at adoption by the team';
    expect(acceptedBy({ rule: 'r', reason })).toBe('baseline');
    expect(acceptedBy({ rule: 'r', reason, owner: 'o' })).toBe('suppression');
    expect(acceptedBy({ rule: 'r', reason, ticket: 't' })).toBe('suppression');
    expect(acceptedBy({ rule: 'r', reason, expires: '2027-01-31' })).toBe('suppression');
    expect(acceptedBy({ rule: 'r', reason: `it was ${reason}` })).toBe('suppression');
  });
});
