import { loadJson } from '../../../lib/compliance/model/load';
import { isUnknown } from '../../../lib/compliance/model/value';

describe('resolve with an iteration', () => {
  const { configuration } = loadJson(
    {
      resource: { aws_x: { y: { cidr: '${each.value.cidr}', name: '${each.key}-${var.n}' } } },
      variable: { n: { default: 'n' } },
    },
    'test',
  );
  const each = { key: 'a', value: { cidr: '10.0.0.0/8' } };

  it('reads each.key and each.value', () => {
    expect(configuration.resolve({ cidr: '${each.value.cidr}', name: '${each.key}-${var.n}' }, each)).toEqual({
      cidr: '10.0.0.0/8',
      name: 'a-n',
    });
  });

  it('leaves them unknown without one', () => {
    expect(isUnknown(configuration.resolve('${each.value.cidr}'))).toBe(true);
    expect(isUnknown(configuration.block('aws_x.y')?.get('cidr'))).toBe(true);
  });
});
