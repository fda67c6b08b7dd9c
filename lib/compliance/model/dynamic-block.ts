import { roundsOf, type Iteration } from './expression';
import { itemsOf, ownMember } from './own-member';
import { isUnknown, Unknown, type Value } from './value';

/** Blocks that one `dynamic` block writes at most, by the number of `dynamic` blocks around it. */
const MOST_BLOCKS: readonly number[] = [5_000, 100, 10];

/** One block that a `dynamic` block writes. */
export interface DynamicItem {
  readonly path: string;
  readonly content: unknown;
  readonly iterators: ReadonlyMap<string, Iteration>;
  /** Set where `for_each` is unknown: there may be no such block, or many. */
  readonly unknown: Unknown | undefined;
}

/** The blocks that the `dynamic` blocks of a name write, one item for each element of a known `for_each`. */
export function expandDynamic(
  parent: unknown,
  name: string,
  resolve: (raw: unknown, iterators?: ReadonlyMap<string, Iteration>) => Value,
  iterators: ReadonlyMap<string, Iteration> = new Map(),
): readonly DynamicItem[] {
  const definitions = itemsOf(ownMember(parent, 'dynamic')).flatMap((dynamic) => itemsOf(ownMember(dynamic, name)));
  return definitions.flatMap((definition, position): readonly DynamicItem[] => {
    const base = definitions.length > 1 ? `dynamic.${name}[${String(position)}]` : `dynamic.${name}`;
    const label = ownMember(definition, 'iterator');
    const iterator = typeof label === 'string' ? label.replace(/^\$\{|\}$/g, '') : name;
    const content = itemsOf(ownMember(definition, 'content'))[0] ?? {};
    const forEach = resolve(ownMember(definition, 'for_each'), iterators);
    const pairs = iterations(forEach, iterators.size);
    if (pairs === undefined) {
      const hidden = isUnknown(forEach) ? forEach : new Unknown(`dynamic "${name}"`);
      const each = {
        key: new Unknown(`\${${iterator}.key}`, hidden.references),
        value: new Unknown(`\${${iterator}.value}`, hidden.references),
      };
      return [{ path: base, content, iterators: new Map(iterators).set(iterator, each), unknown: hidden }];
    }
    return pairs.map((each, index) => ({
      path: `${base}[${String(index)}]`,
      content,
      iterators: new Map(iterators).set(iterator, each),
      unknown: undefined,
    }));
  });
}

/**
 * Keys and values that a `for_each` runs over, in Terraform's order; undefined where they are not known, or too many
 * to be told apart. Blocks within blocks multiply: they may be fewer the deeper they stand.
 */
function iterations(forEach: Value, level: number): readonly Iteration[] | undefined {
  if (forEach === undefined) return [];
  const rounds = roundsOf(forEach);
  return rounds === undefined || rounds.items.length > (MOST_BLOCKS[level] ?? 1) ? undefined : rounds.items;
}
