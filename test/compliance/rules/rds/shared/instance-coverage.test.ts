import { loadJson } from '../../../../../lib/compliance';
import { coverageOf, covers } from '../../../../../lib/compliance/rules/rds/shared/instance-coverage';
import { blocks, type Attributes } from './configurations';

const coverage = (subnet: Attributes, association: Attributes) => {
  const { configuration } = loadJson(
    blocks({ 'aws_subnet.s': subnet, 'aws_route_table_association.a': association }, { locals: { keys: ['a', 'b'] } }),
  );
  const [block] = configuration.ofType('aws_route_table_association');
  const [target] = configuration.ofType('aws_subnet');
  if (block === undefined || target === undefined) throw new Error('the configuration lacks a block');
  const { indexes, isCertain } = coverageOf(block, 'subnet_id', target);
  return { indexes: indexes === undefined ? 'all' : [...indexes], isCertain };
};
const one = '${aws_subnet.s.id}';
const byKey = '${aws_subnet.s[each.key].id}';
const byIndex = '${aws_subnet.s[count.index].id}';
const unsure = { count: '${var.unset ? 1 : 0}' };

describe('coverageOf', () => {
  it.each<[string, Attributes, Attributes, string | string[], boolean]>([
    ['one block', {}, { subnet_id: one }, 'all', true],
    ['a block that may not be there', {}, { ...unsure, subnet_id: one }, 'all', false],
    ['both or neither', unsure, { ...unsure, subnet_id: '${aws_subnet.s[0].id}' }, ['0'], true],
    ['one instance', { count: 2 }, { subnet_id: '${aws_subnet.s[1].id}' }, ['1'], true],
    [
      'the same keys',
      { for_each: '${toset(local.keys)}' },
      { for_each: '${toset(local.keys)}', subnet_id: byKey },
      'all',
      true,
    ],
    ['fewer keys', { for_each: { a: 1, b: 2 } }, { for_each: ['a'], subnet_id: byKey }, ['a'], true],
    ['keys of a variable', { for_each: { a: 1, b: 2 } }, { for_each: '${var.unset}', subnet_id: byKey }, 'all', false],
    ['fewer by number', { count: 3 }, { count: 2, subnet_id: byIndex }, ['0', '1'], true],
    [
      'by element',
      { count: 3 },
      { count: 2, subnet_id: '${element(aws_subnet.s[*].id, count.index)}' },
      ['0', '1'],
      true,
    ],
    [
      'over the block itself',
      { count: 3 },
      { for_each: '${aws_subnet.s}', subnet_id: '${each.value.id}' },
      'all',
      true,
    ],
    ['one or another', {}, { subnet_id: '${var.unset ? aws_subnet.s.id : var.unset}' }, 'all', false],
  ])('%s', (_, subnet, association, indexes, isCertain) => {
    expect(coverage(subnet, association)).toEqual({ indexes, isCertain });
  });
});

describe('covers', () => {
  it('compares keys where both sides name one', () => {
    const coverageOfA = { indexes: new Set(['a']), isCertain: true };
    expect(covers(coverageOfA, 'a')).toBe(true);
    expect(covers(coverageOfA, 'b')).toBe(false);
    expect(covers(coverageOfA, undefined)).toBe(true);
    expect(covers({ indexes: undefined, isCertain: true }, 'b')).toBe(true);
  });
});
