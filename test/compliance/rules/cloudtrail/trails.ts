import type { ExampleConfiguration } from '../../../../lib/compliance';
import { resources } from '../resource';

type Attributes = Readonly<Record<string, unknown>>;

export const TRAIL = 'aws_cloudtrail.t';

/** A trail `t` with other blocks by address; variables `unset` and `all` have no default. */
export function trail(
  attributes: Attributes = {},
  others: Readonly<Record<string, Attributes>> = {},
): ExampleConfiguration {
  return resources({ [TRAIL]: { name: 't', ...attributes }, ...others }, { variable: { unset: {}, all: {} } });
}

/** A trail that delivers to the bucket `b` of the configuration. */
export function trailTo(
  others: Readonly<Record<string, Attributes>>,
  bucket: Attributes = { bucket: 'acme-b' },
): ExampleConfiguration {
  return trail({ s3_bucket_name: '${aws_s3_bucket.b.id}' }, { 'aws_s3_bucket.b': bucket, ...others });
}

/** An advanced selector of fields: `{ eventCategory: { equals: ['Data'] } }`. */
export function advanced(fields: Readonly<Record<string, Attributes>>): Attributes {
  return { field_selector: Object.entries(fields).map(([field, operators]) => ({ field, ...operators })) };
}
