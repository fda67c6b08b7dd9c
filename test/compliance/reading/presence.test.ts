import { loadJson } from '../../../lib/compliance';
import { isUnknown } from '../../../lib/compliance/model/value';
import { presence } from '../../../lib/compliance/reading/presence';
import { blocks } from '../rules/rds/shared/configurations';

const { configuration } = loadJson(blocks({ 'aws_kms_key.k': {} }));
const of = (raw: unknown) => presence(configuration.resolve(raw));

describe('presence', () => {
  it.each([null, '', '${var.nothing}'])('%s is absent', (raw) => {
    expect(of(raw)).toBe('absent');
  });

  it.each(['x', 0, false, '${aws_kms_key.k.arn}', '${data.aws_vpc.v.id}', 'x-${var.unset}'])('%s is set', (raw) => {
    expect(of(raw)).toBe('set');
  });

  it.each(['${var.unset}', '${module.m.out}', '${local.missing}', '${each.value}', '${var.unset ? "a" : null}'])(
    '%s is not known',
    (raw) => {
      expect(isUnknown(of(raw))).toBe(true);
    },
  );
});
