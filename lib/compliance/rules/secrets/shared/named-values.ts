import type { Block } from '../../../model/block';
import { PartialMap } from '../../../model/expression';
import { formatPath, type PathSegment } from '../../../model/path';
import { isList, isUnknown, type Value } from '../../../model/value';
import { entriesOf } from '../../../reading/secrets/payload';
import { possibleValues } from '../../../reading/secrets/possible-values';

/** A scalar attribute of a block. Holds for one visit: the next one has other values in it. */
export interface NamedValue {
  readonly path: string;
  /** The attribute's own name, that of the list it stands in, or what `name` or `key` beside `value` says. */
  readonly name: string;
  /** `auth_parameters`, the attribute of the block that it stands in. */
  readonly attribute: string;
  readonly value: string | number | Value;
  /** The map that holds the attribute: its siblings. */
  readonly siblings: Siblings;
}

type Siblings = Readonly<Record<string, unknown>>;

type Visit = (found: NamedValue) => void;

/** Arguments of every resource that are none of its own. */
const META = new Set(['//', 'provisioner', 'connection', 'lifecycle', 'depends_on', 'provider', 'count', 'dynamic']);

/** A reference to a resource or data source: never a list or map that could be looked into. */
const RESOURCE_REFERENCE =
  /^\$\{(?!var\.|local\.|each\.)(?:data\.)?[\w-]+\.[\w-]+(?:\[\d+\]|\["[\w-]+"\])?\.[\w.[\]-]+\}$/;

/** Visits every scalar of a block, at any depth, `dynamic` blocks and resolved expressions included. */
export function eachNamedValue(block: Block, except: ReadonlySet<string>, visit: Visit): void {
  const walk = new Walk(block, visit);
  const { raw } = block;
  for (const attribute in raw) {
    if (META.has(attribute) || except.has(attribute) || !Object.hasOwn(raw, attribute)) continue;
    walk.start(attribute, attribute, raw);
    walk.enter(raw[attribute], attribute, true);
  }
  for (const attribute of dynamicNames(raw.dynamic)) {
    if (except.has(attribute)) continue;
    for (const item of block.nested(attribute)) {
      if (!item.path.startsWith('dynamic.')) continue;
      walk.start(item.path, attribute, {});
      walk.enter(item.value, attribute, false);
    }
  }
}

class Walk implements NamedValue {
  name = '';
  attribute = '';
  value: Value;
  siblings: Siblings = {};
  private readonly segments: PathSegment[] = [];

  constructor(
    private readonly block: Block,
    private readonly visit: Visit,
  ) {}

  get path(): string {
    return pathOf(this.segments);
  }

  start(path: string, attribute: string, siblings: Siblings): void {
    this.segments.length = 0;
    this.segments.push(path);
    this.attribute = attribute;
    this.siblings = siblings;
  }

  enter(value: unknown, name: string, isRaw: boolean): void {
    if (value === null || value === undefined || typeof value === 'boolean') return;
    if (typeof value === 'string' && isRaw && isExpression(value)) {
      if (!RESOURCE_REFERENCE.test(value)) this.enter(this.block.configuration.resolve(value), name, false);
      return;
    }
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) this.step(value[index], index, name, isRaw);
      return;
    }
    const entries = isRaw ? rawEntries(value) : entriesOf(value as Value);
    if (entries === undefined) this.leaf(value as Value, name);
    else this.members(value, entries, isRaw);
  }

  private leaf(value: Value, name: string): void {
    this.name = name;
    this.value = value;
    this.visit(this);
    // Maps and lists that an expression such as merge(…) spells out: their keys are names too.
    if (!isUnknown(value)) return;
    for (const part of possibleValues(value, this.block.configuration))
      if (typeof part === 'object' && !isUnknown(part)) this.enter(part, name, false);
  }

  private members(value: unknown, entries: readonly (readonly [string, unknown])[], isRaw: boolean): void {
    const outer = this.siblings;
    const map = (value instanceof PartialMap ? Object.fromEntries(entries) : value) as Siblings;
    const called = nameBeside(map);
    for (const [key, inner] of entries) {
      if (key === '//') continue;
      this.siblings = map;
      this.step(inner, key, called !== undefined && key === 'value' ? called : key, isRaw);
    }
    this.siblings = outer;
  }

  private step(value: unknown, segment: PathSegment, name: string, isRaw: boolean): void {
    this.segments.push(segment);
    this.enter(value, name, isRaw);
    this.segments.pop();
  }
}

/** What `{ name = "DB_PASSWORD", value = "…" }` calls its value. */
function nameBeside(map: Siblings): string | undefined {
  if (!Object.hasOwn(map, 'value')) return undefined;
  const name = Object.hasOwn(map, 'name') ? map.name : Object.hasOwn(map, 'key') ? map.key : undefined;
  return typeof name === 'string' && !isExpression(name) ? name : undefined;
}

function rawEntries(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return typeof value === 'object' && value !== null && !isList(value) && !isUnknown(value)
    ? Object.entries(value)
    : undefined;
}

function dynamicNames(dynamic: unknown): readonly string[] {
  if (dynamic === undefined) return [];
  const list: readonly unknown[] = Array.isArray(dynamic) ? dynamic : [dynamic];
  return [...new Set(list.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.keys(entry) : [])))];
}

function isExpression(text: string): boolean {
  return text.includes('${') || text.includes('%{');
}

/** The first segment of a dynamic item is a path already. */
function pathOf([first = '', ...rest]: readonly PathSegment[]): string {
  if (rest.length === 0) return String(first);
  const tail = formatPath(rest);
  return tail === '' ? String(first) : `${String(first)}${tail.startsWith('[') ? '' : '.'}${tail}`;
}
