/** A text, or the index of a text that stands in a table because it is used more than once. */
export type PackedText = string | number;

export interface PackedTexts {
  /** Texts that are used more than once, the most frequent first; the first one is empty. */
  readonly texts: readonly string[];
  readonly columns: readonly (readonly PackedText[])[];
}

/** Writes texts that repeat once. */
export function packTexts(columns: readonly (readonly string[])[]): PackedTexts {
  const uses = new Map<string, number>();
  for (const column of columns) for (const text of column) uses.set(text, (uses.get(text) ?? 0) + 1);
  uses.delete('');
  const repeated = [...uses].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a);
  const texts = ['', ...repeated.map(([text]) => text)];
  const indexes = new Map(texts.map((text, index) => [text, index]));
  return { texts, columns: columns.map((column) => column.map((text) => indexes.get(text) ?? text)) };
}
