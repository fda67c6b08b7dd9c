import { EncodedJson } from '../../../model/expression';
import { isList, isMap, isUnknown, toText, type Value, type ValueMap } from '../../../model/value';
import { allOf, anyOf, equals, isOther, type Selection } from './selection';
import type { Fact, TrailRecord } from './trail-event';

/** The event pattern of a rule of EventBridge; undefined where it cannot be read. */
export function readEventPattern(value: Value): ValueMap | undefined {
  if (value instanceof EncodedJson) return isMap(value.value) ? value.value : undefined;
  if (isUnknown(value) || typeof value !== 'string') return isMap(value) ? value : undefined;
  try {
    const pattern = JSON.parse(value) as Value;
    return isMap(pattern) ? pattern : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Applies an event pattern to what is known of an event.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function eventPatternSelects(pattern: ValueMap, record: TrailRecord): Selection {
  const facts = new Map<string, Fact>([['detail-type', record.detailType]]);
  const source = record.fields.get('eventSource');
  if (typeof source === 'string') facts.set('source', `aws.${source.replace('.amazonaws.com', '')}`);
  for (const [field, fact] of record.fields) facts.set(`detail.${field}`, fact);
  return selectsMap(pattern, '', facts, 0);
}

const DEEPEST = 50;

type Facts = ReadonlyMap<string, Fact>;

function selectsMap(pattern: ValueMap, prefix: string, facts: Facts, depth: number): Selection {
  if (depth > DEEPEST) return 'unclear';
  return allOf(
    Object.entries(pattern).map(([key, value]): Selection => {
      if (key === '$or' && isList(value)) {
        return anyOf(value.map((choice) => (isMap(choice) ? selectsMap(choice, prefix, facts, depth + 1) : 'unclear')));
      }
      if (isMap(value)) return selectsMap(value, `${prefix}${key}.`, facts, depth + 1);
      return isList(value) ? selectsValue(value, `${prefix}${key}`, facts) : 'unclear';
    }),
  );
}

function selectsValue(choices: readonly Value[], path: string, facts: Facts): Selection {
  const fact = facts.get(path);
  return anyOf(choices.map((choice) => selectsChoice(choice, facts.has(path), fact)));
}

function selectsChoice(choice: Value, isKnown: boolean, fact: Fact): Selection {
  if (isMap(choice)) return selectsMatcher(choice, isKnown, fact);
  const text = toText(choice);
  if (typeof text !== 'string') return 'unclear';
  if (!isKnown) return 'some';
  return fact === undefined ? 'none' : plain(text, fact);
}

/** A plain text matches itself only: here a star is a star. */
function plain(text: string, fact: NonNullable<Fact>): Selection {
  if (typeof fact === 'object') return 'some';
  if (fact.includes('*')) return 'some';
  return text === fact ? 'every' : 'none';
}

function selectsMatcher(matcher: ValueMap, isKnown: boolean, fact: Fact): Selection {
  const [entry, ...others] = Object.entries(matcher);
  if (entry === undefined || others.length > 0) return 'unclear';
  const [kind, value] = entry;
  if (kind === 'exists') {
    if (!isKnown) return 'some';
    return (fact !== undefined) === (value === true) ? 'every' : 'none';
  }
  if (!isKnown) return 'some';
  if (kind === 'anything-but') return fact === undefined ? 'some' : anythingBut(value, fact);
  if (fact === undefined) return 'none';
  const pattern = wildcardOf(kind, value);
  return pattern === undefined ? 'unclear' : equals(pattern, fact);
}

function anythingBut(value: Value, fact: NonNullable<Fact>): Selection {
  if (isUnknown(value)) return 'unclear';
  if (isMap(value)) {
    const [kind, inner] = Object.entries(value)[0] ?? ['', undefined];
    const patterns = (isList(inner) ? inner : [inner]).map((text) => wildcardOf(kind, text));
    return allOf(patterns.map((pattern) => (pattern === undefined ? 'unclear' : isOther(pattern, fact))));
  }
  const texts = isList(value) ? value : [value];
  return allOf(
    texts
      .map(toText)
      .map((text) => (typeof text === 'string' && !text.includes('*') ? isOther(text, fact) : 'unclear')),
  );
}

/** The matcher as text in which `*` is any text. */
function wildcardOf(kind: string, value: Value): string | undefined {
  if (typeof value !== 'string') return undefined;
  switch (kind) {
    case 'prefix':
      return value.includes('*') ? undefined : `${value}*`;
    case 'suffix':
      return value.includes('*') ? undefined : `*${value}`;
    case 'wildcard':
      return value.includes('\\') ? undefined : value;
    default:
      return undefined;
  }
}
