import type { ExampleConfiguration } from '../../../engine/rule';

type Attributes = Readonly<Record<string, unknown>>;

/** A trail that delivers to the bucket `acme-trail`, and other resources. */
export function trailExample(
  attributes: Attributes,
  others: Readonly<Record<string, Readonly<Record<string, Attributes>>>> = {},
): ExampleConfiguration {
  const trail = {
    name: 'audit',
    s3_bucket_name: others.aws_s3_bucket === undefined ? 'acme-trail' : '${aws_s3_bucket.trail.id}',
  };
  return { resource: { aws_cloudtrail: { audit: { ...trail, ...attributes } }, ...others } };
}
