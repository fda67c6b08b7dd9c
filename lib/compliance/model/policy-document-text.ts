import { EncodedJson, PartialMap } from './expression';
import { referencesOf } from './expression/resolved-references';
import { Unknown, type Value } from './value';

/** JSON nested deeper than this is not read. */
const DEEPEST = 200;

/**
 * Reads JSON text that has unknown pieces. Each piece comes back where it stood: inside a string as an unknown with
 * parts, instead of a whole value as that value. Undefined where the text around the pieces is not JSON.
 */
export function parseJsonPieces(parts: readonly (string | Unknown)[]): { readonly value: Value } | undefined {
  const mark = unusedCharacter(parts);
  if (mark === undefined) return undefined;
  let text = '';
  let inString = false;
  let escaped = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') {
      const placeholder = `${mark}${String(index)}${mark}`;
      text += inString ? placeholder : `"${mark}${placeholder}"`;
      continue;
    }
    for (const character of part) {
      if (escaped) escaped = false;
      else if (character === '\\') escaped = inString;
      else if (character === '"') inString = !inString;
    }
    text += part;
  }
  try {
    return { value: new PieceReader(parts, mark).read(JSON.parse(text), 0) };
  } catch {
    return undefined;
  }
}

/** A character of the private use area that no piece of text holds, escaped or not. */
function unusedCharacter(parts: readonly (string | Unknown)[]): string | undefined {
  const text = parts.filter((part) => typeof part === 'string').join('');
  const escapes = new Set(Array.from(text.matchAll(/\\u([0-9a-fA-F]{4})/g), ([, code = '']) => parseInt(code, 16)));
  for (let code = 0xe000; code < 0xf900; code += 1) {
    const character = String.fromCharCode(code);
    if (!escapes.has(code) && !text.includes(character)) return character;
  }
  return undefined;
}

class PieceReader {
  constructor(
    private readonly parts: readonly (string | Unknown)[],
    private readonly mark: string,
  ) {}

  read(parsed: unknown, depth: number): Value {
    if (depth > DEEPEST) throw new RangeError('the document nests too deep');
    if (typeof parsed === 'string') return this.text(parsed);
    if (typeof parsed === 'number' || typeof parsed === 'boolean') return parsed;
    if (Array.isArray(parsed)) return parsed.map((element) => this.read(element, depth + 1));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const entries = Object.entries(parsed).map(([key, part]) => [this.key(key), this.read(part, depth + 1)] as const);
    const known = entries.filter((entry): entry is readonly [string, Value] => typeof entry[0] === 'string');
    if (known.length === entries.length) return Object.fromEntries(known);
    return new PartialMap('a map with unknown keys', referencesOf(...entries.flat()), entries);
  }

  private key(text: string): string | Unknown {
    const key = this.text(text);
    return typeof key === 'string' || key instanceof Unknown ? key : new Unknown(text);
  }

  private text(text: string): Value {
    const { mark } = this;
    if (!text.includes(mark)) return text;
    if (text.startsWith(mark + mark)) {
      const piece = this.piece(text.slice(2, -1));
      return piece instanceof EncodedJson ? piece.value : piece;
    }
    const pieces = text
      .split(mark)
      .map((part, index) => (index % 2 === 0 ? part : this.piece(part)))
      .filter((piece) => piece !== '');
    const [first = ''] = pieces;
    return pieces.length === 1 ? first : new Unknown(pieces.map(String).join(''), referencesOf(...pieces), pieces);
  }

  private piece(index: string): string | Unknown {
    return this.parts[Number(index)] ?? '';
  }
}
