import { ExpressionSyntaxError } from './cursor';
import type { Expression, Span } from './syntax';

/** Directives nested deeper than this are not read. */
const DEEPEST = 200;

/** What stands between `for` and the colon, or in a `%{ for }` directive. */
export interface ForClause {
  readonly names: readonly string[];
  readonly collection: Expression;
}

interface LiteralToken {
  readonly kind: 'literal';
  text: string;
}

interface OpeningToken extends Span {
  readonly kind: 'open';
  /** What `%{ if }` asks, or what `%{ for }` runs over. */
  readonly of: { readonly condition: Expression } | ForClause;
}

/** A `%{ }` directive. */
type DirectiveToken = OpeningToken | (Span & { readonly kind: 'else' | 'endif' | 'endfor' });

type Token = LiteralToken | { readonly kind: 'value'; readonly node: Expression } | DirectiveToken;

/** Collects the tokens of a template, as Terraform's scanner cuts them, and joins them to an expression. */
export class TemplateTokens {
  private readonly tokens: Token[] = [];
  private trimNext = false;
  private position = 0;

  constructor(private readonly start: number) {}

  /** Literal text: one token, which strip markers beside it shorten as a whole. */
  literal(text: string): void {
    this.tokens.push({ kind: 'literal', text: this.trimNext ? trimStart(text) : text });
    this.trimNext = false;
  }

  value(node: Expression): void {
    this.trimNext = false;
    this.tokens.push({ kind: 'value', node });
  }

  directive(token: DirectiveToken): void {
    this.trimNext = false;
    this.tokens.push(token);
  }

  /** `${~` removes the blanks before it. */
  trimEnd(): void {
    const last = this.tokens.at(-1);
    if (last?.kind === 'literal') last.text = trimEnd(last.text);
  }

  /** `~}` removes the blanks after it. */
  trimNextStart(): void {
    this.trimNext = true;
  }

  /** Removes the indentation that all lines of a `<<-` heredoc have in common. */
  outdent(): void {
    const indented: LiteralToken[] = [];
    let least = Infinity;
    let isLineStart = true;
    for (const token of this.tokens) {
      if (isLineStart) {
        isLineStart = false;
        if (token.kind !== 'literal') least = 0;
        else if (trimStart(token.text) !== '' || !token.text.endsWith('\n')) {
          least = Math.min(least, token.text.length - trimStart(token.text).length);
          indented.push(token);
        }
      }
      if (token.kind === 'literal' && token.text.endsWith('\n')) isLineStart = true;
    }
    for (const token of indented) token.text = token.text.slice(least);
  }

  finish(end: number): Expression {
    const [only, ...others] = this.tokens;
    if (only?.kind === 'value' && others.length === 0) return only.node;
    const template = this.joined(this.start, end, 0);
    if (this.position < this.tokens.length) throw new ExpressionSyntaxError('a directive closes nothing');
    if (template.parts.every((part) => typeof part === 'string'))
      return { kind: 'literal', value: template.parts.join(''), start: this.start, end };
    const [directive] = template.parts;
    const isAlone =
      template.parts.length === 1 && typeof directive === 'object' && directive.kind.endsWith('Directive');
    return isAlone ? directive : template;
  }

  /** Joins tokens up to a directive that closes another one. */
  private joined(start: number, end: number, depth: number) {
    if (depth > DEEPEST) throw new ExpressionSyntaxError('expected less nesting');
    const parts: (string | Expression)[] = [];
    for (; this.position < this.tokens.length; this.position += 1) {
      const token = this.tokens[this.position];
      if (token?.kind === 'literal') append(parts, token.text);
      else if (token?.kind === 'value') parts.push(token.node);
      else if (token?.kind === 'open') parts.push(this.block(token, depth));
      else break;
    }
    return { kind: 'joined', parts, start, end: this.here(end) } as const;
  }

  private block({ of, start, end }: OpeningToken, depth: number): Expression {
    this.position += 1;
    const body = this.joined(end, end, depth + 1);
    if (!('condition' in of)) {
      const { names, collection } = of;
      return { kind: 'forDirective', names, collection, body, start, end: this.close('endfor') };
    }
    let whenFalse: Expression = { kind: 'literal', value: '', start: end, end };
    const middle = this.tokens[this.position];
    if (middle?.kind === 'else') {
      this.position += 1;
      whenFalse = this.joined(middle.end, middle.end, depth + 1);
    }
    const { condition } = of;
    return { kind: 'ifDirective', condition, whenTrue: body, whenFalse, start, end: this.close('endif') };
  }

  /** The end of the directive that closes a block. */
  private close(kind: 'endif' | 'endfor'): number {
    const token = this.tokens[this.position];
    if (token?.kind !== kind) throw new ExpressionSyntaxError(`expected ${kind}`);
    return token.end;
  }

  private here(end: number): number {
    const token = this.tokens[this.position];
    return token === undefined || token.kind === 'literal' || token.kind === 'value' ? end : token.start;
  }
}

function append(parts: (string | Expression)[], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else parts.push(text);
}

/** Blanks as Go's `unicode.IsSpace` knows them: unlike JavaScript's, with U+0085 and without U+FEFF. */
const BLANK = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${BLANK}+`);
const BLANK_CHARACTER = new RegExp(BLANK);

/** Removes blanks from the start, as Go does. */
export function trimStart(text: string): string {
  return text.replace(LEADING, '');
}

/** Removes blanks from the end, as Go does. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK_CHARACTER.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
