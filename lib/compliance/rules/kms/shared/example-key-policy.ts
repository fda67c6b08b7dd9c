import type { ExampleConfiguration } from '../../../engine/rule';

type Statement = Readonly<Record<string, unknown>>;

/** A key whose policy has the Allow statements, as CDKTF writes it. */
export function keyPolicyExample(...statements: readonly Statement[]): ExampleConfiguration {
  const policy = {
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', Resource: '*', ...statement })),
  };
  return { resource: { aws_kms_key: { main: { enable_key_rotation: true, policy: JSON.stringify(policy) } } } };
}
