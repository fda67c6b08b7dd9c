import type { ExampleConfiguration } from '../../../../lib/compliance';

type Attributes = Readonly<Record<string, unknown>>;

/** The JSON of a key policy; statements allow on `*` unless they say otherwise. */
export function policyText(...statements: readonly Attributes[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement })),
  });
}

/** A key with a policy of the statements. */
export function keyWith(...statements: readonly Attributes[]): ExampleConfiguration {
  return { resource: { aws_kms_key: { main: { policy: policyText(...statements) } } } };
}
