import type { Configuration } from '../../model/block';
import { EncodedJson, PartialMap } from '../../model/expression';
import { parseTemplate } from '../../model/expression/parser';
import type { Call, Expression, Step, Traversal } from '../../model/expression/syntax';
import { isList, isMap, isUnknown, member, type Unknown, type Value } from '../../model/value';
import { entriesOf } from './payload';

/** Functions whose result is one of their arguments, or made of nothing else. */
const PASSED_ON = new Set(
  'coalesce coalescelist try sensitive nonsensitive tostring tolist toset tomap trimspace chomp lower upper title merge concat flatten distinct compact setunion'.split(
    ' ',
  ),
);

/** Functions whose result is one element of their first argument. */
const PICKS = new Set(['element', 'lookup', 'one', 'values']);

/** An expression with more possible values than this keeps the first ones. */
const MOST = 200;

/**
 * The values that an expression may turn out to have, as far as the configuration spells them out: both branches of a
 * conditional, the arguments of `coalesce`, the elements that an index may pick, the maps that `merge` joins.
 */
export function possibleValues(value: Unknown, configuration: Configuration): readonly Value[] {
  if (value.isReference || value.parts.length > 0 || value instanceof EncodedJson || value instanceof PartialMap)
    return [];
  const search = new Search(configuration);
  search.into(value);
  return search.found;
}

class Search {
  readonly found: Value[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly configuration: Configuration) {}

  into(value: Unknown): void {
    const { expression } = value;
    if (value.isReference || value.parts.length > 0 || this.seen.has(expression)) return;
    this.seen.add(expression);
    const template = parseTemplate(expression);
    if (template !== undefined) this.node(template.root, expression);
  }

  private node(node: Expression, text: string): void {
    switch (node.kind) {
      case 'conditional':
        this.evaluated(node.whenTrue, text);
        this.evaluated(node.whenFalse, text);
        return;
      case 'call':
        this.call(node, text);
        return;
      case 'access':
        this.addAll(this.follow(this.withPossible(this.value(node.target, text)), node.steps, text));
        return;
      case 'traversal':
        this.traversal(node, text);
        return;
      case 'ifDirective':
        this.template(node.whenTrue, text);
        this.template(node.whenFalse, text);
        return;
      case 'forDirective':
        this.template(node.body, text);
        return;
      default:
    }
  }

  /** What a directive encloses is text, not an expression. */
  private template({ start, end }: Expression, text: string): void {
    if (start < end) this.add(this.configuration.resolve(text.slice(start, end)));
  }

  private call({ name, arguments: given }: Call, text: string): void {
    if (PASSED_ON.has(name)) for (const argument of given) this.evaluated(argument, text);
    if (!PICKS.has(name) || given[0] === undefined) return;
    this.addAll(elementsOf(this.value(given[0], text)));
    if (name === 'lookup' && given[2] !== undefined) this.evaluated(given[2], text);
  }

  /** `local.passwords[terraform.workspace]`: every element may be meant. */
  private traversal({ root, steps: [first, ...rest] }: Traversal, text: string): void {
    if ((root !== 'local' && root !== 'var') || first?.kind !== 'attribute' || rest.length === 0) return;
    const whole = this.configuration.resolve(`\${${root}.${first.name}}`);
    this.addAll(this.follow(this.withPossible(whole), rest, text));
  }

  private withPossible(value: Value): readonly Value[] {
    return isUnknown(value) ? [value, ...possibleValues(value, this.configuration)] : [value];
  }

  /** What is read of each of the values; an index that is not known may pick every element. */
  private follow(values: readonly Value[], steps: readonly Step[], text: string): readonly Value[] {
    return steps.reduce((outer, step) => {
      if (step.kind === 'attribute') return outer.map((value) => member(value, step.name));
      const key = step.kind === 'index' ? this.value(step.key, text) : undefined;
      return outer.flatMap((value) => {
        if (typeof key === 'string') return [member(value, key)];
        if (typeof key === 'number' && isList(value)) return [value[key]];
        return elementsOf(value);
      });
    }, values);
  }

  private evaluated(node: Expression, text: string): void {
    this.add(this.value(node, text));
  }

  private value(node: Expression, text: string): Value {
    return this.configuration.resolve(`\${${text.slice(node.start, node.end)}}`);
  }

  private addAll(values: readonly Value[]): void {
    for (const value of values) this.add(value);
  }

  private add(value: Value): void {
    if (value === undefined || this.found.length >= MOST) return;
    this.found.push(value);
    if (isUnknown(value)) this.into(value);
  }
}

/** The first elements of a list or map: a table may be long, and every resource may pick from it. */
function elementsOf(value: Value): readonly Value[] {
  if (isList(value)) return value.slice(0, MOST);
  if (value instanceof PartialMap) return value.entries.slice(0, MOST).map(([, inner]) => inner);
  if (isUnknown(value) || !isMap(value)) return [];
  const known = elements.get(value);
  if (known !== undefined) return known;
  const first = Object.values(value).slice(0, MOST);
  elements.set(value, first);
  return first;
}

const elements = new WeakMap<object, readonly Value[]>();

/** The entries of a map as far as they are spelt out, and the part of it that is not known. */
export interface SpeltEntries {
  readonly entries: readonly (readonly [key: string, value: Value])[];
  readonly unknown: Unknown | undefined;
}

/** Entries of a map, those that an expression such as `merge(var.settings, { … })` spells out included. */
export function speltEntries(value: Value, configuration: Configuration): SpeltEntries {
  const entries = entriesOf(value);
  if (entries !== undefined) return { entries, unknown: undefined };
  if (!isUnknown(value)) return { entries: [], unknown: undefined };
  return { entries: possibleValues(value, configuration).flatMap((part) => entriesOf(part) ?? []), unknown: value };
}
