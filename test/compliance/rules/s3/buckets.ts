import type { ExampleConfiguration } from '../../../../lib/compliance';
import { resources } from '../resource';

type Attributes = Readonly<Record<string, unknown>>;

export const BUCKET = 'aws_s3_bucket.b';
export const LINKED = { bucket: '${aws_s3_bucket.b.id}' };

/** A bucket `b` with blocks that complete it, by address; variables `unset` and `all` have no default. */
export function bucket(
  others: Readonly<Record<string, Attributes>> = {},
  attributes: Attributes = { bucket: 'acme-b' },
  rest: ExampleConfiguration = {},
): ExampleConfiguration {
  return resources({ [BUCKET]: attributes, ...others }, { variable: { unset: {}, all: {} }, ...rest });
}

/** A bucket completed by one block of a type. */
export function completedBy(type: string, attributes: Attributes, of: Attributes = LINKED): ExampleConfiguration {
  return bucket({ [`${type}.c`]: { ...of, ...attributes } });
}

/** Ways to complete a bucket that all work, or do not, by what the block says. */
export function links(
  type: string,
  attributes: Attributes,
): readonly { name: string; configuration: ExampleConfiguration }[] {
  const complete = (of: Attributes): ExampleConfiguration => completedBy(type, attributes, of);
  return [
    { name: 'by its id', configuration: complete(LINKED) },
    { name: 'by its name', configuration: complete({ bucket: '${aws_s3_bucket.b.bucket}' }) },
    { name: 'by its literal name', configuration: complete({ bucket: 'acme-b' }) },
    {
      name: 'through a block that completes it',
      configuration: bucket({
        [`${type}.c`]: { bucket: '${aws_s3_bucket_accelerate_configuration.a.bucket}', ...attributes },
        'aws_s3_bucket_accelerate_configuration.a': LINKED,
      }),
    },
    {
      name: 'through the bucket that is looked up',
      configuration: bucket({
        [`${type}.c`]: { bucket: '${data.aws_s3_bucket.d.id}', ...attributes },
        'data.aws_s3_bucket.d': LINKED,
      }),
    },
    {
      name: 'by the variable that names both',
      configuration: bucket({ [`${type}.c`]: { bucket: '${var.unset}', ...attributes } }, { bucket: '${var.unset}' }),
    },
    {
      name: 'pairwise',
      configuration: bucket(
        { [`${type}.c`]: { for_each: ['x', 'y'], bucket: '${aws_s3_bucket.b[each.key].id}', ...attributes } },
        { for_each: ['x', 'y'], bucket: 'acme-${each.key}' },
      ),
    },
    {
      name: 'by the names of the instances',
      configuration: bucket(
        { [`${type}.c`]: { for_each: ['acme-x', 'acme-y'], bucket: '${each.value}', ...attributes } },
        { for_each: ['acme-x', 'acme-y'], bucket: '${each.value}' },
      ),
    },
    {
      name: 'by the buckets themselves',
      configuration: bucket(
        { [`${type}.c`]: { for_each: '${aws_s3_bucket.b}', bucket: '${each.value.id}', ...attributes } },
        { for_each: ['x', 'y'], bucket: 'acme-${each.key}' },
      ),
    },
    {
      name: 'by what is made of the buckets',
      configuration: bucket(
        {
          [`${type}.c`]: {
            for_each: '${{ for k, b in aws_s3_bucket.b : k => b.id }}',
            bucket: '${each.value}',
            ...attributes,
          },
        },
        { for_each: ['x', 'y'], bucket: 'acme-${each.key}' },
      ),
    },
    {
      name: 'under the condition of the bucket',
      configuration: bucket(
        { [`${type}.c`]: { count: '${var.unset}', bucket: '${aws_s3_bucket.b[0].id}', ...attributes } },
        { count: '${var.unset}', bucket: 'acme-b' },
      ),
    },
  ];
}

/** Blocks that do not complete the bucket, whatever they say. */
export function strangers(
  type: string,
  attributes: Attributes,
): readonly { name: string; configuration: ExampleConfiguration; address: string }[] {
  const other = (of: Attributes, more: Readonly<Record<string, Attributes>> = {}): ExampleConfiguration =>
    bucket({ [`${type}.c`]: { ...of, ...attributes }, ...more });
  return [
    { name: 'of another name', configuration: other({ bucket: 'acme-other' }) },
    { name: 'of another bucket', configuration: other({ bucket: '${aws_s3_bucket.o.id}' }, { 'aws_s3_bucket.o': {} }) },
    { name: 'of another pattern', configuration: other({ bucket: '${var.unset}-logs' }) },
    { name: 'of another stack', configuration: other({ bucket: '${data.terraform_remote_state.r.outputs.b}' }) },
    {
      name: 'of a bucket that is looked up',
      configuration: other({ bucket: '${data.aws_s3_bucket.d.id}' }, { 'data.aws_s3_bucket.d': { bucket: 'acme-d' } }),
    },
    { name: 'of a name that begins with its own', configuration: other({ bucket: '${aws_s3_bucket.b.id}-logs' }) },
    { name: 'of a name that ends with its own', configuration: other({ bucket: 'logs-${aws_s3_bucket.b.id}' }) },
    { name: 'count = 0', configuration: other({ ...LINKED, count: 0 }) },
  ].map((stranger) => ({ ...stranger, address: BUCKET }));
}

/** Blocks of which it is not known whether they complete the bucket. */
export function doubts(
  type: string,
  attributes: Attributes,
): readonly { name: string; configuration: ExampleConfiguration; address: string }[] {
  const perhaps = (of: Attributes): ExampleConfiguration => bucket({ [`${type}.c`]: { ...of, ...attributes } });
  const ofInstances = (of: Attributes): ExampleConfiguration =>
    bucket({ [`${type}.c`]: { ...of, ...attributes } }, { for_each: ['x', 'y'], bucket: 'acme-${each.key}' });
  return [
    { name: 'of a bucket that a variable names', configuration: perhaps({ bucket: '${var.unset}' }) },
    { name: 'of a name that may fit', configuration: perhaps({ bucket: 'acme-${var.unset}' }) },
    { name: 'of some buckets', configuration: perhaps({ for_each: '${var.all}', bucket: '${each.value}' }) },
    { name: 'under a condition', configuration: perhaps({ ...LINKED, count: '${var.unset ? 1 : 0}' }) },
    {
      name: 'under a condition that asks for the bucket too',
      configuration: perhaps({ ...LINKED, count: '${var.unset && aws_s3_bucket.b.id != "" ? 1 : 0}' }),
    },
    {
      name: 'of a name that is made of its own',
      configuration: perhaps({ bucket: '${replace(aws_s3_bucket.b.id, "acme", "logs")}' }),
    },
    {
      name: 'of names that begin with those of the instances',
      configuration: ofInstances({ for_each: '${aws_s3_bucket.b}', bucket: '${each.value.id}-logs' }),
    },
    {
      name: 'of the keys of the instances',
      configuration: ofInstances({ for_each: '${aws_s3_bucket.b}', bucket: '${each.key}' }),
    },
    {
      name: 'of the instances, under a condition',
      configuration: ofInstances({ for_each: '${var.unset ? aws_s3_bucket.b : {}}', bucket: '${each.value.id}' }),
    },
    {
      name: 'of the instances that a filter leaves',
      configuration: ofInstances({
        for_each: '${{ for k, b in aws_s3_bucket.b : k => b if k != "x" }}',
        bucket: '${each.value.id}',
      }),
    },
    {
      name: 'of the instances that a function leaves',
      configuration: ofInstances({
        for_each: '${setsubtract(keys(aws_s3_bucket.b), ["x"])}',
        bucket: '${aws_s3_bucket.b[each.key].id}',
      }),
    },
  ].map((doubt) => ({ ...doubt, address: BUCKET }));
}

/** One instance of two is completed. */
export function half(type: string, attributes: Attributes): ExampleConfiguration {
  return bucket(
    { [`${type}.c`]: { bucket: '${aws_s3_bucket.b["x"].id}', ...attributes } },
    { for_each: ['x', 'y'], bucket: 'acme-${each.key}' },
  );
}
