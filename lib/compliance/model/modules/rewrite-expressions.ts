import { eachTraversal } from '../expression/references';
import { parseTemplate } from '../expression/parser';
import type { Expression, Traversal } from '../expression/syntax';
import { itemsOf, ownMember } from '../own-member';

/** The first names of a traversal: `aws_kms_key.k`, `data.aws_vpc.v`, `module.net.id`, `each.key`. */
export interface Head {
  /** `data`, `ephemeral`, or an empty string. */
  readonly section: string;
  /** Type of a resource, or `var`, `local`, `module`, `each`, `count`. */
  readonly root: string;
  readonly name: string;
  /** The name after these, where there is one and it is no index. */
  readonly next: string | undefined;
}

/** What stands in place of a head. */
export interface Renamed {
  readonly text: string;
  /** The name after the head is replaced too. */
  readonly takesNext?: boolean;
}

/** Says what the names of a module mean in the configuration that all modules form; undefined where they stay. */
export type Rename = (head: Head) => Renamed | undefined;

const NAME = '[\\p{ID_Start}_][\\p{ID_Continue}-]*';
const HEAD = new RegExp(
  `^(?:(resource|data|ephemeral)\\s*\\.\\s*)?(${NAME})\\s*\\.\\s*(${NAME})(?:(\\s*\\.\\s*)(${NAME}))?`,
  'u',
);
const TOLERANT = new RegExp(`(?<![\\p{ID_Continue}.$"-])${HEAD.source.slice(1)}`, 'gu');

/** Arguments whose text is an expression without `${ }`. */
const BARE = new Set(['depends_on', 'replace_triggered_by']);

/** Renames what the expressions of raw JSON refer to; the same object where nothing is renamed. */
export function rewriteRaw(raw: unknown, rename: Rename): unknown {
  return rewrite(raw, withoutIterators(raw, rename));
}

function rewrite(raw: unknown, rename: Rename): unknown {
  if (typeof raw === 'string') return rewriteText(raw, rename);
  if (typeof raw !== 'object' || raw === null) return raw;
  if (Array.isArray(raw)) {
    const items = raw.map((item: unknown) => rewrite(item, rename));
    return items.every((item, index) => item === ownMember(raw, index)) ? raw : items;
  }
  const entries = Object.entries(raw).map(
    ([key, value]) =>
      [key, key === '//' ? value : BARE.has(key) ? rewriteBare(value, rename) : rewrite(value, rename)] as const,
  );
  return entries.every(([key, value]) => value === ownMember(raw, key)) ? raw : Object.fromEntries(entries);
}

function rewriteBare(raw: unknown, rename: Rename): unknown {
  if (Array.isArray(raw)) return raw.map((item: unknown) => rewriteBare(item, rename));
  if (typeof raw !== 'string' || raw.includes('${')) return rewrite(raw, rename);
  return rewriteText(`\${${raw}}`, rename).slice(2, -1);
}

/** Renames what a string of Terraform JSON refers to. */
function rewriteText(text: string, rename: Rename): string {
  if (!text.includes('${') && !text.includes('%{')) return text;
  const template = parseTemplate(text);
  if (template === undefined) return rewriteUnread(text, rename);
  const edits: Edit[] = [];
  const unread: Expression[] = [];
  const unreadable: Traversal[] = [];
  const visit = (traversal: Traversal): void => {
    const edit = editOf(text, traversal, rename);
    if (edit === 'unreadable') unreadable.push(traversal);
    else if (edit !== undefined) edits.push(edit);
  };
  eachTraversal(template.root, new Set(), visit, unread);
  // Left as it is, it would mean a block of the root module.
  if (unreadable.length > 0) return `\${unknown(${edits.map(({ replacement }) => replacement).join(', ')})}`;
  for (const { start, end } of unread)
    edits.push({ start, end, replacement: rewriteUnread(text.slice(start, end), rename) });
  return apply(text, edits);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

function editOf(text: string, { start, end, root, steps }: Traversal, rename: Rename): Edit | 'unreadable' | undefined {
  if (steps.length === 0) return undefined;
  const match = HEAD.exec(text.slice(start, end));
  if (match === null || ![match[1], match[2]].includes(root)) {
    return /^(?:each|count|path|terraform|self)$/.test(root) ? undefined : 'unreadable';
  }
  const replaced = replacementOf(match, rename);
  return replaced === undefined ? undefined : { start, end: start + match[0].length, replacement: replaced };
}

/** The new text of a match of `HEAD`. */
function replacementOf(
  [, section = '', root = '', name = '', dot = '', next]: RegExpExecArray | readonly (string | undefined)[],
  rename: Rename,
): string | undefined {
  const renamed = rename({ section: section === 'resource' ? '' : section, root, name, next });
  if (renamed === undefined) return undefined;
  return renamed.takesNext === true || next === undefined ? renamed.text : `${renamed.text}${dot}${next}`;
}

/** What cannot be parsed is not evaluated either: only what it seems to refer to counts. */
function rewriteUnread(text: string, rename: Rename): string {
  return text.replace(
    TOLERANT,
    (whole: string, ...groups: (string | undefined)[]) =>
      replacementOf([whole, ...groups.slice(0, 5)], rename) ?? whole,
  );
}

/** Applies edits that do not overlap. */
function apply(text: string, edits: readonly Edit[]): string {
  let written = '';
  let position = 0;
  for (const { start, end, replacement } of [...edits].sort((left, right) => left.start - right.start)) {
    if (start < position) continue;
    written += text.slice(position, start) + replacement;
    position = end;
  }
  return written + text.slice(position);
}

/** Iterators of `dynamic` blocks are names of the block, not of the module. */
function withoutIterators(raw: unknown, rename: Rename): Rename {
  const iterators = new Set<string>();
  collectIterators(raw, iterators);
  if (iterators.size === 0) return rename;
  return (head) =>
    head.section === '' && iterators.has(head.root) && (head.name === 'key' || head.name === 'value')
      ? undefined
      : rename(head);
}

function collectIterators(raw: unknown, iterators: Set<string>): void {
  if (typeof raw !== 'object' || raw === null) return;
  for (const entry of itemsOf(ownMember(raw, 'dynamic'))) {
    if (typeof entry !== 'object' || entry === null) continue;
    for (const [label, blocks] of Object.entries(entry)) {
      for (const block of itemsOf(blocks)) {
        const iterator = ownMember(block, 'iterator');
        iterators.add(typeof iterator === 'string' ? iterator.replace(/^\$\{\s*|\s*\}$/g, '') : label);
      }
    }
  }
  for (const inner of Object.values(raw)) collectIterators(inner, iterators);
}
