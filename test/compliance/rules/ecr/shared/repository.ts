import type { ExampleConfiguration } from '../../../../../lib/compliance';
import { resource, resources } from '../../resource';

type Attributes = Readonly<Record<string, unknown>>;

export const repository = (attributes: Attributes): ExampleConfiguration =>
  resource('aws_ecr_repository', { name: 'app', ...attributes });

/** A repository beside other blocks. */
export const repositoryWith = (
  others: Readonly<Record<string, Attributes>>,
  attributes: Attributes = {},
  rest: ExampleConfiguration = {},
): ExampleConfiguration => resources({ 'aws_ecr_repository.main': { name: 'app', ...attributes }, ...others }, rest);
