import type { StackJson } from '../peers/examples';
import entries from './not-emulated.json';

/** Something that AWS does and the pretended AWS does not. */
export interface NotEmulated {
  readonly type: string;
  /** What is read back otherwise than it was written; absent where resources of the type cannot be made at all. */
  readonly attribute?: string;
  /** Name of the only build that it holds for, such as `database-cluster-every-option`. */
  readonly build?: string;
  readonly reason: string;
}

export const NOT_EMULATED: readonly NotEmulated[] = entries;

/** A difference that a second plan shows. */
export interface Difference {
  readonly address: string;
  readonly type: string;
  readonly actions: string;
  /** Undefined where the resource as a whole is to be made or destroyed. */
  readonly attribute?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
    /** Attributes whose change cannot be made without making the resource anew. */
    readonly replace_paths?: readonly (readonly [string, ...unknown[]])[];
  };
}

/** What `terraform show -json` prints of a plan. */
export interface PlanJson {
  readonly resource_changes?: readonly PlannedChange[];
}

/** Every attribute that a plan changes; of a resource that is made anew, none that only follows from it. */
export function differencesIn(plan: PlanJson): readonly Difference[] {
  return (plan.resource_changes ?? []).flatMap(({ address, type, change }) => {
    const actions = change.actions.join('-');
    if (actions === 'no-op' || actions === 'read') return [];
    const { before, after, after_unknown: unknown, replace_paths: causes = [] } = change;
    if (before === null || after === null) return [{ address, type, actions }];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)])];
    const changed = names.filter(
      (name) => unknown[name] === true || JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    );
    const updated = changed.filter((name) => actions === 'update' || (unknown[name] !== true && after[name] !== null));
    const differing = new Set([...causes.map(([name]) => name), ...updated]);
    // Made anew without a cause: what made it has failed.
    if (actions !== 'update' && causes.length === 0) return [{ address, type, actions }];
    return [...differing].map((attribute) => ({
      address,
      type,
      actions,
      attribute,
      before: before[attribute],
      after: after[attribute],
    }));
  });
}

/** The entry that explains a difference. */
export function explanationOf({ address, type, attribute }: Difference): NotEmulated | undefined {
  if (attribute === undefined) return undefined;
  return NOT_EMULATED.find(
    (each) =>
      each.type === type &&
      each.attribute === attribute &&
      (each.build === undefined || address.startsWith(`module.${each.build}.`)),
  );
}

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The stack without resources that cannot be made, and without what refers to them. */
export function withoutTypes(stack: StackJson, types: ReadonlySet<string>): StackJson {
  const removed = new Set<string>();
  const refersToRemoved = (block: unknown): boolean => {
    const text = JSON.stringify(block);
    return [...removed].some((address) => new RegExp(`(?<![\\w.-])${address}(?![\\w-])`).test(text));
  };
  const dropped = (address: string, block: unknown): boolean =>
    removed.has(address) || types.has(address.split('.')[0] ?? '') || refersToRemoved(block);
  let before: number;
  do {
    before = removed.size;
    for (const [type, blocks] of Object.entries((stack.resource ?? {}) as Blocks)) {
      for (const [name, block] of Object.entries(blocks))
        if (dropped(`${type}.${name}`, block)) removed.add(`${type}.${name}`);
    }
  } while (removed.size > before);
  if (removed.size === 0) return stack;
  const kept = Object.entries((stack.resource ?? {}) as Blocks).map(([type, blocks]) => {
    const left = Object.entries(blocks).filter(([name]) => !removed.has(`${type}.${name}`));
    return [type, Object.fromEntries(left)] as const;
  });
  const outputs = Object.entries((stack.output ?? {}) as Blocks).filter(([, output]) => !refersToRemoved(output));
  const resource = Object.fromEntries(kept.filter(([, blocks]) => Object.keys(blocks).length > 0));
  return { ...stack, resource, ...(stack.output === undefined ? {} : { output: Object.fromEntries(outputs) }) };
}

/** The resource, with nothing to do about what is read back otherwise than it was written. */
function settled(type: string, block: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const forgotten = NOT_EMULATED.filter((each) => each.type === type).flatMap(({ attribute }) => attribute ?? []);
  if (forgotten.length === 0) return block;
  const lifecycle = (block.lifecycle ?? {}) as { readonly ignore_changes?: readonly string[] };
  const ignored = [...new Set([...(lifecycle.ignore_changes ?? []), ...forgotten])];
  return { ...block, lifecycle: { ...lifecycle, ignore_changes: ignored } };
}

/** The stack with everything that forbids to destroy it taken off: an apply changes that alone. */
export function withoutProtection(stack: StackJson): StackJson {
  const { resource = {}, ...rest } = JSON.parse(JSON.stringify(stack), (key, value: unknown) =>
    (key === 'deletion_protection' || key === 'prevent_destroy') && value === true ? false : value,
  ) as StackJson & { readonly resource?: Blocks };
  const settledBlocks = Object.entries(resource).map(([type, blocks]) => [
    type,
    Object.fromEntries(
      Object.entries(blocks).map(([name, block]) => [name, settled(type, block as Readonly<Record<string, unknown>>)]),
    ),
  ]);
  return { ...rest, resource: Object.fromEntries(settledBlocks) as Blocks };
}
