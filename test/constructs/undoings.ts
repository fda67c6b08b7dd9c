import { ComplexList, ComplexObject, type TerraformResource, TerraformStack } from 'cdktf';
import { finalAttributes } from '../../lib/core/final-attributes';
import type { Guarantee } from '../../lib/core/guarantee';
import { resolveTokens } from '../../lib/core/tokens';

export const WAYS = [
  'setter',
  'reset',
  'override on the resource',
  'override on the stack',
  'deletion',
  'ignore_changes',
  'removal',
] as const;

export type Way = (typeof WAYS)[number];

/** One way to take back what a guarantee promises. */
export interface Undoing {
  readonly way: Way;
  /** The call, as a user would write it. */
  readonly call: string;
  readonly run: () => void;
}

type Members = Record<string, unknown>;

function camelCase(text: string): string {
  return text.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isNumeral(part: string): boolean {
  return /^\d+$/.test(part);
}

function methodNamed(target: object, prefix: string, name: string): ((value?: unknown) => void) | undefined {
  const method = (target as Members)[`${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`];
  return typeof method === 'function' ? (method as (value?: unknown) => void).bind(target) : undefined;
}

function hasSetter(target: object, name: string): boolean {
  for (let each: unknown = target; typeof each === 'object' && each !== null; each = Object.getPrototypeOf(each)) {
    const descriptor = Object.getOwnPropertyDescriptor(each, name);
    if (descriptor !== undefined) return descriptor.set !== undefined || descriptor.writable === true;
  }
  return false;
}

/** A value of a block that the provider's class takes for present. */
function someBlock(reference: ComplexObject): object {
  const prototype = Object.getPrototypeOf(reference) as object;
  const setters = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(
    ([, { set }]) => set !== undefined,
  );
  const name = setters.map(([each]) => each).find((each) => each !== 'internalValue') ?? 'undone';
  return { [name]: 'undone' };
}

/** A copy of a value in which the member at a path is another one. */
function changedAt(value: unknown, path: readonly string[], member: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return member;
  if (Array.isArray(value)) {
    const index = isNumeral(key) ? Number(key) : 0;
    const below = isNumeral(key) ? rest : path;
    return value.map((each: unknown, position) => (position === index ? changedAt(each, below, member) : each));
  }
  const known = (typeof value === 'object' && value !== null ? value : {}) as Members;
  return { ...known, [key]: changedAt(known[key], rest, member) };
}

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Blocks of the same names with other values: what a user would add to a list of parameters or statements. */
function contradiction(blocks: readonly unknown[]): readonly unknown[] {
  return blocks.filter(isRecord).map((block) => {
    const members = Object.entries(block).map(([key, value]) => [key, key === 'name' ? value : 'undone'] as const);
    return Object.fromEntries(members);
  });
}

/** Values other than the promised one, most likely first. */
function otherValues(value: unknown): readonly unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (value === 'true' || value === 'false') return [value === 'false'];
  if (typeof value === 'number') return [0, value + 1, value - 1, -1, value * 1000 + 1];
  if (typeof value === 'string') return ['undone', ''];
  if (Array.isArray(value)) return [...(value.some(isRecord) ? [contradiction(value)] : []), ['undone']];
  if (value !== null && value !== undefined) return [{ undone: 'undone' }];
  return [true, false, 'undone', 0, -1, 1e9];
}

/** A value that breaks the promise, also where it is added to the list that is there. */
function insecureValue(promised: Guarantee, expected: unknown): unknown {
  const { accepts = () => false, attribute, code } = promised;
  const added = (each: unknown): unknown =>
    Array.isArray(each) && Array.isArray(expected) ? [...(expected as unknown[]), ...(each as unknown[])] : each;
  const found = otherValues(expected).find((each) => each !== expected && !accepts(each) && !accepts(added(each)));
  if (found === undefined) throw new Error(`${code}: every value that was tried keeps the promise about ${attribute}`);
  return found;
}

/** The path as overrides have to spell it: lists of blocks by position. */
function overridePath(resource: TerraformResource, attribute: string): string {
  const path: string[] = [];
  let current: unknown = finalAttributes(resource);
  for (const part of attribute.split('.')) {
    if (Array.isArray(current) && !isNumeral(part)) {
      path.push('0');
      current = current[0];
    }
    path.push(part);
    current = typeof current === 'object' && current !== null ? (current as Members)[part] : undefined;
  }
  return path.join('.');
}

function setters(resource: TerraformResource, attribute: string, insecure: unknown): readonly Undoing[] {
  const parts = attribute.split('.').filter((part) => !isNumeral(part));
  const names = parts.map(camelCase);
  let target: object = resource;
  let call = 'resource';
  while (names.length > 1) {
    const next = (target as Members)[names[0] ?? ''];
    if (!(next instanceof ComplexObject)) break;
    target = next;
    call += `.${names.shift() ?? ''}`;
    parts.shift();
  }
  const [name = '', ...below] = names;
  const reference = (target as Members)[name];
  const isBlock = reference instanceof ComplexObject || reference instanceof ComplexList;
  const input = (target as Members)[`${name}Input`];
  let value = insecure;
  if (below.length > 0) value = changedAt(input, isBlock ? below : parts.slice(1), insecure);
  else if (isBlock) value = reference instanceof ComplexList ? [{}] : someBlock(reference);
  const put = methodNamed(target, 'put', name);
  if (put !== undefined) {
    return [
      {
        way: 'setter',
        call: `${call}.put ${name}`,
        run: () => {
          put(value);
        },
      },
    ];
  }
  if (!hasSetter(target, name)) return [];
  return [
    {
      way: 'setter',
      call: `${call}.${name} = `,
      run: () => {
        (target as Members)[name] = value;
      },
    },
  ];
}

function resets(resource: TerraformResource, attribute: string): readonly Undoing[] {
  const [root = '', leaf] = attribute
    .split('.')
    .filter((part) => !isNumeral(part))
    .map(camelCase);
  const targets: readonly (readonly [object, string])[] = [[resource, root]];
  const reference = (resource as unknown as Members)[root];
  const nested = leaf !== undefined && reference instanceof ComplexObject ? [[reference, leaf] as const] : [];
  return [...targets, ...nested].flatMap(([target, name]) => {
    const reset = methodNamed(target, 'reset', name);
    return reset === undefined
      ? []
      : [
          {
            way: 'reset',
            call: `reset ${name}`,
            run: () => {
              reset();
            },
          },
        ];
  });
}

function shown(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** Every way in which a guarantee about a resource can be undone. */
export function undoingsOf(resource: TerraformResource, promised: Guarantee): readonly Undoing[] {
  const { attribute } = promised;
  const stack = TerraformStack.of(resource);
  const expected = resolveTokens(resource, promised.value) ?? undefined;
  const insecure = insecureValue(promised, expected);
  const [root = attribute] = attribute.split('.');
  const path = overridePath(resource, attribute);
  const address = `resource.${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const override = (key: string, value: unknown, way: Way = 'override on the resource'): Undoing => ({
    way,
    call: `resource.addOverride(${key}, ${shown(value)})`,
    run: () => {
      resource.addOverride(key, value);
    },
  });
  const stackOverride = (key: string, value: unknown, way: Way = 'override on the stack'): Undoing => ({
    way,
    call: `stack.addOverride(…${key}, ${shown(value)})`,
    run: () => {
      stack.addOverride(`${address}${key}`, value);
    },
  });
  const always: readonly Undoing[] = [
    ...setters(resource, attribute, insecure),
    override(path, insecure),
    override(path, '${var.choice}'),
    override(`dynamic.${root}`, { for_each: ['a'], content: {} }),
    stackOverride(`.${path}`, insecure),
    stackOverride(`.${path}`, '${var.choice}'),
    { way: 'ignore_changes', call: 'lifecycle = root', run: () => (resource.lifecycle = { ignoreChanges: [root] }) },
    { way: 'ignore_changes', call: 'lifecycle = all', run: () => (resource.lifecycle = { ignoreChanges: 'all' }) },
    override('lifecycle.ignore_changes', [root], 'ignore_changes'),
    stackOverride('.lifecycle.ignore_changes', [root], 'ignore_changes'),
    { way: 'removal', call: 'tryRemoveChild', run: () => resource.node.scope?.node.tryRemoveChild(resource.node.id) },
    { way: 'removal', call: 'count = 0', run: () => (resource.count = 0) },
    override('for_each', {}, 'removal'),
    stackOverride('', undefined, 'removal'),
    stackOverride('.count', 0, 'removal'),
  ];
  if (expected === undefined) return always;
  return [
    ...always,
    ...resets(resource, attribute),
    override(path, undefined, 'deletion'),
    override(path, null, 'deletion'),
    ...(root === path ? [] : [override(root, undefined, 'deletion')]),
    stackOverride(`.${path}`, undefined, 'deletion'),
    stackOverride(`.${path}`, null, 'deletion'),
  ];
}
