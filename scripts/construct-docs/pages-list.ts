import path from 'node:path';
import { markedClasses } from './guarantee-table';

const MARKED = /(<!-- pages:start -->\n)[\s\S]*?(<!-- pages:end -->)/;

/** A Markdown document: its path from the root of the repository, and its text. */
export interface Document {
  readonly file: string;
  readonly text: string;
}

/** A document with its list of the pages about constructs brought up to date. */
export function withPages({ file, text }: Document, pages: readonly Document[]): Document {
  if (!MARKED.test(text)) throw new Error(`${file} has no place for the list of pages`);
  const rows = pages.map((page) => row(page, path.posix.relative(path.posix.dirname(file), page.file)));
  const list = ['| page | constructs | |', '|---|---|---|', ...rows].join('\n');
  return { file, text: text.replace(MARKED, (_, open: string, close: string) => `${open}${list}\n${close}`) };
}

function row({ file, text }: Document, link: string): string {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? path.basename(file, '.md');
  const classes = markedClasses(text).map((name) => `\`${name}\``);
  return `| [${title}](${link}) | ${classes.join(', ')} | ${firstSentence(text).replaceAll('|', '\\|')} |`;
}

/** The first sentence of the first paragraph. */
function firstSentence(text: string): string {
  const paragraph = text
    .split(/\n{2,}/)
    .map((each) => each.trim())
    .find((each) => each !== '' && !/^[#<`|-]/.test(each));
  return (/^[\s\S]*?[^.]\.(?=\s+[A-Z`*[]|$)/.exec(paragraph ?? '')?.[0] ?? '').replaceAll('\n', ' ');
}
