import { isList, isMap, isUnknown, toBoolean, Unknown, type Value } from '../value';
import { Budget, WorkPool } from './budget';
import { isUnordered } from './collection-order';
import { evaluateFor, evaluateForDirective, type ForHost } from './evaluate-for';
import { Failure, isFailure } from './failure';
import { FUNCTIONS, IGNORING_ORDER, PICKING } from './functions';
import type { Rounds } from './iterate';
import { applyBinary, applyUnary, FAILED, UNDECIDED, type Decision } from './operators';
import { PartialMap } from './partial-map';
import { parseTemplate } from './parser';
import { eachTraversal, scanReferences, wholeReference } from './references';
import { ReferenceSet, referencesOf } from './resolved-references';
import type { Iteration, Scope } from './scope';
import { isPassable, isWorkable, workOn } from './size';
import type {
  Access,
  Call,
  Conditional,
  Expression,
  For,
  ForDirective,
  IfDirective,
  ObjectConstructor,
  Step,
  Traversal,
  Tuple,
} from './syntax';
import { joinPieces, primitiveText } from './text-pieces';
import { follow, isReservedName, toReference, type KnownStep } from './traversal';
import { unify } from './unify';

/** Expressions within expressions, those of locals and variables included, deeper than this are not evaluated. */
const DEEPEST = 600;

/** Steps that a call of a function takes, however small its arguments. */
const CALL = 20;

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

class Evaluation implements ForHost {
  /** What the names that `for` binds stand for in this round. */
  private readonly bound = new Map<string, Value>();
  private readonly expressions = new Map<Expression, string>();
  private readonly budget: Budget;

  constructor(
    private readonly text: string,
    private readonly scope: Scope,
  ) {
    this.budget = new Budget(text, scope.work ?? new WorkPool());
  }

  evaluate(node: Expression): Value {
    if (depth >= DEEPEST || !this.budget.spend(1)) return new Unknown(this.expressionOf(node));
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
        return this.access(node);
      case 'ifDirective':
        return this.ifDirective(node);
      case 'forDirective':
        return evaluateForDirective(node, this);
      case 'unary': {
        const operand = this.evaluate(node.operand);
        return this.settle(node, [operand], () => applyUnary(node.operator, operand));
      }
      case 'binary': {
        const operands = [this.evaluate(node.left), this.evaluate(node.right)] as const;
        this.budget.spend(workOn(operands[0]));
        return this.settle(node, operands, () => applyBinary(node.operator, ...operands));
      }
      case 'conditional':
        return this.conditional(node);
      case 'call':
        return this.call(node);
      case 'for':
        return evaluateFor(node, this);
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
    if (this.bound.has(node.root)) return this.walk(this.bound.get(node.root), steps, expression);
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
    return isWorkable(value) ? this.walk(value, steps, expression) : new Unknown(expression);
  }

  private access(node: Access): Value {
    return this.walk(this.evaluate(node.target), this.known(node.steps), this.expressionOf(node));
  }

  /** Follows steps; a splat is work on every element. */
  private walk(value: Value, steps: readonly KnownStep[], expression: string): Value {
    if (steps.some(({ kind }) => kind === 'splat')) this.budget.spend(isList(value) ? value.length : 1);
    return this.budget.isSpent ? new Unknown(expression) : follow(value, steps, expression);
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
    return this.eitherOf(node, condition, whenTrue, whenFalse);
  }

  /** What two branches come to of which one is taken: a value where both are the same. */
  private eitherOf(node: Expression, condition: Value, whenTrue: Value, whenFalse: Value): Value {
    this.budget.spend(workOn(whenTrue));
    if (!this.budget.isSpent && isSame(whenTrue, whenFalse)) return whenTrue;
    return new Unknown(this.expressionOf(node), referencesOf(condition, whenTrue, whenFalse));
  }

  private ifDirective(node: IfDirective): Value {
    const condition = this.evaluate(node.condition);
    if (isFailure(condition)) return condition;
    const decided = toBoolean(condition);
    if (decided === undefined) return new Failure(this.expressionOf(node));
    if (typeof decided === 'boolean') return this.evaluate(decided ? node.whenTrue : node.whenFalse);
    return this.eitherOf(node, condition, this.evaluate(node.whenTrue), this.evaluate(node.whenFalse));
  }

  private call(node: Call): Value {
    if (node.name === 'try' || node.name === 'can') return this.attempt(node);
    const args = node.arguments.map((argument) => this.evaluate(argument));
    const last = args.at(-1);
    if (node.spread && (!isList(last) || isUnordered(last)))
      return args.find(isFailure) ?? new Unknown(this.expressionOf(node), referencesOf(...args));
    const spread = node.spread && isList(last) ? [...args.slice(0, -1), ...last] : args;
    const name = node.name.replace(/^core::/, '');
    const apply = FUNCTIONS.get(name);
    if (apply === undefined || !this.mayCall(name, spread))
      return args.find(isFailure) ?? new Unknown(this.expressionOf(node), referencesOf(...args));
    return this.settle(node, spread, () => apply(spread, { expression: this.expressionOf(node) }));
  }

  /** False where a call is left to Terraform: its result hangs on an order that is not known, or it is too much work. */
  private mayCall(name: string, args: readonly Value[]): boolean {
    if (args.some((argument) => isList(argument) && isUnordered(argument)) && !IGNORING_ORDER.has(name)) return false;
    return PICKING.has(name) ? this.budget.spend(CALL) : isPassable(args) && this.budget.spend(CALL + workOn(args));
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

  eachRound(names: readonly string[], rounds: Rounds, run: () => Unknown | undefined): Unknown | undefined {
    const [first = '', second] = names;
    const before = names.map((name) => [name, this.bound.has(name), this.bound.get(name)] as const);
    let stopped: Unknown | undefined;
    for (const { key, value } of rounds.items) {
      if (second !== undefined) this.bound.set(first, key).set(second, value);
      else this.bound.set(first, value);
      stopped = run() ?? (this.budget.spend(1) ? undefined : new Unknown(this.text));
      if (stopped !== undefined) break;
    }
    for (const [name, wasBound, value] of before) {
      if (wasBound) this.bound.set(name, value);
      else this.bound.delete(name);
    }
    return stopped;
  }

  unread(node: For | ForDirective, ...read: readonly Value[]): Unknown {
    const references = new ReferenceSet();
    read.forEach((value) => references.addFrom(value));
    const parts = node.kind === 'for' ? [node.key, node.value, node.condition] : [node.body];
    if (this.budget.spend((node.end - node.start) >> 3)) {
      const bound = new Set([...node.names, ...this.bound.keys()]);
      for (const part of parts) {
        if (part !== undefined) eachTraversal(part, bound, (traversal) => references.addFrom(this.evaluate(traversal)));
      }
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
    if (isWorkable(decision) && this.budget.spend(workOn(decision))) return decision;
    return new Unknown(this.expressionOf(node), referencesOf(...operands));
  }

  /** The text of a node as an expression of its own. */
  expressionOf(node: Expression): string {
    if (this.bound.size === 0) return this.sourceOf(node);
    const known = this.expressions.get(node) ?? this.sourceOf(node);
    this.expressions.set(node, known);
    return known;
  }

  private sourceOf({ kind, start, end }: Expression): string {
    const { text } = this;
    const source = text.slice(start, end);
    if (start === 0 && end === text.length) return source;
    if (source.startsWith('"') && source.endsWith('"') && source.includes('${')) return source.slice(1, -1);
    const isTemplate = kind === 'joined' || kind === 'ifDirective' || kind === 'forDirective';
    return isTemplate && !source.startsWith('<<') ? source : `\${${source}}`;
  }
}

function isSame(left: Value, right: Value): boolean {
  if (isUnknown(left) || isUnknown(right)) {
    return (
      isUnknown(left) &&
      isUnknown(right) &&
      left.isReference &&
      right.isReference &&
      left.expression === right.expression &&
      JSON.stringify(left.references) === JSON.stringify(right.references)
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
