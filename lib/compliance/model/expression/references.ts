import { Unknown, type Reference } from '../value';
import { parseTemplate } from './parser';
import { ReferenceSet } from './resolved-references';
import type { Expression, Step, Traversal } from './syntax';
import { isReservedName, toReference, type KnownStep } from './traversal';

const NAME = '[A-Za-z_][\\w-]*';
const WHOLE = new RegExp(`^\\$\\{(data\\.)?(${NAME})\\.(${NAME})((?:\\.${NAME}|\\[\\d+\\])*)\\}$`);
const TOLERANT = /(?<![\w.$"-])((?:data\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*)((?:\.[A-Za-z_*][\w-]*|\[(?:\d+|\*)\])*)/g;

const NONE: readonly Reference[] = [];

/**
 * Every reference in a string of Terraform JSON, as written: `var.x` and `local.y` are not looked up. Text that cannot
 * be parsed is searched for what looks like a reference. Never throws.
 */
export function collectReferences(text: string): readonly Reference[] {
  if (!text.includes('${') && !text.includes('%{')) return NONE;
  const whole = wholeReference(text);
  if (whole !== undefined) return [whole.reference];
  const template = parseTemplate(text);
  if (template === undefined) return scanReferences(text);
  const references = new ReferenceSet();
  const unread: Expression[] = [];
  eachTraversal(
    template.root,
    new Set(),
    (traversal) => {
      const reference = toReference(traversal.root, traversal.steps.map(staticStep));
      if (reference !== undefined) references.add([reference]);
    },
    unread,
  );
  for (const { start, end } of unread) references.add(scanReferences(text.slice(start, end)));
  return references.list;
}

/** Reads `${type.name.attribute}`, `${var.name}` and `${local.name}` without the parser; undefined for anything else. */
export function wholeReference(
  text: string,
): { readonly root: string; readonly name: string; readonly reference: Reference } | undefined {
  const match = WHOLE.exec(text);
  if (match === null) return undefined;
  const [, data = '', first = '', second = '', rest = ''] = match;
  const isName = (first === 'var' || first === 'local') && rest === '';
  if (data === '' && !isName && (isReservedName(first) || first === 'resource')) return undefined;
  const index = /^\[(\d+)\]/.exec(rest);
  const attribute = (index === null ? rest : rest.slice(index[0].length)).replace(/^\./, '');
  const address = `${data}${first}.${second}`;
  const reference = index === null ? { address, attribute } : { address, attribute, index: Number(index[1]) };
  return { root: data === '' ? first : 'data', name: second, reference };
}

/** Finds what looks like a reference in text that is not parsed. */
export function scanReferences(text: string): readonly Reference[] {
  const start = text.search(/[$%]\{/);
  const references = new ReferenceSet();
  for (const [, address = '', after = ''] of text.slice(Math.max(start, 0)).matchAll(TOLERANT)) {
    const [, root = '', label = ''] = /^([\w-]+)\.([\w-]+)/.exec(address) ?? [];
    if (isReservedName(root) && toReference(root, [attribute(label), attribute(label)]) === undefined) continue;
    const index = /^\[(\d+|\*)\]|^\.(\*)(?=\.|$)/.exec(after);
    const key = index?.[1] ?? index?.[2];
    references.add([
      {
        address,
        attribute: after.slice(index?.[0].length ?? 0).replace(/^\./, ''),
        ...(key === undefined ? {} : { index: key === '*' ? key : Number(key) }),
      },
    ]);
  }
  return references.list;
}

/** Visits every traversal of an expression, without names that `for` binds. */
export function eachTraversal(
  node: Expression,
  bound: ReadonlySet<string>,
  visit: (traversal: Traversal) => void,
  unread: Expression[] = [],
): void {
  const enter = (inner: Expression): void => {
    eachTraversal(inner, bound, visit, unread);
  };
  const enterBound = (names: readonly string[], parts: readonly (Expression | undefined)[]): void => {
    const inner = new Set([...bound, ...names]);
    for (const part of parts) if (part !== undefined) eachTraversal(part, inner, visit, unread);
  };
  const enterSteps = (steps: readonly Step[]): void => {
    for (const step of steps) if (step.kind === 'index') enter(step.key);
  };
  switch (node.kind) {
    case 'literal':
      return;
    case 'opaque':
      unread.push(node);
      return;
    case 'joined':
      for (const part of node.parts) if (typeof part !== 'string') enter(part);
      return;
    case 'tuple':
      node.items.forEach(enter);
      return;
    case 'object':
      for (const entry of node.entries) entry.forEach(enter);
      return;
    case 'traversal':
      if (!bound.has(node.root)) visit(node);
      enterSteps(node.steps);
      return;
    case 'access':
      enter(node.target);
      enterSteps(node.steps);
      return;
    case 'unary':
      enter(node.operand);
      return;
    case 'binary':
      enter(node.left);
      enter(node.right);
      return;
    case 'conditional':
      [node.condition, node.whenTrue, node.whenFalse].forEach(enter);
      return;
    case 'call':
      node.arguments.forEach(enter);
      return;
    case 'ifDirective':
      [node.condition, node.whenTrue, node.whenFalse].forEach(enter);
      return;
    case 'forDirective':
      enter(node.collection);
      enterBound(node.names, [node.body]);
      return;
    case 'for':
      enter(node.collection);
      enterBound(node.names, [node.key, node.value, node.condition]);
  }
}

function attribute(name: string): KnownStep {
  return { kind: 'attribute', name };
}

function staticStep(step: Step): KnownStep {
  if (step.kind !== 'index') return step;
  return { kind: 'index', key: step.key.kind === 'literal' ? step.key.value : new Unknown('') };
}
