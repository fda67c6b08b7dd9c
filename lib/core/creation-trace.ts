import type { IConstruct } from 'constructs';
import { locationOfFrame, type SourceLocation } from './source-location';
import { captureStack, userFrames } from './user-frames';

const traces = new WeakMap<IConstruct, { readonly stack: string }>();

/** Remembers where a construct is created. Costs next to nothing: the trace is formatted when it is first read. */
export function captureSource(construct: IConstruct, constructor: NewableFunction): void {
  traces.set(construct, captureStack(constructor));
}

/** Where the construct, or the nearest construct around it that was traced, is created in the user's code. */
export function sourceOf(construct: IConstruct): SourceLocation | undefined {
  const traced = [...construct.node.scopes].reverse().find((scope) => traces.has(scope));
  const stack = traced && traces.get(traced)?.stack;
  const frame = stack === undefined ? undefined : userFrames(stack, 1)[0];
  return frame === undefined ? undefined : locationOfFrame(frame);
}
