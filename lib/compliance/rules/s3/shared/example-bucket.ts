import type { ExampleConfiguration } from '../../../engine/rule';

type Attributes = Readonly<Record<string, unknown>>;

/** A bucket with blocks that complete it, by their type: `{ aws_s3_bucket_versioning: { … } }`. */
export function bucketExample(
  companions: Readonly<Record<string, Attributes>> = {},
  bucket: Attributes = { bucket: 'acme-records' },
): ExampleConfiguration {
  const completing = Object.entries(companions).map(([type, attributes]) => [
    type,
    { records: { bucket: '${aws_s3_bucket.records.id}', ...attributes } },
  ]);
  return { resource: { aws_s3_bucket: { records: bucket }, ...(Object.fromEntries(completing) as object) } };
}

/** The same with a variable without a default in one of the arguments. */
export function withVariable(name: string, configuration: ExampleConfiguration): ExampleConfiguration {
  return { variable: { [name]: { type: 'string' } }, ...configuration };
}

/** A bucket with a policy of the statements. */
export function bucketPolicyExample(...statements: readonly Attributes[]): ExampleConfiguration {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return bucketExample({ aws_s3_bucket_policy: { policy } });
}
