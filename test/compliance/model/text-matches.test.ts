import { loadJson } from '../../../lib/compliance';

const HINT = /needle|eye/;

function mayContain(json: string | Record<string, unknown>, address: string): boolean | undefined {
  const { configuration } = loadJson(json);
  const block = configuration.block(address);
  return block && configuration.mayContain(block, HINT);
}

function withBodies(bodies: Record<string, unknown>): string {
  return JSON.stringify({ resource: { t: bodies }, output: { o: { value: 'x' } } }, null, 2);
}

describe('mayContain', () => {
  it('tells a block that holds a match from those before and behind it', () => {
    const text = withBodies({ a: { x: 'hay' }, b: { deep: [{ x: 'a needle' }] }, c: { x: 'hay' } });
    expect(mayContain(text, 't.a')).toBe(false);
    expect(mayContain(text, 't.b')).toBe(true);
    expect(mayContain(text, 't.c')).toBe(false);
    expect(mayContain(text, 'output.o')).toBe(false);
  });

  it('sees keys as well as values', () => {
    expect(mayContain(withBodies({ a: { eye: 1 } }), 't.a')).toBe(true);
  });

  it('does not trust a text with escaped characters', () => {
    const text = String.raw`{"resource":{"t":{"a":{"x":"\u006eeedle"},"b":{"x":"hay"}}}}`;
    expect(mayContain(text, 't.a')).toBe(true);
    expect(mayContain(text, 't.b')).toBe(false);
  });

  it('cannot tell of what never was text', () => {
    expect(mayContain({ resource: { t: { a: { x: 'hay' } } } }, 't.a')).toBe(true);
  });
});
