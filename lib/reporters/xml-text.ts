import { visible } from './visible-text';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** One line of text for an attribute or an element of XML 1.0, which has no way to write control characters: they become escapes such as `\u001b`. */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => ENTITIES.get(char) ?? char);
}

/** An opening tag, without its end: `<testcase name="x"`. Attributes that are undefined are left out. */
export function xmlTag(name: string, attributes: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(String(value))}"`],
  );
  return `<${name}${pairs.join('')}`;
}
