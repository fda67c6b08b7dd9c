import type { TerraformElement } from 'cdktf';
import type { IConstruct, Node } from 'constructs';
import { sourceOf } from '../core/creation-trace';
import { locationOfFrame, type SourceLocation } from '../core/source-location';
import { captureStack, framesOf, type CapturedStack } from '../core/user-frames';

type AddMetadata = Node['addMetadata'];
type ElementListener = (node: Node) => void;

interface TracedPrototype {
  addMetadata: AddMetadata;
  [TRACED]?: boolean;
}

const TRACED = Symbol('cdktf-guardrails/enforcement');
/** Set by the preload: it writes the trace into the JSON, where it is found. */
const REGISTERED = Symbol.for('cdktf-guardrails/register');

const traces = new WeakMap<Node, CapturedStack>();
const listeners = new Set<ElementListener>();

/**
 * From now on remembers where each element, such as a resource of the provider, is created: in memory, the JSON stays
 * as it is. Every element passes through `addMetadata` when it is made. Whichever copy of constructs the scope is made
 * with is the one that is listened to.
 */
export function traceElements({ node }: IConstruct): void {
  const prototype = Object.getPrototypeOf(node) as TracedPrototype;
  if (prototype[TRACED] === true) return;
  Object.defineProperty(prototype, TRACED, { value: true });

  const { addMetadata } = prototype;
  prototype.addMetadata = function traced(this: Node, type, data, options): void {
    if (type === 'stacktrace') {
      if (!(REGISTERED in prototype)) traces.set(this, captureStack(traced));
      for (const listener of listeners) listener(this);
    }
    addMetadata.call(this, type, data, options);
  };
}

/** Calls back for each element that is made from now on, before its constructor ends. */
export function onElement(scope: IConstruct, listener: ElementListener): void {
  traceElements(scope);
  listeners.add(listener);
}

/** Where an element is created in the user's code; for parts of a construct of this package, where that one is. */
export function creationOf(construct: IConstruct | TerraformElement): SourceLocation | undefined {
  const captured = traces.get(construct.node);
  const frame = captured === undefined ? undefined : framesOf(captured, 1)[0];
  const location = frame === undefined ? undefined : locationOfFrame(frame);
  return location ?? sourceOf(construct);
}
