import type { ExampleConfiguration } from '../../../../lib/compliance';
import { resource, resources } from '../resource';

type Statement = Readonly<Record<string, unknown>>;

/** The JSON of a policy of Allow statements; an element of a statement replaces its default. */
export function policyJson(...statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });
}

/** A managed policy of the statements. */
export function identity(...statements: readonly Statement[]): ExampleConfiguration {
  return resource('aws_iam_policy', { policy: policyJson(...statements) });
}

/** A role with a trust policy of the statements. */
export function trust(...statements: readonly Statement[]): ExampleConfiguration {
  return resource('aws_iam_role', { assume_role_policy: policyJson(...statements) });
}

/** The configuration with string variables that have no default. */
export function withVariables(configuration: ExampleConfiguration, ...names: readonly string[]): ExampleConfiguration {
  return { ...configuration, variable: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
}

/** A policy that is a variable as a whole. */
export const hiddenIdentity = withVariables(resource('aws_iam_policy', { policy: '${var.policy}' }), 'policy');

export const hiddenTrust = withVariables(resource('aws_iam_role', { assume_role_policy: '${var.trust}' }), 'trust');

/** A statement of an `aws_iam_policy_document` that an `aws_iam_policy` uses. */
export function byDocument(statement: Statement): ExampleConfiguration {
  return resources({
    'data.aws_iam_policy_document.doc': { statement: [statement] },
    'aws_iam_policy.main': { policy: '${data.aws_iam_policy_document.doc.json}' },
  });
}
