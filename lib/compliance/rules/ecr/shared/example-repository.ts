import type { ExampleConfiguration } from '../../../engine/rule';

/** A configuration of one repository. */
export function repositoryExample(
  attributes: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>> = {},
): ExampleConfiguration {
  return { resource: { aws_ecr_repository: { app: { name: 'app', ...attributes } }, ...others } };
}
