/** One piece of a filter pattern. The text of a field has no `$.`; that of a value no quotes. */
export interface Token {
  readonly kind: 'field' | 'comparison' | 'text' | 'regex' | 'sign';
  readonly text: string;
}

const SPACE = /\s*/y;
const SIGN = /\(|\)|&&|\|\|/y;
const COMPARISON = /!=|<=|>=|=|<|>/y;
const FIELD = /\$((?:\.?\[(?:"[^"\]]*"|'[^'\]]*'|\d+|\*)\]|\.[^\s.()[\]=!<>&|"'%]+)+)/y;
const QUOTED = /"((?:[^"\\]|\\[^])*)"/y;
const REGEX = /%((?:[^%\\]|\\[^])*)%/y;
const BARE = /(?:[^\s()"&|]|&(?!&)|\|(?!\|))+/y;

/** Reads the pieces of a filter pattern one after the other. */
export class PatternReader {
  private position = 0;

  constructor(private readonly text: string) {}

  /** Takes a sign where it comes next. */
  take(sign: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(sign, this.position)) return false;
    this.position += sign.length;
    return true;
  }

  /** The next field, comparison, keyword or sign; undefined at the end, and where nothing can be read. */
  next(): Token | undefined {
    this.skipSpace();
    const field = this.match(FIELD);
    if (field !== undefined) return { kind: 'field', text: dotted(field[1] ?? '') };
    const comparison = this.match(COMPARISON);
    if (comparison !== undefined) return { kind: 'comparison', text: comparison[0] };
    const sign = this.match(SIGN);
    if (sign !== undefined) return { kind: 'sign', text: sign[0] };
    return this.nextValue() ?? (this.isAtEnd() ? undefined : { kind: 'sign', text: '' });
  }

  /** The value that a comparison names. */
  nextValue(): Token | undefined {
    this.skipSpace();
    const quoted = this.match(QUOTED);
    if (quoted !== undefined) return { kind: 'text', text: (quoted[1] ?? '').replace(/\\([^])/g, '$1') };
    const regex = this.match(REGEX);
    if (regex !== undefined) return { kind: 'regex', text: regex[1] ?? '' };
    const bare = this.match(BARE);
    return bare === undefined ? undefined : { kind: 'text', text: bare[0] };
  }

  private isAtEnd(): boolean {
    this.skipSpace();
    return this.position >= this.text.length;
  }

  private skipSpace(): void {
    this.match(SPACE);
  }

  private match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.position;
    const found = expression.exec(this.text) ?? undefined;
    if (found !== undefined) this.position = expression.lastIndex;
    return found;
  }
}

/** `.a["b"][0]` becomes `a.b.0`. */
function dotted(selector: string): string {
  return selector.replace(/\.?\[(?:"([^"\]]*)"|'([^'\]]*)'|(\d+|\*))\]/g, '.$1$2$3').replace(/^\./, '');
}
