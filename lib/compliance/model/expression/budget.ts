/** Steps that one text may take beside those that its length gives it. */
const BASE = 2_000;
/** Steps for each character of a text: what loops over nothing needs less. */
const PER_CHARACTER = 8;

/**
 * Work that may still be done, in steps of about half a microsecond. One pool is shared by all expressions of a configuration,
 * so that loops within loops cannot make the time grow faster than the input.
 */
export class WorkPool {
  constructor(private left = 100_000) {}

  /** Takes steps out of the pool; false where it is empty. */
  take(steps: number): boolean {
    if (steps > this.left) return false;
    this.left -= steps;
    return true;
  }
}

/** Work that the evaluation of one text may take: its own share, then what the pool has. */
export class Budget {
  private own: number;
  private spent = false;

  constructor(
    text: string,
    private readonly pool: WorkPool,
  ) {
    this.own = BASE + PER_CHARACTER * text.length;
  }

  /** True once a step was refused: nothing more is evaluated. */
  get isSpent(): boolean {
    return this.spent;
  }

  /** Spends steps; false where there are none left. */
  spend(steps: number): boolean {
    if (this.spent) return false;
    if (steps <= this.own) this.own -= steps;
    else if (!this.pool.take(steps)) this.spent = true;
    return !this.spent;
  }
}
