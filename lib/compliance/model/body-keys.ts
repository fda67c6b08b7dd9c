/** Offsets of bodies and of their keys in a JSON text, recorded from its start to its end. */
export class BodyKeys {
  /** The offset of a body, those of its keys, the complement (`~`) of that of its end; then the next body. */
  private offsets = new Int32Array(1024);
  private length = 0;

  /** The opening bracket of a body, or the quote that opens one of its keys. */
  add(offset: number): void {
    if (this.length === this.offsets.length) {
      const longer = new Int32Array(this.length * 2);
      longer.set(this.offsets);
      this.offsets = longer;
    }
    this.offsets[this.length] = offset;
    this.length += 1;
  }

  close(offset: number): void {
    this.add(~offset);
  }

  /**
   * Offset of a key of the body at `body`; that of the body where it has no such key; undefined where the body was not
   * recorded or holds keys with escapes, so that a slower search has to tell.
   */
  find(text: string, body: number, key: string): number | undefined {
    const start = this.indexOf(body);
    if (start === undefined) return undefined;
    let index = start + 1;
    for (; this.isKey(index); index += 1) {
      const quote = this.offsets[index] ?? 0;
      if (text.startsWith(key, quote + 1) && text[quote + 1 + key.length] === '"' && !key.includes('\\')) return quote;
    }
    for (index -= 1; index > start; index -= 1) if (hasEscape(text, this.offsets[index] ?? 0)) return undefined;
    return key.includes('\\') ? undefined : body;
  }

  private isKey(index: number): boolean {
    return index < this.length && (this.offsets[index] ?? -1) >= 0;
  }

  private indexOf(body: number): number | undefined {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const offset = this.offsets[middle] ?? 0;
      if ((offset < 0 ? ~offset : offset) < body) low = middle + 1;
      else high = middle;
    }
    return low < this.length && this.offsets[low] === body ? low : undefined;
  }
}

function hasEscape(text: string, quote: number): boolean {
  return text.slice(quote + 1, text.indexOf('"', quote + 1)).includes('\\');
}
