import { COLLECTION_FUNCTIONS } from './collection';
import { CONVERSION_FUNCTIONS } from './conversion';
import type { TerraformFunction } from './function';
import { TEXT_FUNCTIONS } from './text';

/** The functions that are evaluated before Terraform runs. `try` and `can` are part of the evaluator. */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map([
  ...CONVERSION_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...TEXT_FUNCTIONS,
]);
