import { loadJson } from '../../../../lib/compliance';
import { bucketCompanions, bucketsOf, strayOf } from '../../../../lib/compliance/reading/buckets/bucket-companions';

const TYPE = 'aws_s3_bucket_versioning';

function read(companions: Readonly<Record<string, object>>, attributes: object = { bucket: 'acme-b' }) {
  const { configuration } = loadJson({
    variable: { any: {} },
    resource: { aws_s3_bucket: { b: attributes, o: { bucket: 'acme-o' } }, [TYPE]: companions },
  });
  const bucket = configuration.block('aws_s3_bucket.b');
  if (bucket === undefined) throw new Error('the configuration lacks the bucket');
  const all = bucketCompanions(configuration, TYPE);
  return { configuration, bucket, all };
}

describe('bucketCompanions', () => {
  it('says which blocks complete a bucket of the configuration', () => {
    const { all, bucket, configuration } = read({
      linked: { bucket: '${aws_s3_bucket.b.id}' },
      literal: { bucket: 'acme-b' },
      chained: { bucket: '${aws_s3_bucket_versioning.linked.bucket}' },
      circular: { bucket: '${aws_s3_bucket_versioning.circular.bucket}' },
      other: { bucket: 'acme-z' },
      open: { bucket: '${var.any}' },
    });
    expect(all.of(bucket).map(({ block }) => block.name)).toEqual(['linked', 'literal', 'chained']);
    const isLinked = (name: string) =>
      configuration.ofType(TYPE).some((block) => block.name === name && all.isLinked(block));
    expect(['linked', 'literal', 'chained', 'circular', 'other', 'open'].filter(isLinked)).toEqual([
      'linked',
      'literal',
      'chained',
    ]);
    expect(all.strays.map(({ block }) => block.name)).toEqual(['circular', 'open']);
    expect(bucketsOf('acme-o', configuration).map(({ name }) => name)).toEqual(['o']);
  });

  it('keeps the pairs of instances through a block between', () => {
    const { all, bucket } = read(
      {
        each: { for_each: ['x', 'y'], bucket: '${aws_s3_bucket.b[each.key].id}' },
        one: { bucket: '${aws_s3_bucket_versioning.each["x"].bucket}' },
      },
      { for_each: ['x', 'y'], bucket: 'acme-${each.key}' },
    );
    const one = all.of(bucket).filter(({ block }) => block.name === 'one');
    expect(one.map(({ instances }) => [...(instances ?? [])])).toEqual([['x']]);
  });

  it('does not take two repetitions for one because their expressions are alike', () => {
    const { all, bucket } = read(
      { c: { for_each: ['x'], bucket: '${var.any}-${each.key}' } },
      { for_each: ['x', 'y'], bucket: '${var.any}-${each.key}' },
    );
    expect(all.of(bucket)).toEqual([]);
  });
});

describe('strayOf', () => {
  it.each([
    ['a variable', '${var.any}', true],
    ['a pattern that fits', 'acme-${var.any}', true],
    ['another pattern', '${var.any}-logs', false],
    ['the output of a module', '${module.m.bucket}', true],
    ['another resource', '${aws_s3_directory_bucket.d.bucket}', true],
    ['another stack', '${data.terraform_remote_state.s.outputs.b}', false],
  ])('%s', (_, value, expected) => {
    const { all, bucket } = read({ c: { bucket: value } });
    expect(strayOf(bucket, all)?.expression).toBe(expected ? value : undefined);
  });

  it('leaves out what does not count', () => {
    const { all, bucket } = read({ c: { bucket: '${var.any}' } });
    expect(strayOf(bucket, all, () => false)).toBeUndefined();
  });

  it('does not search very many blocks for every bucket', () => {
    const many = Array.from({ length: 300 }, (_, index) => [`c${String(index)}`, { bucket: '${var.any}-logs' }]);
    const { all, bucket } = read(Object.fromEntries(many) as Record<string, object>);
    expect(strayOf(bucket, all)?.expression).toBe('${var.any}-logs');
  });
});
