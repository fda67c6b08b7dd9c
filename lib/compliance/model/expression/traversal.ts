import { isList, isMap, isUnknown, Unknown, type Reference, type Value } from '../value';
import { asUnordered, isSet, isUnordered } from './collection-order';
import { Failure } from './failure';
import { primitiveText } from './text-pieces';
import { ReferenceSet, referencesOf } from './resolved-references';

/** A step of a traversal whose key has been evaluated. */
export type KnownStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Value }
  | { readonly kind: 'splat'; readonly attributesOnly: boolean };

/** Names that mean something else than a resource type, and how many labels the address of a block under them has. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['var', 1],
  ['local', 1],
  ['module', 1],
  ['data', 2],
  ['ephemeral', 2],
  ['each', 0],
  ['count', 0],
  ['path', 0],
  ['terraform', 0],
  ['self', 0],
]);

/** True for `var`, `path`, `each` and the like: names that are no resource type. */
export function isReservedName(name: string): boolean {
  return LABELS.has(name);
}

/** What a traversal refers to; undefined for `path.module`, `each.key` and names that lead to no block. */
export function toReference(root: string, steps: readonly KnownStep[]): Reference | undefined {
  if (root === 'resource') {
    const [type, ...rest] = steps;
    return type?.kind === 'attribute' ? toReference(type.name, rest) : undefined;
  }
  const count = LABELS.get(root) ?? 1;
  if (count === 0 || steps.length < count) return undefined;
  let address = root;
  for (const step of steps.slice(0, count)) {
    if (step.kind !== 'attribute') return undefined;
    address += `.${step.name}`;
  }
  return extend({ address, attribute: '' }, steps.slice(count));
}

/** Reads further into what a reference refers to. */
function extend(reference: Reference, steps: readonly KnownStep[]): Reference {
  const { address, attribute } = reference;
  let { index } = reference;
  let rest = steps;
  const [first] = steps;
  const hasInstances = !address.startsWith('var.') && !address.startsWith('local.');
  if (hasInstances && attribute === '' && index === undefined && first !== undefined && first.kind !== 'attribute') {
    index = first.kind === 'splat' ? '*' : indexOf(first.key);
    rest = steps.slice(1);
  }
  const path = rest.reduce((text, step) => text + stepText(step, text === ''), attribute);
  return index === undefined ? { address, attribute: path } : { address, attribute: path, index };
}

function indexOf(key: Value): number | string | undefined {
  return typeof key === 'number' || typeof key === 'string' ? key : undefined;
}

function stepText(step: KnownStep, isFirst: boolean): string {
  if (step.kind === 'attribute') return isFirst ? step.name : `.${step.name}`;
  if (step.kind === 'splat') return '[*]';
  const key = indexOf(step.key);
  return `[${typeof key === 'string' ? JSON.stringify(key) : String(key ?? '')}]`;
}

/** Follows steps into a value. `expression` is the whole traversal, for what turns out to be unknown. */
export function follow(start: Value, steps: readonly KnownStep[], expression: string): Value {
  let value = start;
  for (const [position, step] of steps.entries()) {
    if (value instanceof Failure) return value;
    const rest = steps.slice(position);
    if (isUnknown(value)) return followUnknown(value, rest, expression);
    if (step.kind === 'splat') return splat(value, step.attributesOnly, rest.slice(1), expression);
    value =
      step.kind === 'attribute' ? attributeOf(value, step.name, expression) : elementOf(value, step.key, expression);
  }
  return value;
}

function followUnknown(value: Unknown, steps: readonly KnownStep[], expression: string): Unknown {
  const references = new ReferenceSet();
  const [target, ...others] = value.references;
  const isReference = value.isReference && target !== undefined;
  if (isReference) references.add([extend(target, steps), ...others]);
  else references.add(value.references);
  for (const step of steps) if (step.kind === 'index') references.addFrom(step.key);
  return new Unknown(expression, references.list, [], isReference);
}

function attributeOf(value: Value, name: string, expression: string): Value {
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : new Failure(expression);
}

function elementOf(value: Value, key: Value, expression: string): Value {
  if (isUnknown(key)) return key instanceof Failure ? key : new Unknown(expression, referencesOf(value, key));
  const text = primitiveText(key);
  if (text === undefined) return new Failure(expression);
  if (!isList(value)) return attributeOf(value, text, expression);
  if (isSet(value)) return new Failure(expression);
  if (isUnordered(value)) return new Unknown(expression, referencesOf(value));
  const index = /^\d+$/.test(text) ? Number(text) : -1;
  return index in value ? value[index] : new Failure(expression);
}

/** Applies the steps to every element. Splats inside splats are left to Terraform. */
function splat(value: Value, attributesOnly: boolean, steps: readonly KnownStep[], expression: string): Value {
  const end = steps.findIndex((step) => step.kind === 'splat' || (attributesOnly && step.kind === 'index'));
  const own = end === -1 ? steps : steps.slice(0, end);
  const after = steps.slice(own.length);
  if (after.some((step) => step.kind === 'splat')) return new Unknown(expression, referencesOf(value));
  const elements = isList(value) ? value : value === undefined ? [] : [value];
  const results = elements.map((element) => follow(element, own, expression));
  const ordered = isList(value) && isUnordered(value) ? asUnordered(results) : results;
  return results.find((result) => result instanceof Failure) ?? follow(ordered, after, expression);
}
