import { loadJson } from '../../../lib/compliance/model/load';
import { Unknown } from '../../../lib/compliance/model/value';
import type { Region } from '../../../lib/compliance/reading/region';
import { regionalSettings, settingIn } from '../../../lib/compliance/reading/regional-settings';

const TYPE = 'aws_ebs_encryption_by_default';
const load = (settings: Record<string, object>) =>
  loadJson({ provider: { aws: { region: 'eu-west-1' } }, resource: { [TYPE]: settings } }, 'test').configuration;
const find = (settings: Record<string, object>, name = 'eu-west-1'): unknown => {
  const configuration = load(settings);
  const account = regionalSettings(load({ a: {} }), TYPE)[0]?.region.account ?? '';
  const region: Region = { name, known: true, account };
  const found = settingIn(configuration, TYPE, region);
  // The second answer comes from the cache.
  expect(settingIn(configuration, TYPE, region)).toBe(found);
  return found instanceof Unknown ? found : found?.get('enabled');
};

describe('settingIn', () => {
  it('finds the setting of a region', () => {
    expect(find({ here: { enabled: true }, there: { region: 'us-east-1', enabled: false } })).toBe(true);
    expect(find({ here: { enabled: true }, there: { region: 'us-east-1', enabled: false } }, 'us-east-1')).toBe(false);
    expect(find({ there: { region: 'us-east-1' } })).toBeUndefined();
  });

  it('reads every instance of for_each', () => {
    const each = {
      for_each: { 'eu-west-1': true, 'us-east-1': false },
      region: '${each.key}',
      enabled: '${each.value}',
    };
    expect(find({ each })).toBe(true);
    expect(find({ each }, 'us-east-1')).toBe(false);
  });

  it('prefers a setting that is certain', () => {
    expect(find({ perhaps: { count: '${var.n}' } })).toBeInstanceOf(Unknown);
    expect(find({ perhaps: { count: '${var.n}' }, sure: { enabled: true } })).toBe(true);
    expect(find({ somewhere: { region: '${var.r}' } })).toBeInstanceOf(Unknown);
  });
});

it('lists the settings of a type', () => {
  expect(regionalSettings(load({ a: {}, b: { for_each: ['x', 'y'], region: '${each.value}' } }), TYPE)).toHaveLength(3);
  expect(regionalSettings(load({ a: {} }), 'aws_other')).toEqual([]);
});
