/** Rows that findings share, each once, in the order of their first use. */
export class RowIndex<Row> {
  private readonly indexes = new Map<string, number>();
  private readonly list: Row[] = [];

  get rows(): readonly Row[] {
    return this.list;
  }

  /** The index of the row of a key; a new one is made where the key is new. */
  of(key: string, create: () => Row): number {
    const known = this.indexes.get(key);
    if (known !== undefined) return known;
    const row = create();
    const index = this.list.push(row) - 1;
    this.indexes.set(key, index);
    return index;
  }
}
