/** Counts how often a text came: ids of findings may repeat where two files declare the same address. */
export class Occurrences {
  private readonly counts = new Map<string, number>();

  /** 1 for the first time. */
  next(text: string): number {
    const count = (this.counts.get(text) ?? 0) + 1;
    this.counts.set(text, count);
    return count;
  }
}
