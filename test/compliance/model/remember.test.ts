import { remember } from '../../../lib/compliance/model/remember';

describe('remember', () => {
  const count = (): { calls: number; shout: (text: string) => string } => {
    const counter = { calls: 0, shout: (text: string) => text };
    counter.shout = remember((text) => {
      counter.calls += 1;
      return text.toUpperCase();
    });
    return counter;
  };

  it('works once for a text and gives the same result again', () => {
    const counter = count();
    expect([counter.shout('a'), counter.shout('b'), counter.shout('a')]).toEqual(['A', 'B', 'A']);
    expect(counter.calls).toBe(2);
  });

  it('does not keep long texts, nor more texts than memory is worth', () => {
    const counter = count();
    const long = 'x'.repeat(301);
    counter.shout(long);
    counter.shout(long);
    expect(counter.calls).toBe(2);
    for (let index = 0; index < 20_000; index += 1) counter.shout(String(index));
    counter.shout('0');
    counter.shout('one more');
    const before = counter.calls;
    counter.shout('0');
    expect(counter.calls).toBe(before + 1);
  });
});
