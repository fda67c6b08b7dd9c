import type { ExampleConfiguration } from '../../../engine/rule';

type Statement = Readonly<Record<string, unknown>>;

/** A managed policy of Allow statements, as CDKTF writes it. */
export function policyExample(...statements: readonly Statement[]): ExampleConfiguration {
  return { resource: { aws_iam_policy: { main: { name: 'main', policy: policyJson(statements) } } } };
}

/** A role whose trust policy has the Allow statements. */
export function trustExample(...statements: readonly Statement[]): ExampleConfiguration {
  return { resource: { aws_iam_role: { main: { name: 'main', assume_role_policy: policyJson(statements) } } } };
}

function policyJson(statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });
}
