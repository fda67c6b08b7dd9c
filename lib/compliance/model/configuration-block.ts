import type { Block, BlockKind, Configuration, NestedBlock, Position } from './block';
import type { Instance, Iteration } from './expression';
import { expandDynamic } from './dynamic-block';
import { offsetInMember, offsetOf, skipValue } from './json-positions';
import type { JsonText } from './json-text';
import { misnamed, misnamedIn } from './misnamed-argument';
import { itemsOf, ownMember } from './own-member';
import { formatPath, parsePath, type PathSegment } from './path';
import { bodyOffset, type RawBlock } from './raw-block';
import { mayMatch } from './text-matches';
import { isList, isMap, isUnknown, member, type Unknown, type Value } from './value';

/** Resolves raw JSON with the iterators of the `dynamic` blocks around it, for one instance of the block or for all. */
export type Resolve = (raw: unknown, iterators?: ReadonlyMap<string, Iteration>, instance?: Instance) => Value;

export class ConfigurationBlock implements Block {
  readonly kind: BlockKind;
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly selector: string;
  private cache: Map<string, Value> | undefined;
  private bodyOffset: { readonly offset: number | undefined } | undefined;

  constructor(
    readonly configuration: Configuration,
    readonly origin: RawBlock,
    /** The attributes: the block's own body with override files merged in. */
    readonly raw: Readonly<Record<string, unknown>>,
    private readonly resolve: Resolve,
  ) {
    this.kind = origin.kind;
    this.type = origin.type;
    this.name = origin.name;
    this.address = origin.address ?? addressOf(origin);
    this.selector = selectorOf(origin);
  }

  /** Address without module and instance: what expressions of this configuration refer to it by. */
  get referenceAddress(): string {
    return this.origin.address === undefined ? this.address : addressOf(this.origin);
  }

  /** A construct path in the files of a module is one of the app that wrote these, and of all instances. */
  get constructPath(): string | undefined {
    if (this.origin.isInModule === true) return undefined;
    const path = ownMember(ownMember(ownMember(this.raw, '//'), 'metadata'), 'path');
    return typeof path === 'string' ? path : undefined;
  }

  /** Where a path stands in the file; undefined for a block that never was text. */
  locate(path: string): Position | undefined {
    const { json } = this.origin.source;
    const offset = this.textOffset();
    if (json === undefined || offset === undefined) return undefined;
    return json.lines.position(path === '' ? offset : offsetInBody(json, offset, parsePath(path)));
  }

  /** False where no string of the block, as it is written, matches the pattern. */
  mayContain(pattern: RegExp): boolean {
    const { json } = this.origin.source;
    const offset = this.textOffset();
    if (json === undefined || offset === undefined || this.raw !== this.origin.body) return true;
    return mayMatch(json, pattern, offset, () => skipValue(json.text, offset));
  }

  get(path: string): Value {
    const segments = parsePath(path);
    const first = segments[0];
    if (first === undefined) return undefined;
    const value = this.attribute(String(first));
    return segments.length === 1 ? value : descend(value, segments.slice(1));
  }

  rawAt(path: string): unknown {
    let value: unknown = this.raw;
    for (const segment of parsePath(path)) value = ownMember(value, segment);
    return value ?? undefined;
  }

  nested(name: string): readonly NestedBlock[] {
    return nestedBlocks(this.raw, name, '', this.resolve, undefined, this.attribute(name, false));
  }

  /** The block as one instance of its `for_each` or `count` is. */
  instance(instance: Instance): ConfigurationBlock {
    return new ConfigurationBlock(this.configuration, this.origin, this.raw, (raw, iterators) =>
      this.resolve(raw, iterators, instance),
    );
  }

  private textOffset(): number | undefined {
    return (this.bodyOffset ??= { offset: bodyOffset(this.origin) }).offset;
  }

  private attribute(name: string, withDynamic = true): Value {
    const raw = ownMember(this.raw, name);
    if (raw !== undefined && raw !== null) {
      if (typeof raw !== 'object' && typeof raw !== 'string') return this.resolve(raw);
      this.cache ??= new Map();
      if (!this.cache.has(name)) this.cache.set(name, this.resolve(raw));
      return this.cache.get(name);
    }
    if (!withDynamic || !hasDynamic(this.raw, name)) return undefined;
    return itemsAsValue(this.nested(name));
  }
}

/** True for a `module` block all of whose module is part of the configuration. */
export function isReadModule(block: Block): boolean {
  return block instanceof ConfigurationBlock && block.origin.isRead === true;
}

/** Offset of a path in the body that starts at `body`; of the nearest parent that exists where it leads nowhere. */
function offsetInBody({ text, scan }: JsonText, body: number, [first, ...rest]: readonly PathSegment[]): number {
  const key = typeof first === 'string' ? scan.bodies.find(text, body, first) : undefined;
  if (key === undefined) return offsetOf(text, body, first === undefined ? [] : [first, ...rest]);
  return key === body || rest.length === 0 ? key : offsetInMember(text, key, rest);
}

class ConfigurationNestedBlock implements NestedBlock {
  constructor(
    readonly path: string,
    readonly value: Value,
    readonly unknown: Unknown | undefined,
    private readonly raw: unknown,
    private readonly resolve: Resolve,
    private readonly iterators: ReadonlyMap<string, Iteration> | undefined,
  ) {}

  get(path: string): Value {
    if (isUnknown(this.value)) return this.value;
    const segments = parsePath(path);
    const first = segments[0];
    if (first !== undefined && member(this.value, String(first)) === undefined && hasDynamic(this.raw, String(first))) {
      return descend(itemsAsValue(this.nested(String(first))), segments.slice(1));
    }
    return descend(this.value, segments);
  }

  nested(name: string): readonly NestedBlock[] {
    if (isUnknown(this.value))
      return [new ConfigurationNestedBlock(this.path, this.value, this.value, undefined, this.resolve, undefined)];
    return nestedBlocks(this.raw, name, `${this.path}.`, this.resolve, this.iterators, member(this.value, name));
  }
}

/** The items of a nested block: those written out, then those of `dynamic` blocks. */
function nestedBlocks(
  parent: unknown,
  name: string,
  prefix: string,
  resolve: Resolve,
  iterators: ReadonlyMap<string, Iteration> | undefined,
  resolved: Value,
): readonly NestedBlock[] {
  const items: NestedBlock[] = [];
  const raw = ownMember(parent, name);
  const add = (value: Value, suffix: string, body: unknown): void => {
    const unknown = isUnknown(value) ? value : misnamedIn(value);
    items.push(new ConfigurationNestedBlock(`${prefix}${name}${suffix}`, value, unknown, body, resolve, iterators));
  };
  if (isList(resolved))
    resolved.forEach((value, index) => {
      if (value !== undefined) add(value, `[${String(index)}]`, ownMember(raw, index));
    });
  else if (resolved !== undefined) add(resolved, isMap(resolved) ? '[0]' : '', Array.isArray(raw) ? raw[0] : raw);
  if (!hasDynamic(parent, name)) return items;
  for (const item of expandDynamic(parent, name, resolve, iterators)) {
    const value = resolve(item.content, item.iterators);
    const path = `${prefix}${item.path}`;
    items.push(
      new ConfigurationNestedBlock(
        path,
        value,
        item.unknown ?? (isUnknown(value) ? value : undefined),
        item.content,
        resolve,
        item.iterators,
      ),
    );
  }
  return items;
}

/** What `get` sees of a nested block that `dynamic` writes. */
function itemsAsValue(items: readonly NestedBlock[]): Value {
  const hidden = items.find((item) => item.unknown !== undefined)?.unknown;
  return hidden ?? (items.length === 0 ? undefined : items.map((item) => item.value));
}

function hasDynamic(parent: unknown, name: string): boolean {
  if (ownMember(parent, 'dynamic') === undefined) return false;
  return itemsOf(ownMember(parent, 'dynamic')).some((entry) => ownMember(entry, name) !== undefined);
}

/** Follows a path into a value. A block may be an object or a list of one object. */
function descend(start: Value, segments: readonly PathSegment[]): Value {
  let value = start;
  for (const segment of segments) {
    if (value === undefined || isUnknown(value)) return value;
    if (typeof segment === 'number')
      value = isList(value) ? value[segment] : segment === 0 && isMap(value) ? value : undefined;
    else {
      const block = isList(value) && value.length === 1 ? value[0] : value;
      value = isUnknown(block) ? block : (member(block, segment) ?? misnamed(block, segment));
    }
  }
  return value;
}

function addressOf({ kind, type, name }: RawBlock): string {
  switch (kind) {
    case 'resource':
      return formatPath([type, name]);
    case 'data':
      return `data.${formatPath([type, name])}`;
    case 'ephemeral':
      return `ephemeral.${formatPath([type, name])}`;
    case 'provider':
      return name === '' ? `provider.${type}` : `provider.${type}.${name}`;
    case 'variable':
      return `var.${name}`;
    case 'backend':
      return `terraform.backend.${type}`;
    case 'terraform':
      return 'terraform';
    case 'output':
    case 'local':
    case 'module':
      return `${kind}.${name}`;
  }
}

function selectorOf({ kind, type }: RawBlock): string {
  if (kind === 'resource') return type;
  if (kind === 'data' || kind === 'ephemeral') return `${kind}.${type}`;
  if (kind === 'provider') return `provider.${type}`;
  return kind === 'backend' ? 'terraform.backend' : kind;
}
