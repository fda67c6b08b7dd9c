import { isList, isMap, isUnknown, toBoolean, Unknown, type Value } from '../value';
import { Failure, isFailure } from './failure';
import { FUNCTIONS } from './functions';
import { applyBinary, applyUnary, FAILED, UNDECIDED, type Decision } from './operators';
import { PartialMap } from './partial-map';
import { parseTemplate } from './parser';
import { eachTraversal, scanReferences, wholeReference } from './references';
import { ReferenceSet, referencesOf } from './resolved-references';
import type { Iteration, Scope } from './scope';
import { isWorkable } from './size';
import type { Call, Conditional, Expression, For, ObjectConstructor, Span, Step, Traversal, Tuple } from './syntax';
import { joinPieces, primitiveText } from './text-pieces';
import { follow, isReservedName, toReference, type KnownStep } from './traversal';
import { unify } from './unify';

/** Expressions within expressions, those of locals and variables included, deeper than this are not evaluated. */
const DEEPEST = 600;

let depth = 0;

/**
 * Evaluates a string of Terraform JSON as far as it is known before Terraform runs. Never throws.
 *
 * Text without `${ }` is itself. A string that is one expression keeps that expression's type. What is not known is an
 * `Unknown` with the blocks it refers to; text around an unknown piece is kept in its `parts`.
 */
export function evaluateText(text: string, scope: Scope): Value {
  if (!text.includes('${') && !text.includes('%{')) return text;
  const whole = wholeReference(text);
  if (whole !== undefined && scope.iterators?.has(whole.root) !== true) return evaluateWhole(text, whole, scope);
  const template = parseTemplate(text);
  if (template === undefined) return new Unknown(text, scanReferences(text));
  const value = new Evaluation(text, scope).evaluate(template.root);
  return isWorkable(value) ? value : new Unknown(text, referencesOf(value));
}

function evaluateWhole(text: string, whole: NonNullable<ReturnType<typeof wholeReference>>, scope: Scope): Value {
  const { root, name, reference } = whole;
  if (root !== 'var' && root !== 'local') return new Unknown(text, [reference], [], true);
  if (depth >= DEEPEST) return new Unknown(text, [reference]);
  depth += 1;
  try {
    const value = root === 'var' ? scope.variable(name) : scope.local(name);
    return isWorkable(value) ? value : new Unknown(text, [reference]);
  } finally {
    depth -= 1;
  }
}

class Evaluation {
  constructor(
    private readonly text: string,
    private readonly scope: Scope,
  ) {}

  evaluate(node: Expression): Value {
    if (depth >= DEEPEST) return new Unknown(this.expressionOf(node));
    depth += 1;
    try {
      return this.evaluateNode(node);
    } finally {
      depth -= 1;
    }
  }

  private evaluateNode(node: Expression): Value {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'joined':
        return joinPieces(
          this.expressionOf(node),
          node.parts.map((part) => (typeof part === 'string' ? part : this.evaluate(part))),
        );
      case 'opaque':
        return new Unknown(this.expressionOf(node), scanReferences(this.text.slice(node.start, node.end)));
      case 'tuple':
        return this.tuple(node);
      case 'object':
        return this.object(node);
      case 'traversal':
        return this.traversal(node);
      case 'access':
        return follow(this.evaluate(node.target), this.known(node.steps), this.expressionOf(node));
      case 'unary': {
        const operand = this.evaluate(node.operand);
        return this.settle(node, [operand], () => applyUnary(node.operator, operand));
      }
      case 'binary': {
        const operands = [this.evaluate(node.left), this.evaluate(node.right)] as const;
        return this.settle(node, operands, () => applyBinary(node.operator, ...operands));
      }
      case 'conditional':
        return this.conditional(node);
      case 'call':
        return this.call(node);
      case 'for':
        return this.for(node);
    }
  }

  private tuple(node: Tuple): Value {
    const items = node.items.map((item) => this.evaluate(item));
    return items.find(isFailure) ?? items;
  }

  private object(node: ObjectConstructor): Value {
    const entries: (readonly [string | Unknown, Value])[] = [];
    for (const [keyNode, valueNode] of node.entries) {
      const key = this.evaluate(keyNode);
      const value = this.evaluate(valueNode);
      const name = isUnknown(key) ? key : primitiveText(key);
      if (isFailure(value) || isFailure(name)) return new Failure(this.expressionOf(node));
      if (name === undefined) return new Failure(this.expressionOf(node));
      entries.push([name, value]);
    }
    const known = entries.filter((entry): entry is readonly [string, Value] => typeof entry[0] === 'string');
    if (known.length === entries.length) return Object.fromEntries(known);
    return new PartialMap(this.expressionOf(node), referencesOf(...entries.flat()), entries);
  }

  private traversal(node: Traversal): Value {
    const steps = this.known(node.steps);
    const expression = this.expressionOf(node);
    const [first, ...rest] = steps;
    const name = first?.kind === 'attribute' ? first.name : undefined;
    const iteration = this.scope.iterators?.get(node.root) ?? (node.root === 'each' ? this.scope.each : undefined);
    if (iteration !== undefined && (name === 'key' || name === 'value')) {
      return this.within(iteration[name satisfies keyof Iteration], rest, expression);
    }
    if (node.root === 'var' && name !== undefined) return this.within(this.scope.variable(name), rest, expression);
    if (node.root === 'local' && name !== undefined) return this.within(this.scope.local(name), rest, expression);
    if (node.root === 'count' && name === 'index' && rest.length === 0 && this.scope.countIndex !== undefined)
      return this.scope.countIndex;
    const reference = toReference(node.root, steps);
    const references = new ReferenceSet().add(reference === undefined ? [] : [reference]);
    for (const step of steps) if (step.kind === 'index') references.addFrom(step.key);
    return new Unknown(expression, references.list, [], reference !== undefined || isReservedName(node.root));
  }

  /** Reads from a value that the scope gave. */
  private within(value: Value, steps: readonly KnownStep[], expression: string): Value {
    return isWorkable(value) ? follow(value, steps, expression) : new Unknown(expression);
  }

  private known(steps: readonly Step[]): readonly KnownStep[] {
    return steps.map((step) => (step.kind === 'index' ? { kind: 'index', key: this.evaluate(step.key) } : step));
  }

  /** An unknown condition still decides where both branches are the same known value. */
  private conditional(node: Conditional): Value {
    const condition = this.evaluate(node.condition);
    if (isFailure(condition)) return condition;
    const decided = toBoolean(condition);
    if (decided === undefined) return new Failure(this.expressionOf(node));
    const branches = [this.evaluate(node.whenTrue), this.evaluate(node.whenFalse)] as const;
    const unified = unify(branches);
    if (unified === undefined) return new Failure(this.expressionOf(node), referencesOf(condition));
    const [whenTrue, whenFalse] = unified;
    if (typeof decided === 'boolean') return decided ? whenTrue : whenFalse;
    if (isSame(whenTrue, whenFalse)) return whenTrue;
    return new Unknown(this.expressionOf(node), referencesOf(condition, ...branches));
  }

  private call(node: Call): Value {
    if (node.name === 'try' || node.name === 'can') return this.attempt(node);
    const args = node.arguments.map((argument) => this.evaluate(argument));
    const last = args.at(-1);
    if (node.spread && !isList(last)) return new Unknown(this.expressionOf(node), referencesOf(...args));
    const spread = node.spread && isList(last) ? [...args.slice(0, -1), ...last] : args;
    const apply = FUNCTIONS.get(node.name);
    if (apply === undefined) return args.find(isFailure) ?? new Unknown(this.expressionOf(node), referencesOf(...args));
    return this.settle(node, spread, () => apply(spread, { expression: this.expressionOf(node) }));
  }

  /** `try` takes the first argument that Terraform can evaluate; an unknown one may yet fail. */
  private attempt(node: Call): Value {
    for (const [index, argument] of node.arguments.entries()) {
      const value = this.evaluate(argument);
      if (isFailure(value)) continue;
      if (isUnknown(value)) {
        const others = node.arguments.slice(index + 1).map((other) => this.evaluate(other));
        return new Unknown(this.expressionOf(node), referencesOf(value, ...others));
      }
      return node.name === 'can' ? true : value;
    }
    return node.name === 'can' ? false : new Failure(this.expressionOf(node));
  }

  /** `for` expressions are left to Terraform; what they refer to is kept. */
  private for(node: For): Value {
    const references = new ReferenceSet().addFrom(this.evaluate(node.collection));
    const bound = new Set(node.names);
    for (const part of node.body) {
      eachTraversal(part, bound, (traversal) => references.addFrom(this.evaluate(traversal)));
    }
    return new Unknown(this.expressionOf(node), references.list);
  }

  /** Turns a decision into a value: refused operands stay refused, undecided ones become unknown. */
  private settle(node: Expression, operands: readonly Value[], decide: () => Decision): Value {
    const failed = operands.find(isFailure);
    if (failed !== undefined) return failed;
    const decision = decide();
    if (decision === UNDECIDED) return new Unknown(this.expressionOf(node), referencesOf(...operands));
    if (decision === FAILED) return new Failure(this.expressionOf(node), referencesOf(...operands));
    return isWorkable(decision) ? decision : new Unknown(this.expressionOf(node), referencesOf(...operands));
  }

  /** The text of a node as an expression of its own. */
  private expressionOf({ start, end }: Span): string {
    const { text } = this;
    const source = text.slice(start, end);
    if (start === 0 && end === text.length) return source;
    return source.startsWith('"') && source.endsWith('"') && source.includes('${')
      ? source.slice(1, -1)
      : `\${${source}}`;
  }
}

function isSame(left: Value, right: Value): boolean {
  if (isUnknown(left) || isUnknown(right)) {
    return (
      isUnknown(left) &&
      isUnknown(right) &&
      left.isReference &&
      right.isReference &&
      left.expression === right.expression
    );
  }
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((part, index) => isSame(part, right[index]));
  if (isMap(left) && isMap(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]))
    );
  }
  return left === right;
}
