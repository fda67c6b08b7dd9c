import { stripVTControlCharacters } from 'node:util';
import type { Colors } from 'picocolors/types';

const GAP = 2;
const NARROWEST = 20;

export interface PlainTableOptions {
  readonly colors: Colors;
  /** Columns of the terminal: the last column is wrapped. Undefined: one line a row, for grep. */
  readonly width: number | undefined;
}

/** Rows in columns without borders. */
export function plainTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { colors, width }: PlainTableOptions,
): string {
  const Table = require('cli-table3') as typeof import('cli-table3');
  const widths = head.map((title, column) =>
    rows.reduce((widest, row) => Math.max(widest, stripVTControlCharacters(row[column] ?? '').length), title.length),
  );
  const fixed = widths.slice(0, -1).map((columns) => columns + GAP);
  const last = Math.max(NARROWEST, (width ?? 0) - fixed.reduce((sum, columns) => sum + columns, 0));
  const table = new Table({
    chars: noBorders(),
    style: { 'padding-left': 0, 'padding-right': GAP, head: [], border: [], compact: true },
    ...(width === undefined ? {} : { colWidths: [...fixed, last], wordWrap: true }),
  });
  table.push(head.map(colors.bold));
  for (const row of rows) table.push([...row]);
  return table.toString().replace(/ +$/gm, '');
}

function noBorders(): Record<string, string> {
  const edges = ['top', 'bottom', 'left', 'right'].flatMap((side) => [side, `${side}-mid`]);
  const corners = ['top-left', 'top-right', 'bottom-left', 'bottom-right', 'mid', 'mid-mid', 'middle'];
  return Object.fromEntries([...edges, ...corners].map((name) => [name, '']));
}
