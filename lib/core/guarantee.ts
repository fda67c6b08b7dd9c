import type { TerraformResource } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { watchAddress } from './address-collisions';
import { FinalAttributes } from './final-attributes';
import { resolveTokens } from './tokens';

/** One promise about one attribute of a provider resource. */
export interface Guarantee {
  /** Stable code, such as `DB_STORAGE_ENCRYPTED`. */
  readonly code: string;
  /** Terraform path, such as `storage_encrypted` or `rotation_rules.automatically_after_days`. */
  readonly attribute: string;
  /** What the construct itself sets; may hold tokens. Undefined promises that the attribute stays absent. */
  readonly value: unknown;
  /** Further literal values that keep the promise. */
  readonly accepts?: (value: unknown) => boolean;
  /** The promise in words, where the value alone does not say it: `7 to 35 days`. */
  readonly promise?: string;
  /** What to do instead of changing the attribute: `use the prop backupRetentionDays`. */
  readonly instead?: string;
  /** Rules of the catalogue that see the promise kept: `rds-instance-storage-encrypted`. */
  readonly rules?: readonly string[];
  /** The attribute may hold a secret: messages never show its value. */
  readonly sensitive?: boolean;
}

/** The promises about one resource of a construct. */
export interface GuaranteedResource {
  readonly resource: TerraformResource;
  readonly guarantees: readonly Guarantee[];
}

const guaranteed = new WeakMap<IConstruct, GuaranteedResource[]>();

/** What a construct itself promises, resource by resource; not what its children do. */
export function guaranteesOf(owner: IConstruct): readonly GuaranteedResource[] {
  return guaranteed.get(owner) ?? [];
}

function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => [key, canonical(each)] as const);
  return entries.filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Compares as Terraform does: `true` equals `"true"`, 7 equals `"7"`, `null` is absent. */
function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

function show(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** The attribute that a path leads into. Terraform takes blanks, comments too: what is not understood may name any. */
const IGNORED = /^\s*([\w-]+)\s*(?:[.[]|$)/;

/** Terraform never repairs what `ignore_changes` names: as good as undoing it. */
function ignoresChanges(attributes: FinalAttributes, root: string): boolean {
  const ignored = attributes.at('lifecycle.ignore_changes');
  if (ignored === undefined) return false;
  const names = Array.isArray(ignored) ? (ignored as readonly unknown[]) : [ignored];
  return names.some((name) => {
    if (typeof name !== 'string') return false;
    const ignoredRoot = IGNORED.exec(name)?.[1];
    return ignoredRoot === undefined || ignoredRoot === 'all' || ignoredRoot === root;
  });
}

/** True where a `dynamic` block writes blocks of the name. */
function isDynamic(attributes: FinalAttributes, root: string): boolean {
  const dynamic = attributes.at('dynamic');
  if (dynamic === undefined) return false;
  const blocks = Array.isArray(dynamic) ? (dynamic as readonly unknown[]) : [dynamic];
  return blocks.some((block) => typeof block === 'object' && block !== null && Object.hasOwn(block, root));
}

/** What takes the resource out of the JSON, or may do so, as a whole. */
function disappearance(attributes: FinalAttributes | undefined): string | undefined {
  if (attributes === undefined) return 'was removed';
  const argument = ['count', 'for_each'].find((name) => attributes.at(name) !== undefined);
  return argument === undefined ? undefined : `was given ${argument}, which can remove it`;
}

function violation(
  { attribute, value: promisedValue, accepts, sensitive = false }: Guarantee,
  attributes: FinalAttributes,
  expected: () => unknown,
): string | undefined {
  const [root = attribute] = attribute.split('.');
  if (isDynamic(attributes, root)) return 'is a dynamic block';
  if (!attributes.isExactly(attribute, promisedValue)) {
    const value = attributes.at(attribute);
    const kept = sameValue(value, expected()) || (value !== undefined && accepts?.(value) === true);
    if (!kept) return sensitive && value !== undefined ? 'is set' : `is ${show(value)}`;
  }
  return ignoresChanges(attributes, root) ? 'is left to drift by ignore_changes' : undefined;
}

/**
 * Promises that attributes of a raw resource end up as the construct set them, whatever a setter, `resetX()`, an
 * aspect or `addOverride` does later. Broken promises fail the synthesis (`app.synth()`, `Testing.synth(stack, true)`).
 *
 * An unresolved value keeps a promise only where the construct itself has set it.
 */
export function guarantee(owner: Construct, resource: TerraformResource, guarantees: readonly Guarantee[]): void {
  const known = guaranteed.get(owner);
  if (known === undefined) guaranteed.set(owner, [{ resource, guarantees }]);
  else known.push({ resource, guarantees });
  watchAddress(resource);
  const by = owner.constructor.name;
  const address = () => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const place = () => `(construct ${owner.node.path})`;
  const validate = (): string[] => {
    const attributes = FinalAttributes.of(resource);
    const gone = disappearance(attributes);
    if (attributes === undefined || gone !== undefined) {
      const codes = [...new Set(guarantees.map(({ code }) => code))].join(', ');
      return [`${codes}: ${address()} ${gone ?? 'was removed'}, but ${by} relies on it; keep the resource ${place()}`];
    }
    return guarantees.flatMap((promised) => {
      const expected = (): unknown => resolveTokens(resource, promised.value);
      const problem = violation(promised, attributes, expected);
      if (problem === undefined) return [];
      const { code, attribute, promise, instead } = promised;
      const remedy = `remove the setter or override that changes it${instead === undefined ? '' : ` and ${instead}`}`;
      return [
        `${code}: ${address()}.${attribute} ${problem}, but ${by} guarantees ${promise ?? show(expected())}; ${remedy} ${place()}`,
      ];
    });
  };
  owner.node.addValidation({ validate });
}

/** Accepts whole literal numbers of a range, also written as text. */
export function integerBetween(min: number, max: number): (value: unknown) => boolean {
  return (value) => {
    if (typeof value !== 'number' && typeof value !== 'string') return false;
    const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
    return Number.isInteger(number) && number >= min && number <= max;
  };
}
