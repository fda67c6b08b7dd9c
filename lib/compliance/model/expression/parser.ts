import { Cursor, ExpressionSyntaxError } from './cursor';
import { numberIn } from './exact-number';
import type { BinaryOperator, Expression, For, Step, Template } from './syntax';
import { readBareTemplate, readHeredoc, readQuotedTemplate, type ForClause, type Reader } from './template-reader';

/** Expressions nested deeper than this are not read. */
const DEEPEST = 200;

/** How tightly binary operators bind. Longer tokens stand before their prefixes. */
const OPERATORS: readonly (readonly [token: BinaryOperator, precedence: number])[] = [
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<=', 4],
  ['>=', 4],
  ['<', 4],
  ['>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
];

/**
 * Parses a string of Terraform JSON: literal text with `${ }` interpolations and `%{ }` directives.
 * Returns undefined where Terraform could not read it, or where it nests too deep. Never throws.
 */
export function parseTemplate(text: string): Template | undefined {
  try {
    return { text, root: new Parser(new Cursor(text)).template() };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

/** Parses a bare expression, such as the `type` of a variable. Returns undefined where it cannot be read. */
export function parseExpression(text: string): Template | undefined {
  try {
    return { text, root: new Parser(new Cursor(text)).whole() };
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

class Parser implements Reader {
  private depth = 0;

  constructor(private readonly cursor: Cursor) {}

  whole(): Expression {
    const expression = this.expression();
    this.cursor.skipLines();
    if (!this.cursor.atEnd) this.cursor.fail('the end');
    return expression;
  }

  /** The whole text as a template, in which a backslash is only a backslash. */
  template(): Expression {
    return readBareTemplate(this.cursor, this);
  }

  expression(): Expression {
    this.depth += 1;
    if (this.depth > DEEPEST) this.cursor.fail('less nesting');
    const condition = this.binary(1);
    let result = condition;
    if (this.cursor.take('?')) {
      const whenTrue = this.expression();
      this.cursor.expect(':');
      const whenFalse = this.expression();
      result = { kind: 'conditional', condition, whenTrue, whenFalse, start: condition.start, end: whenFalse.end };
    }
    this.depth -= 1;
    return result;
  }

  /** Reads operators that bind at least as tightly as `lowest`. */
  private binary(lowest: number): Expression {
    const { cursor } = this;
    let left = this.unary();
    for (let length = 0; ; length += 1) {
      if (length > DEEPEST) this.cursor.fail('fewer operators');
      cursor.skipBlanks();
      const { position, text } = cursor;
      const found = '|&=!<>+-*/%'.includes(text.charAt(position))
        ? OPERATORS.find(([token]) => text.startsWith(token, position))
        : undefined;
      if (found === undefined || found[1] < lowest) return left;
      const [operator, precedence] = found;
      cursor.position += operator.length;
      const right = this.binary(precedence + 1);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
  }

  private unary(): Expression {
    const { cursor } = this;
    cursor.skipBlanks();
    const start = cursor.position;
    const operator = cursor.take('!') ? '!' : cursor.take('-') ? '-' : undefined;
    if (operator === undefined) return this.postfix();
    this.depth += 1;
    if (this.depth > DEEPEST) this.cursor.fail('less nesting');
    const operand = this.unary();
    this.depth -= 1;
    return { kind: 'unary', operator, operand, start, end: operand.end };
  }

  private postfix(): Expression {
    const target = this.primary();
    const steps = this.steps();
    if (steps.length === 0) return target;
    const span = { start: target.start, end: this.cursor.position };
    if (target.kind === 'traversal' && target.steps.length === 0) return { ...target, steps, ...span };
    return { kind: 'access', target, steps, ...span };
  }

  private steps(): readonly Step[] {
    const { cursor } = this;
    const steps: Step[] = [];
    for (;;) {
      const before = cursor.position;
      if (cursor.sees('...')) return steps;
      if (cursor.take('.')) {
        if (cursor.take('*')) steps.push({ kind: 'splat', attributesOnly: true });
        else steps.push(...this.attributeStep());
      } else if (cursor.take('[')) {
        steps.push(cursor.within(false, () => this.indexStep()));
      } else {
        cursor.position = before;
        return steps;
      }
    }
  }

  private attributeStep(): readonly Step[] {
    const { cursor } = this;
    const name = cursor.identifier();
    if (name !== undefined) return [{ kind: 'attribute', name }];
    const start = cursor.position;
    const digits = cursor.digits();
    if (digits === undefined) this.cursor.fail('an attribute');
    return [{ kind: 'index', key: { kind: 'literal', value: Number(digits), start, end: cursor.position } }];
  }

  private indexStep(): Step {
    const { cursor } = this;
    if (cursor.take('*')) {
      cursor.expect(']');
      return { kind: 'splat', attributesOnly: false };
    }
    const key = this.expression();
    cursor.expect(']');
    return { kind: 'index', key };
  }

  private primary(): Expression {
    const { cursor } = this;
    cursor.skipBlanks();
    const start = cursor.position;
    if (cursor.take('(')) {
      const inner = cursor.within(false, () => {
        const expression = this.expression();
        cursor.expect(')');
        return expression;
      });
      // Parentheses end a traversal: `(a).b` is an access, and `{ (a) = 1 }` is no literal key.
      return { kind: 'access', target: inner, steps: [], start, end: cursor.position };
    }
    if (cursor.take('[')) return cursor.within(false, () => this.tuple(start));
    if (cursor.take('{')) return this.object(start);
    if (cursor.take('"')) return readQuotedTemplate(cursor, this, start);
    if (cursor.take('<<')) return readHeredoc(cursor, this, start);
    const digits = cursor.number();
    if (digits !== undefined) return numberLiteral(digits, start, cursor.position);
    return this.named(start);
  }

  private named(start: number): Expression {
    const { cursor } = this;
    let name = cursor.identifier();
    if (name === undefined) this.cursor.fail('an expression');
    while (cursor.take('::')) name += `::${cursor.identifier() ?? cursor.fail('a function name')}`;
    const end = cursor.position;
    if (cursor.take('(')) return cursor.within(false, () => this.call(name, start));
    switch (name) {
      case 'true':
      case 'false':
        return { kind: 'literal', value: name === 'true', start, end };
      case 'null':
        return { kind: 'literal', value: undefined, start, end };
      default:
        return { kind: 'traversal', root: name, steps: [], start, end };
    }
  }

  private call(name: string, start: number): Expression {
    const { cursor } = this;
    const values: Expression[] = [];
    let spread = false;
    while (!cursor.take(')')) {
      values.push(this.expression());
      spread = cursor.take('...');
      if (spread || !cursor.take(',')) {
        cursor.take(',');
        cursor.expect(')');
        break;
      }
    }
    return { kind: 'call', name, arguments: values, spread, start, end: cursor.position };
  }

  private tuple(start: number): Expression {
    const { cursor } = this;
    if (cursor.keyword('for')) return this.for(start, ']');
    const items: Expression[] = [];
    while (!cursor.take(']')) {
      items.push(this.expression());
      if (!cursor.take(',')) {
        cursor.expect(']');
        break;
      }
    }
    return { kind: 'tuple', items, start, end: cursor.position };
  }

  private object(start: number): Expression {
    const { cursor } = this;
    cursor.skipLines();
    if (cursor.keyword('for')) return cursor.within(false, () => this.for(start, '}'));
    const entries: (readonly [Expression, Expression])[] = [];
    cursor.within(true, () => {
      for (;;) {
        cursor.skipLines();
        if (cursor.take('}')) return;
        const key = this.objectKey();
        if (!cursor.take('=')) cursor.expect(':');
        cursor.skipLines();
        entries.push([key, this.expression()]);
        if (!cursor.take(',') && !cursor.sees('\n') && !cursor.sees('}')) this.cursor.fail('"," or a new line');
      }
    });
    return { kind: 'object', entries, start, end: cursor.position };
  }

  /** A bare word is a key; anything else is an expression that gives the key. */
  private objectKey(): Expression {
    const key = this.expression();
    if (key.kind === 'traversal' && key.steps.length === 0) return { ...key, kind: 'literal', value: key.root };
    const { text } = this.cursor;
    if (key.kind === 'literal' && typeof key.value !== 'string')
      return { ...key, value: text.slice(key.start, key.end) };
    return key;
  }

  private for(start: number, close: ']' | '}'): For {
    const { cursor } = this;
    const { names, collection } = this.forClause();
    cursor.expect(':');
    const first = this.expression();
    let value = first;
    let key: Expression | undefined;
    let isGrouped = false;
    if (close === '}') {
      cursor.expect('=>');
      key = first;
      value = this.expression();
      isGrouped = cursor.take('...');
    }
    const condition = cursor.keyword('if') ? this.expression() : undefined;
    cursor.expect(close);
    return { kind: 'for', names, collection, key, value, condition, isGrouped, start, end: cursor.position };
  }

  /** What stands between `for` and the colon: `key, value in collection`. */
  forClause(): ForClause {
    const { cursor } = this;
    const names = [cursor.identifier() ?? cursor.fail('a name')];
    if (cursor.take(',')) names.push(cursor.identifier() ?? cursor.fail('a name'));
    if (!cursor.keyword('in')) cursor.fail('"in"');
    return { names, collection: this.expression() };
  }
}

/** Numbers that a double cannot hold as written are not looked into. */
function numberLiteral(digits: string, start: number, end: number): Expression {
  const value = numberIn(digits);
  return typeof value === 'number' ? { kind: 'literal', value, start, end } : { kind: 'opaque', start, end };
}
