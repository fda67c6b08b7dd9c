import { PatternReader, type Token } from './filter-pattern-tokens';

/** What a metric filter asks of a log event that is JSON. */
export type FilterExpression =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly FilterExpression[] }
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Comparison; readonly value: FilterValue }
  | { readonly kind: 'exists'; readonly field: string; readonly exists: boolean }
  | { readonly kind: 'is'; readonly field: string; readonly value: 'null' | 'true' | 'false' };

export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=';

/** A text in which `*` is any text, or a regular expression, which is written between percent signs. */
export interface FilterValue {
  readonly text: string;
  readonly isRegex: boolean;
}

/**
 * A pattern of a metric filter: a condition over JSON, everything (an empty pattern), terms that are searched in the
 * text of the event, or something that no syntax explains.
 */
export type FilterPattern =
  | { readonly kind: 'json'; readonly expression: FilterExpression }
  | { readonly kind: 'everything' | 'terms' | 'unreadable' };

/** Parentheses within one another that are followed. */
const DEEPEST = 100;
/** CloudWatch Logs takes 1,024 characters. */
const LONGEST = 10_000;

/**
 * Reads the pattern of a metric filter. Never throws.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function parseFilterPattern(text: string): FilterPattern {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'everything' };
  if (!trimmed.startsWith('{')) return { kind: 'terms' };
  if (!trimmed.endsWith('}') || trimmed.length > LONGEST) return { kind: 'unreadable' };
  const reader = new PatternReader(trimmed.slice(1, -1));
  const expression = readOr(reader, 0);
  return expression === undefined || reader.next() !== undefined
    ? { kind: 'unreadable' }
    : { kind: 'json', expression };
}

type Read = (reader: PatternReader, depth: number) => FilterExpression | undefined;

const readOr: Read = (reader, depth) => readChain(reader, depth, 'or', '||', readAnd);
const readAnd: Read = (reader, depth) => readChain(reader, depth, 'and', '&&', readOperand);

function readChain(
  reader: PatternReader,
  depth: number,
  kind: 'and' | 'or',
  operator: string,
  readPart: Read,
): FilterExpression | undefined {
  const operands: FilterExpression[] = [];
  do {
    const operand = readPart(reader, depth);
    if (operand === undefined) return undefined;
    operands.push(operand);
  } while (reader.take(operator));
  const [only] = operands;
  return operands.length === 1 ? only : { kind, operands };
}

function readOperand(reader: PatternReader, depth: number): FilterExpression | undefined {
  if (depth > DEEPEST) return undefined;
  if (!reader.take('(')) return readCondition(reader);
  const inner = readOr(reader, depth + 1);
  return reader.take(')') ? inner : undefined;
}

function readCondition(reader: PatternReader): FilterExpression | undefined {
  const field = reader.next();
  if (field?.kind !== 'field') return undefined;
  const operator = reader.next();
  if (operator?.kind === 'comparison') return readComparison(reader, field.text, operator.text as Comparison);
  return operator?.kind === 'text' ? readKeyword(reader, field.text, operator.text.toUpperCase()) : undefined;
}

function readComparison(reader: PatternReader, field: string, operator: Comparison): FilterExpression | undefined {
  const value = reader.nextValue();
  if (value === undefined) return undefined;
  return { kind: 'compare', field, operator, value: { text: value.text, isRegex: value.kind === 'regex' } };
}

function readKeyword(reader: PatternReader, field: string, keyword: string): FilterExpression | undefined {
  if (keyword === 'EXISTS') return { kind: 'exists', field, exists: true };
  const word = wordOf(reader.next());
  if (keyword === 'NOT') return word === 'exists' ? { kind: 'exists', field, exists: false } : undefined;
  if (keyword !== 'IS') return undefined;
  return word === 'null' || word === 'true' || word === 'false' ? { kind: 'is', field, value: word } : undefined;
}

function wordOf(token: Token | undefined): string | undefined {
  return token?.kind === 'text' ? token.text.toLowerCase() : undefined;
}
