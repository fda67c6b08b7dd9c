import type { Block } from '../../../model/block';
import { PartialMap } from '../../../model/expression';
import { formatPath, type PathSegment } from '../../../model/path';
import { isList, isUnknown, type Value } from '../../../model/value';
import { entriesOf } from './payload';
import { possibleValues } from './possible-values';

/** A scalar attribute of a block. */
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
const RESOURCE_REFERENCE = /^\$\{(?!var\.|local\.)(?:data\.)?[\w-]+\.[\w-]+(?:\[\d+\]|\["[\w-]+"\])?\.[\w.[\]-]+\}$/;

/** Visits every scalar of a block, at any depth, `dynamic` blocks and resolved expressions included. */
export function eachNamedValue(block: Block, except: ReadonlySet<string>, visit: Visit): void {
  const walk = new Walk(block, visit);
  for (const attribute of Object.keys(block.raw)) {
    if (!META.has(attribute) && !except.has(attribute))
      walk.enter(block.raw[attribute], [attribute], attribute, attribute, block.raw, true);
  }
  for (const attribute of dynamicNames(block.raw.dynamic)) {
    if (except.has(attribute)) continue;
    for (const item of block.nested(attribute)) {
      if (item.path.startsWith('dynamic.')) walk.enter(item.value, [item.path], attribute, attribute, {}, false);
    }
  }
}

class Walk {
  constructor(
    private readonly block: Block,
    private readonly visit: Visit,
  ) {}

  enter(
    value: unknown,
    path: PathSegment[],
    name: string,
    attribute: string,
    siblings: Siblings,
    isRaw: boolean,
  ): void {
    if (value === null || value === undefined || typeof value === 'boolean') return;
    if (typeof value === 'string' && isRaw && isExpression(value)) {
      if (RESOURCE_REFERENCE.test(value)) return;
      const resolved = this.block.configuration.resolve(value);
      this.enter(resolved, path, name, attribute, siblings, false);
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((element: unknown, index) => {
        this.step(element, index, path, name, attribute, siblings, isRaw);
      });
      return;
    }
    const entries = isRaw ? rawEntries(value) : entriesOf(value as Value);
    if (entries === undefined) {
      this.visit({ path: pathOf(path), name, attribute, value: value as Value, siblings });
      // Maps and lists that an expression such as merge(…) spells out: their keys are names too.
      if (!isUnknown(value)) return;
      for (const part of possibleValues(value, this.block.configuration))
        if (typeof part === 'object' && !isUnknown(part)) this.enter(part, path, name, attribute, siblings, false);
      return;
    }
    const map = (value instanceof PartialMap ? Object.fromEntries(entries) : value) as Siblings;
    const called = nameBeside(map);
    for (const [key, inner] of entries) {
      if (key === '//') continue;
      this.step(inner, key, path, called !== undefined && key === 'value' ? called : key, attribute, map, isRaw);
    }
  }

  private step(
    value: unknown,
    segment: PathSegment,
    path: PathSegment[],
    name: string,
    attribute: string,
    siblings: Siblings,
    isRaw: boolean,
  ): void {
    path.push(segment);
    this.enter(value, path, name, attribute, siblings, isRaw);
    path.pop();
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
