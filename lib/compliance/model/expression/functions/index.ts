import { COLLECTION_FUNCTIONS } from './collection';
import { CONVERSION_FUNCTIONS } from './conversion';
import { ENCODING_FUNCTIONS } from './encoding';
import { FORMAT_FUNCTIONS } from './format';
import type { TerraformFunction } from './function';
import { LIST_FUNCTIONS } from './list';
import { NETWORK_FUNCTIONS } from './network';
import { NUMBER_FUNCTIONS } from './number';
import { SET_FUNCTIONS } from './set';
import { TEXT_FUNCTIONS } from './text';

/** The functions that are evaluated before Terraform runs. `try` and `can` are part of the evaluator. */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map([
  ...CONVERSION_FUNCTIONS,
  ...COLLECTION_FUNCTIONS,
  ...LIST_FUNCTIONS,
  ...SET_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
]);

/** Functions whose result does not depend on the order of a set, nor on how many of its elements are the same. */
export const IGNORING_ORDER: ReadonlySet<string> = new Set([
  'toset',
  'tolist',
  'contains',
  'alltrue',
  'anytrue',
  'setunion',
  'setintersection',
  'setsubtract',
  'jsonencode',
  'sensitive',
  'nonsensitive',
]);

/** Functions that pick from a collection without going through it, however large it is. */
export const PICKING: ReadonlySet<string> = new Set(['lookup', 'element', 'length', 'sensitive', 'nonsensitive']);
