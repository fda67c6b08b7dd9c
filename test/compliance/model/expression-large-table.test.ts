import { loadJson } from '../../../lib/compliance';
import { isUnknown } from '../../../lib/compliance/model/value';
import { cpuRatio } from '../../support/cpu-growth';

describe('a large table that many resources read from', () => {
  it('is walked once', () => {
    const lookups = (entries: number) => {
      const table = Object.fromEntries(Array.from({ length: entries }, (_, index) => [`k${String(index)}`, 'v']));
      const { configuration } = loadJson({ locals: { table }, variable: { key: {} } }, 'test');
      return () => {
        const values = Array.from({ length: 2_000 }, (_, index) =>
          configuration.resolve(`\${lookup(local.table, "\${var.key}-${String(index)}")}`),
        );
        expect(values.every(isUnknown)).toBe(true);
      };
    };
    expect(cpuRatio(lookups(10), lookups(20_000))).toBeLessThan(20);
  });

  it('keeps what it refers to', () => {
    const { configuration } = loadJson(
      { locals: { table: { a: ['x', { b: '${aws_vpc.v.id}' }] }, variable: { key: {} } } },
      'test',
    );
    for (const name of ['first', 'second']) {
      const value = configuration.resolve(`\${lookup(local.table, var.${name})}`);
      expect(isUnknown(value) && value.references.map(({ address }) => address)).toEqual(['aws_vpc.v', `var.${name}`]);
    }
  });
});
