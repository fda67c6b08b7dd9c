import { loadJson } from '../../../lib/compliance';
import { isUnknown } from '../../../lib/compliance/model/value';

describe('a large table that many resources read from', () => {
  it('is walked once', () => {
    const table = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${String(index)}`, 'v']));
    const { configuration } = loadJson({ locals: { table }, variable: { key: {} } }, 'test');
    const started = performance.now();
    for (let index = 0; index < 2_000; index += 1)
      expect(isUnknown(configuration.resolve(`\${lookup(local.table, "\${var.key}-${String(index)}")}`))).toBe(true);
    expect(performance.now() - started).toBeLessThan(3_000);
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
