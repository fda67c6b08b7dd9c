import { loadJson } from '../../../../lib/compliance/model/load';
import { Unknown } from '../../../../lib/compliance/model/value';
import { findTag, readTagMap } from '../../../../lib/compliance/reading/tags/tag-layers';

const { configuration } = loadJson({
  locals: { known: { Owner: 'local', Team: 'local' }, merged: '${merge(var.a, { Owner = "merged" })}' },
});
const layers = (raw: unknown) => readTagMap(configuration.resolve(raw), configuration);
const owner = (raw: unknown) => findTag(layers(raw), 'Owner');

describe('findTag', () => {
  it('finds what a map spells out', () => {
    expect(owner({ Owner: 'a' })).toEqual({ key: 'Owner', value: 'a', hidden: undefined });
  });

  it('takes the last argument of merge that has the key', () => {
    expect(owner('${merge(local.known, { Owner = "b" })}').value).toBe('b');
    expect(owner('${merge(var.x, { Owner = "b" }, { Team = "c" })}')).toMatchObject({ value: 'b', hidden: undefined });
  });

  it('says what may override a value', () => {
    const { value, hidden } = owner('${merge({ Owner = "b" }, var.x)}');
    expect(value).toBe('b');
    expect(hidden?.expression).toBe('${var.x}');
  });

  it('says what may hold a key that is not spelt out', () => {
    const found = findTag(layers('${merge(var.x, { Owner = "b" })}'), 'Team');
    expect(found.value).toBeUndefined();
    expect(found.hidden).toBeInstanceOf(Unknown);
  });

  it('follows locals and nested calls', () => {
    expect(owner('${local.merged}').value).toBe('merged');
    expect(owner('${merge(local.merged, { Team = "x" })}').value).toBe('merged');
    expect(owner('${tomap(merge(var.x, local.known))}').value).toBe('local');
  });

  it('reads a list that is spread', () => {
    expect(owner('${merge([{ Owner = "a" }, { Owner = var.o }]...)}').value).toBeInstanceOf(Unknown);
    expect(owner('${merge(var.maps...)}')).toMatchObject({ value: undefined, hidden: expect.any(Unknown) as Unknown });
  });

  it('ends where a local refers to itself', () => {
    const circle = loadJson({
      locals: { a: '${merge(local.b, { Owner = "a" })}', b: '${merge(local.a, { Team = "b" })}' },
    }).configuration;
    const found = readTagMap(circle.resolve('${local.a}'), circle);
    expect(findTag(found, 'Owner').value).toBe('a');
    expect(findTag(found, 'Project').hidden).toBeInstanceOf(Unknown);
  });

  it('ends where maps are merged with themselves again and again', () => {
    const locals: Record<string, string> = { m0: '${merge(var.x, { Owner = "a" })}' };
    for (let level = 1; level <= 40; level += 1)
      locals[`m${String(level)}`] = `\${merge(local.m${String(level - 1)}, local.m${String(level - 1)})}`;
    const doubled = loadJson({ locals }).configuration;
    const found = readTagMap(doubled.resolve('${local.m40}'), doubled);
    expect(findTag(found, 'Team').hidden).toBeInstanceOf(Unknown);
  });

  it('takes no branch of a condition for certain', () => {
    expect(owner('${var.x ? { Owner = "a" } : {}}')).toMatchObject({
      value: undefined,
      hidden: expect.any(Unknown) as Unknown,
    });
  });

  it('leaves out null, and everything that is no map', () => {
    expect(owner({ Owner: null })).toEqual({ key: 'Owner', value: undefined, hidden: undefined });
    expect(layers([{ Owner: 'a' }])).toEqual([]);
    expect(layers('Owner')).toEqual([]);
    expect(layers(null)).toEqual([]);
  });

  it('finds own keys only', () => {
    expect(findTag(layers({ Owner: 'a' }), '__proto__').value).toBeUndefined();
    expect(findTag(layers(JSON.parse('{ "__proto__": "a" }')), '__proto__').value).toBe('a');
  });

  it('compares letter case unless told not to', () => {
    expect(findTag(layers({ owner: 'a' }), 'Owner').value).toBeUndefined();
    expect(findTag(layers({ owner: 'a' }), 'Owner', true)).toMatchObject({ key: 'owner', value: 'a' });
  });
});
