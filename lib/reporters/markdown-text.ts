/** Punctuation that can begin structure anywhere in a line of Markdown. */
const STRUCTURE = /[\\`*_{}[\]<>()|~$!^]/g;

/** What GitHub makes of plain text: mentions, references to issues, links of bare addresses. */
const MENTION = /(?<!\w)[@#](?=\w)|(?<=\w)#(?=\d)|GH-(?=\d)|:(?=\/\/)|\bwww(?=\.)/gi;

const ZERO_WIDTH_SPACE = '&#8203;';

/**
 * One line of text from outside as Markdown that shows it as it is: no markup, no HTML, no mention, no link. It may
 * not begin a line, where numbers and dashes make lists.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replace(STRUCTURE, (char) => (char === '<' ? '&lt;' : char === '>' ? '&gt;' : `\\${char}`))
    .replace(MENTION, (match) => match + ZERO_WIDTH_SPACE);
}

/** One line of text as a code span, whatever backticks it holds. */
export function markdownCode(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const pad = text === '' || text.startsWith('`') || text.endsWith('`') || /^ .* $/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}
