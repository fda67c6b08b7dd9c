import type { WorkPool } from './budget';
import type { Value } from '../value';

/** What an iterator stands for in one round: the items of `each`, of a `dynamic` block, or of a `for` expression. */
export interface Iteration {
  readonly key: Value;
  readonly value: Value;
}

/** One instance of a block: what `each` or `count.index` means in it. */
export interface Instance {
  readonly each?: Iteration;
  readonly countIndex?: number;
}

/**
 * What names mean where an expression stands.
 *
 * An answer that is unknown should be an `Unknown` that refers to the block itself (`${var.x}`, address `var.x`):
 * what is read of it is added to that reference.
 */
export interface Scope {
  /** Value of `var.name`: its default (`undefined` for a default of `null`), or an Unknown when it has none. */
  variable(name: string): Value;
  /** Value of `local.name`, resolved, or an Unknown when it cannot be. */
  local(name: string): Value;
  /** What `each.key` and `each.value` mean; unknown when left out. */
  readonly each?: Iteration | undefined;
  /** What `count.index` means; unknown when left out. */
  readonly countIndex?: number | undefined;
  /** Iterators of `dynamic` blocks by name: `ingress` gives `ingress.key` and `ingress.value`. */
  readonly iterators?: ReadonlyMap<string, Iteration> | undefined;
  /** Work that all expressions of a configuration share; each has its own when left out. */
  readonly work?: WorkPool | undefined;
}
