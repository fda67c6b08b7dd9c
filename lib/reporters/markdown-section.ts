import { grouped } from './summary-line';

/** GitHub refuses a comment of more characters. */
export const MOST_CHARACTERS = 65_536;

/** Kept free for the end of a section and the line that says how much is left out. */
export const RESERVE = 200;

/** A part of a comment that can be folded away. */
export interface Section {
  readonly title: string;
  readonly isOpen: boolean;
  readonly count: number;
  /** Writes the item of an index: only what fits is written. */
  readonly item: (index: number) => string;
}

/** As many items of a section as there is room for, and how many are left out. */
export function sectionText({ title, isOpen, count, item }: Section, room: number): string {
  const open = `\n<details${isOpen ? ' open' : ''}>\n<summary>${title} (${grouped(count)})</summary>\n\n`;
  const close = '\n</details>\n';
  let text = open;
  let written = 0;
  while (written < count) {
    const next = item(written);
    if (text.length + next.length > room) break;
    text += next;
    written += 1;
  }
  if (written < count) {
    const left = grouped(count - written);
    text += `${written === 0 ? '' : '\n'}_${left} more left out: a comment holds ${grouped(MOST_CHARACTERS)} characters_\n`;
  }
  return text + close;
}
