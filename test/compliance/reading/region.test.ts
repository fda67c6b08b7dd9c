import { loadJson } from '../../../lib/compliance/model/load';
import { Unknown } from '../../../lib/compliance/model/value';
import { isSameRegion, keyOf, providerRegions, regionOf, type Region } from '../../../lib/compliance/reading/region';

const regionsOf = (provider: unknown, resources: Record<string, object>): Record<string, Region> => {
  const { configuration } = loadJson({ provider: { aws: provider }, resource: { aws_instance: resources } }, 'test');
  return Object.fromEntries(configuration.ofType('aws_instance').map((block) => [block.name, regionOf(block)]));
};

function region(name: string, account = '', known = true): Region {
  return { name, account, known };
}

describe('regionOf', () => {
  it('takes the argument of the block, else the region of its provider, else the provider', () => {
    const found = regionsOf([{ region: 'eu-west-1' }, { alias: 'us' }], {
      own: { region: 'us-east-2' },
      main: {},
      us: { provider: 'aws.us' },
      null: { region: null },
      hidden: { region: '${var.region}' },
    });
    expect(found.own).toMatchObject({ name: 'us-east-2', known: true });
    expect(found.main).toMatchObject({ name: 'eu-west-1', known: true });
    expect(found.null).toMatchObject({ name: 'eu-west-1', known: true });
    expect(found.us).toMatchObject({ name: 'provider.aws.us', known: false });
    expect(found.hidden).toMatchObject({ name: '${var.region}', known: false });
  });

  it('tells accounts apart', () => {
    const found = regionsOf([{ region: 'eu-west-1' }, { alias: 'b', region: 'eu-west-1', profile: 'b' }], {
      main: {},
      other: { provider: 'aws.b' },
    });
    expect(found.main?.name).toBe(found.other?.name);
    expect(found.main?.account).not.toBe(found.other?.account);
  });
});

describe('isSameRegion', () => {
  it('compares names where both are known', () => {
    expect(isSameRegion(region('eu-west-1'), region('eu-west-1'))).toBe(true);
    expect(isSameRegion(region('eu-west-1'), region('us-east-1'))).toBe(false);
  });

  it('does not know where a name, or the account, is hidden', () => {
    expect(isSameRegion(region('${var.a}', '', false), region('eu-west-1'))).toBeInstanceOf(Unknown);
    expect(isSameRegion(region('${var.a}', '', false), region('${var.a}', '', false))).toBe(true);
    expect(isSameRegion(region('eu-west-1', 'a'), region('eu-west-1', 'b'))).toBeInstanceOf(Unknown);
    expect(isSameRegion(region('eu-west-1', 'a'), region('us-east-1', 'b'))).toBe(false);
  });
});

describe('providerRegions', () => {
  const of = (value: Record<string, unknown>): readonly string[] =>
    providerRegions(loadJson({ resource: {}, ...value }, 'test').configuration).map(({ name }) => name);

  it('names each region once', () => {
    const aws = [
      { region: 'eu-west-1' },
      { alias: 'again', region: 'eu-west-1' },
      { alias: 'us', region: 'us-east-1' },
    ];
    expect(of({ provider: { aws } })).toEqual(['eu-west-1', 'us-east-1']);
  });

  it('names the default provider where none is written', () => {
    expect(of({})).toEqual(['provider.aws']);
  });
});

it('has keys that tell region and account apart', () => {
  expect(keyOf(region('a', 'b'))).not.toBe(keyOf(region('ab')));
});
