/** An element of a document, with its attributes and what stands in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const NAME = '[A-Za-z_][\\w.-]*';
const TOKEN = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>|([^<]+)`, 'y');
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([\da-fA-F]+));|&/g;
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** What XML 1.0 calls a character. */
const LEGAL = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/** Reads a document without comments, sections and a DTD; strict: throws for what is not well-formed. */
export function parseXml(text: string): XmlElement {
  if (!LEGAL.test(text)) throw new Error('a character that XML 1.0 does not have');
  const start = /^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/.exec(text);
  if (start === null) throw new Error('no declaration');
  const root: OpenElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open: OpenElement[] = [root];
  const token = new RegExp(TOKEN);
  token.lastIndex = start[0].length;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    const parent = open.at(-1);
    if (match === null || parent === undefined) throw new Error(`not well-formed at ${text.slice(at, at + 60)}`);
    const [, isEnd, name = '', attributes = '', isEmpty, content] = match;
    if (content !== undefined) {
      if (content.includes(']]>')) throw new Error('the end of a section in text');
      parent.text += decode(content);
    } else if (isEnd === '/') {
      if (parent.name !== name || attributes !== '' || isEmpty === '/') throw new Error(`wrong end of ${name}`);
      open.pop();
    } else {
      const element: OpenElement = { name, attributes: parseAttributes(attributes), children: [], text: '' };
      parent.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  const [document, ...others] = root.children;
  if (open.length !== 1 || document === undefined || others.length > 0 || root.text.trim() !== '')
    throw new Error('not one closed element');
  return document;
}

function parseAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(new RegExp(`(${NAME})="([^"<]*)"`, 'g'))) {
    if (attributes.has(name)) throw new Error(`${name} twice`);
    attributes.set(name, decode(value));
  }
  return attributes;
}

function decode(text: string): string {
  return text.replace(
    ENTITY,
    (entity, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
      if (name !== undefined) return ENTITIES.get(name) ?? '';
      const code = decimal ?? (hex === undefined ? undefined : Number.parseInt(hex, 16));
      if (code === undefined) throw new Error(`a bare ${entity}`);
      const character = String.fromCodePoint(Number(code));
      if (!LEGAL.test(character)) throw new Error('a character that XML 1.0 does not have');
      return character;
    },
  );
}
