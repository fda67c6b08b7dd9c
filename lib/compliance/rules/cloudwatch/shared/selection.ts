import { literalText, wildcardCovers } from './wildcard-cover';
import type { FilterExpression, FilterValue } from './filter-pattern';
import type { Fact, TrailRecord } from './trail-event';

/**
 * Whether a pattern selects what CloudTrail records of an event: `every` record, `none`, `some` (it asks for more than
 * the event itself), or `unclear` where the pattern says it in a way that is not read.
 */
export type Selection = 'every' | 'none' | 'some' | 'unclear';

/** Applies the pattern of a metric filter to what is known of an event. */
export function selects(expression: FilterExpression, record: TrailRecord): Selection {
  switch (expression.kind) {
    case 'and':
      return allOf(expression.operands.map((operand) => selects(operand, record)));
    case 'or':
      return anyOf(expression.operands.map((operand) => selects(operand, record)));
    case 'exists': {
      const { isKnown, fact } = read(record, expression.field);
      if (!isKnown) return 'some';
      return (fact !== undefined) === expression.exists ? 'every' : 'none';
    }
    case 'is': {
      const { isKnown, fact } = read(record, expression.field);
      if (!isKnown || typeof fact === 'object') return 'some';
      return fact === expression.value ? 'every' : 'none';
    }
    case 'compare': {
      const { isKnown, fact } = read(record, expression.field);
      if (!isKnown) return expression.operator === '=' && expression.value.isRegex ? 'unclear' : 'some';
      if (expression.operator === '=') return matches(expression.value, fact);
      if (expression.operator === '!=') return fact === undefined ? 'some' : differs(expression.value, fact);
      return fact === undefined ? 'none' : 'some';
    }
  }
}

/**
 * True for a pattern that selects an event of every day: it selects nothing in particular. A condition that excludes
 * something, beside others that name something, does not count.
 */
export function selectsAnything(expression: FilterExpression, everyday: TrailRecord): boolean {
  return selects(withoutExclusions(expression), everyday) === 'every';
}

function withoutExclusions(expression: FilterExpression): FilterExpression {
  if (expression.kind !== 'or') return expression;
  const naming = expression.operands.filter((operand) => operand.kind !== 'compare' || operand.operator !== '!=');
  return naming.length === 0 ? expression : { kind: 'or', operands: naming.map(withoutExclusions) };
}

/** All conditions have to hold. */
export function allOf(selections: readonly Selection[]): Selection {
  for (const worst of ['none', 'some', 'unclear'] as const) if (selections.includes(worst)) return worst;
  return 'every';
}

/** One condition has to hold. */
export function anyOf(selections: readonly Selection[]): Selection {
  for (const best of ['every', 'unclear', 'some'] as const) if (selections.includes(best)) return best;
  return 'none';
}

interface Known {
  readonly isKnown: boolean;
  readonly fact: Fact;
}

function read({ fields }: TrailRecord, field: string): Known {
  return { isKnown: fields.has(field), fact: fields.get(field) };
}

function matches(value: FilterValue, fact: Fact): Selection {
  if (fact === undefined) return 'none';
  if (value.isRegex) return typeof fact === 'string' ? matchesRegex(value.text, fact) : 'unclear';
  return equals(value.text, fact);
}

/** Compares a text in which `*` is any text with what is known of a field. */
export function equals(pattern: string, fact: NonNullable<Fact>): Selection {
  if (typeof fact === 'object') return pattern === '*' ? 'every' : 'some';
  if (wildcardCovers(pattern, fact)) return 'every';
  return fact.includes('*') ? 'some' : 'none';
}

function differs(value: FilterValue, fact: NonNullable<Fact>): Selection {
  if (value.isRegex) return 'unclear';
  return isOther(value.text, fact);
}

/** The opposite of `equals`. */
export function isOther(pattern: string, fact: NonNullable<Fact>): Selection {
  if (typeof fact === 'object') return fact.isNot.includes(pattern) ? 'every' : 'some';
  if (wildcardCovers(pattern, fact)) return 'none';
  if (!fact.includes('*')) return 'every';
  return !pattern.includes('*') && !wildcardCovers(fact, pattern) ? 'every' : 'some';
}

/** Reads expressions that are a choice of plain texts; `.` matches itself, too. */
function matchesRegex(source: string, fact: string): Selection {
  const choices = source.split('|').map(literalText);
  if (choices.some((choice) => choice === undefined)) return 'unclear';
  const isFound = choices.some((choice) => choice !== undefined && wildcardCovers(choice, fact));
  return isFound ? 'every' : /[.*]/.test(source + fact) ? 'unclear' : 'none';
}
