import { counted } from '../summary-line';
import { EMPTY, markup, type Markup } from './markup';

/**
 * A table of at most `most` rows, that says how many are left out.
 *
 * @param headers - of the columns; `#` in front marks a column of numbers. The first column heads its row
 */
export function dataTable<Row>(
  caption: string,
  headers: readonly string[],
  most: number,
  rows: readonly Row[],
  cells: (row: Row) => readonly (string | Markup)[],
): Markup {
  const isNumber = headers.map((header) => header.startsWith('#'));
  const left = rows.length - most;
  return markup`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${headers.map((header, at) => markup`<th scope="col"${numeric(isNumber[at])}>${header.replace(/^#/, '')}</th>`)}</tr></thead>
<tbody>
${rows
  .slice(0, most)
  .map(
    (row) =>
      markup`<tr>${cells(row).map((cell, at) => (at === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td${numeric(isNumber[at])}>${cell}</td>`))}</tr>\n`,
  )}</tbody></table></div>
${left > 0 ? markup`<p class="more">… and ${counted(left, 'more row')} that this page leaves out</p>` : EMPTY}`;
}

function numeric(isNumber: boolean | undefined): Markup {
  return isNumber === true ? markup` class="num"` : EMPTY;
}
