import { loadJson } from '../../../../../lib/compliance';
import { linkedBlocks } from '../../../../../lib/compliance/rules/rds/shared/linked-blocks';
import { blocks } from './configurations';

const { configuration } = loadJson(blocks({ 'aws_subnet.a': {}, 'aws_subnet.b': { count: 2 }, 'aws_vpc.v': {} }));
const read = (raw: unknown) => {
  const { found, isChoice, open } = linkedBlocks(configuration, configuration.resolve(raw), ['aws_subnet']);
  return {
    found: found.map(({ block, index }) => (index === undefined ? block.name : `${block.name}/${index}`)),
    isChoice,
    isOpen: open !== undefined,
  };
};

describe('linkedBlocks', () => {
  it.each([
    ['${aws_subnet.a.id}', ['a'], false, false],
    ['${aws_subnet.b[1].id}', ['b/1'], false, false],
    ['${aws_subnet.b[*].id}', ['b'], false, false],
    ['${aws_subnet.b[var.unset].id}', ['b'], false, false],
    ['${concat(aws_subnet.b[*].id, [aws_subnet.a.id])}', ['b', 'a'], false, false],
    ['${concat(aws_subnet.b[*].id, var.unset)}', ['b'], false, true],
    ['${var.unset ? aws_subnet.a.id : null}', ['a'], true, true],
    ['${coalesce(aws_subnet.a.id, aws_subnet.b[0].id)}', ['a', 'b/0'], true, false],
    ['arn:${var.unset}:subnet/${aws_subnet.a.id}', ['a'], false, false],
    ['${aws_vpc.v.id}', [], false, true],
    ['subnet-1', [], false, true],
  ])('of %s finds %j', (raw, found, isChoice, isOpen) => {
    expect(read(raw)).toEqual({ found, isChoice, isOpen });
  });
});
