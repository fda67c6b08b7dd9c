/** Text that is not an expression of Terraform. Never leaves the parser. */
export class ExpressionSyntaxError extends Error {}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A reading position in the text of an expression. */
export class Cursor {
  position = 0;
  /** Newlines separate items inside `{ }`; elsewhere they are blanks. */
  newlinesMatter = false;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  fail(expected: string): never {
    throw new ExpressionSyntaxError(`expected ${expected} at ${String(this.position)}`);
  }

  /** Skips blanks and comments. */
  skipBlanks(): void {
    const { text } = this;
    for (;;) {
      const character = text.charAt(this.position);
      if (character === '\n' && this.newlinesMatter) return;
      if (character === ' ' || character === '\n' || character === '\t' || character === '\r') this.position += 1;
      else if (character === '#' || text.startsWith('//', this.position)) this.skipTo('\n', 0);
      else if (text.startsWith('/*', this.position)) this.skipTo('*/', 2);
      else return;
    }
  }

  /** Skips blanks, comments and newlines, whatever they mean here. */
  skipLines(): void {
    const before = this.newlinesMatter;
    this.newlinesMatter = false;
    this.skipBlanks();
    this.newlinesMatter = before;
  }

  /** True where the text goes on with the token, after blanks. */
  sees(token: string): boolean {
    this.skipBlanks();
    return this.text.startsWith(token, this.position);
  }

  /** Reads the token if it comes next. */
  take(token: string): boolean {
    if (!this.sees(token)) return false;
    this.position += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`"${token}"`);
  }

  /** Reads an identifier if one comes next. */
  identifier(): string | undefined {
    this.skipBlanks();
    return this.match(IDENTIFIER);
  }

  /** Reads a keyword if it comes next as a whole word. */
  keyword(word: string): boolean {
    const start = this.position;
    if (this.identifier() === word) return true;
    this.position = start;
    return false;
  }

  /** Reads the digits of a number if they come next. */
  number(): string | undefined {
    this.skipBlanks();
    return this.match(NUMBER);
  }

  /** Reads decimal digits only, as in `list.0.name`. */
  digits(): string | undefined {
    return this.match(/\d+/y);
  }

  /** Runs a reader while newlines do or do not matter. */
  within<T>(newlinesMatter: boolean, read: () => T): T {
    const before = this.newlinesMatter;
    this.newlinesMatter = newlinesMatter;
    const result = read();
    this.newlinesMatter = before;
    return result;
  }

  private skipTo(end: string, length: number): void {
    const found = this.text.indexOf(end, this.position + length);
    this.position = found === -1 ? this.text.length : found + length;
  }

  /** Reads what a sticky pattern matches here. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }
}
