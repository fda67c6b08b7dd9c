/**
 * Values of a Terraform configuration.
 *
 * An attribute is absent (missing or `null`), known, or unknown: Terraform computes it later, so only its
 * expression is there. An unknown value is never read as true, false or empty.
 */

/** A link from an attribute to another block, as written: `aws_kms_key.main.arn`. */
export interface Reference {
  /** Address of the block that is referred to, without index: `aws_kms_key.main`, `data.aws_vpc.v`, `var.name`. */
  readonly address: string;
  /** What is read of it: `arn`, `outputs.x`, or an empty string. */
  readonly attribute: string;
  /** The instance that the reference picks: a number, a key, `*` for a splat, or undefined. */
  readonly index?: number | string | undefined;
}

/** A value that is not known before Terraform runs. Keeps its expression and what it refers to. */
export class Unknown {
  constructor(
    /** The expression as it stands in the configuration: `${aws_kms_key.main.arn}`. */
    readonly expression: string,
    /** Every block that the expression refers to. */
    readonly references: readonly Reference[] = [],
    /** For a template such as `arn:aws:s3:::${var.b}/*`: its literal and unknown pieces in order. */
    readonly parts: readonly (string | Unknown)[] = [],
    /** True where the whole expression is one reference and nothing else. */
    readonly isReference = false,
  ) {}

  /** The literal text before the first unknown piece. */
  get knownPrefix(): string {
    const first = this.parts[0];
    return typeof first === 'string' ? first : '';
  }

  /** The expression. */
  toString(): string {
    return this.expression;
  }

  /** The expression. */
  toJSON(): string {
    return this.expression;
  }
}

/** A map or an object; its keys may be anything, `__proto__` too. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/**
 * Makes maps whose keys may be anything: nothing is inherited, and `__proto__` is a key like any other. JavaScript
 * keeps objects without any prototype as hash tables, which take more memory and time than those with an empty one.
 */
const BareMap = function () {
  // Has no members of its own.
} as unknown as new () => Record<string, Value>;
BareMap.prototype = Object.freeze(Object.create(null) as object);

/** An empty map that inherits nothing. */
export function bareMap(): Record<string, Value> {
  return new BareMap();
}

/** A resolved value: `undefined` is absent, `Unknown` is unknown, everything else is known (its parts may be unknown). */
export type Value = string | number | boolean | undefined | Unknown | readonly Value[] | ValueMap;

/** True for a value that is not known before Terraform runs. */
export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

/** True for `undefined` and `null`. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** True for a list. */
export function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

/** True for a map or an object. */
export function isMap(value: unknown): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** The own property of a map; never one inherited from a prototype. */
export function member(value: unknown, key: string): Value {
  return isMap(value) && Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined;
}

/** Reads a boolean as Terraform does: `"true"` and `"false"` count. Something else is `undefined`, as if absent. */
export function toBoolean(value: Value): boolean | Unknown | undefined {
  if (typeof value === 'boolean' || isUnknown(value)) return value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return undefined;
}

/** Reads a number as Terraform does: numeric strings count. Something else is `undefined`, as if absent. */
export function toNumber(value: Value): number | Unknown | undefined {
  if (typeof value === 'number' || isUnknown(value)) return value;
  if (typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?([eE][-+]?\d+)?\s*$/.test(value)) return Number(value);
  return undefined;
}

/** Reads text; numbers and booleans are converted as Terraform does. A list or map is `undefined`. */
export function toText(value: Value): string | Unknown | undefined {
  if (typeof value === 'string' || isUnknown(value)) return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** Reads a list: a single value counts as a list of one, absent as an empty one, absent elements are left out. */
export function toList(value: Value): readonly Value[] | Unknown {
  if (isUnknown(value)) return value;
  if (value === undefined) return [];
  return isList(value) ? value.filter((element) => element !== undefined) : [value];
}

/** True where the value or anything inside it is unknown. */
export function hasUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (isList(value)) return value.some(hasUnknown);
  if (isMap(value)) return Object.values(value).some(hasUnknown);
  return false;
}
