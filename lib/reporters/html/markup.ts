import { visible } from '../visible-text';

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** HTML that is written by this package, or escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What a template takes: text and numbers are escaped, markup stands as it is. */
export type MarkupValue = string | number | Markup | readonly Markup[];

/** A template of HTML: text in it is escaped, and characters that would act instead of being shown become visible. */
export function markup(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(strings.map((part, index) => part + textOf(values[index] ?? '')).join(''));
}

function textOf(value: MarkupValue): string {
  if (typeof value === 'string') return escapeHtml(visible(value));
  if (typeof value === 'number') return String(value);
  return value instanceof Markup ? value.text : value.map(({ text }) => text).join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES.get(character) ?? character);
}

/** Nothing. */
export const EMPTY = new Markup('');
