import { ownMember } from '../own-member';
import { isList, isMap, toNumber, type Value } from '../value';

/** The instances of a module: `count` gives numbers, `for_each` over a map or a set gives text. */
export interface InstanceKeys {
  readonly kind: 'count' | 'map' | 'set';
  readonly keys: readonly (string | number)[];
}

/** More instances of one module are not told apart. */
const MOST_INSTANCES = 1_000;

/** The instances of a `module` block with `count` or `for_each`; undefined where they are not known. */
export function instanceKeys(
  body: Readonly<Record<string, unknown>>,
  read: (name: string) => Value,
): InstanceKeys | undefined {
  const written = ['count', 'for_each'].filter((name) => (ownMember(body, name) ?? undefined) !== undefined);
  if (written.length !== 1) return undefined;
  const found = written[0] === 'count' ? numbers(read('count')) : labels(read('for_each'));
  return found === undefined || found.keys.length > MOST_INSTANCES ? undefined : found;
}

function numbers(value: Value): InstanceKeys | undefined {
  const count = toNumber(value);
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > MOST_INSTANCES) return undefined;
  return { kind: 'count', keys: Array.from({ length: count }, (_, index) => index) };
}

function labels(value: Value): InstanceKeys | undefined {
  if (isMap(value)) return { kind: 'map', keys: Object.keys(value) };
  if (!isList(value)) return undefined;
  const texts = value.filter((element) => typeof element === 'string');
  return texts.length === value.length ? { kind: 'set', keys: [...new Set(texts)] } : undefined;
}
