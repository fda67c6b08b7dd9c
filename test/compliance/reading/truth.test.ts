import { Unknown } from '../../../lib/compliance';
import { both, either, every, not, some, type Truth } from '../../../lib/compliance/reading/truth';

const hidden = new Unknown('${var.x}');
const same = (truth: Truth): Truth => truth;

describe('three-valued logic', () => {
  it('lets one true decide an or', () => {
    expect(some([false, hidden, true], same)).toBe(true);
    expect(some([false, hidden], same)).toBe(hidden);
    expect(some([false], same)).toBe(false);
    expect(some([], same)).toBe(false);
    expect(some(undefined, same)).toBe(false);
    expect(either(hidden, true)).toBe(true);
  });

  it('lets one false decide an and', () => {
    expect(every([true, hidden, false], same)).toBe(false);
    expect(every([true, hidden], same)).toBe(hidden);
    expect(every([], same)).toBe(true);
    expect(both(true, hidden)).toBe(hidden);
    expect(both(hidden, false)).toBe(false);
  });

  it('keeps an unknown unknown', () => {
    expect(not(hidden)).toBe(hidden);
    expect(not(true)).toBe(false);
  });
});
