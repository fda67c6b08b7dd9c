import { Aspects, TerraformElement, type IAspect } from 'cdktf';
import type { IConstruct } from 'constructs';
import { locationOfFrame, type SourceLocation } from './source-location';
import { captureStack, framesOf, type CapturedStack } from './user-frames';
import { TRACE_TYPE, writtenTrace } from './written-trace';

const traces = new WeakMap<IConstruct, CapturedStack>();

/**
 * Remembers where a construct is created, and sees to it that the JSON says so of its resources. Costs next to nothing:
 * the trace is formatted when it is first read.
 */
export function captureSource(construct: IConstruct, constructor: NewableFunction): void {
  traces.set(construct, captureStack(constructor));
  Aspects.of(construct).add(TRACED);
}

/** Where the construct, or the nearest construct around it that was traced, is created in the user's code. */
export function sourceOf(construct: IConstruct): SourceLocation | undefined {
  const trace = nearestTrace(construct);
  const [frame] = trace === undefined ? [] : framesOf(trace, 1);
  return frame === undefined ? undefined : locationOfFrame(frame);
}

function nearestTrace(construct: IConstruct): CapturedStack | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const trace = traces.get(scope);
    if (trace !== undefined) return trace;
  }
  return undefined;
}

/** Gives the resources of traced constructs a trace, unless `register` has given them one of their own. */
const TRACED: IAspect = {
  visit(construct: IConstruct): void {
    if (!TerraformElement.isTerraformElement(construct)) return;
    const entry = construct.node.metadata.find(({ type }) => type === TRACE_TYPE);
    const captured = nearestTrace(construct);
    if (entry === undefined || captured === undefined || entry.trace !== undefined) return;
    const value = writtenTrace(construct.node, captured, 1);
    if (value !== undefined) Object.defineProperty(entry, 'trace', { value, configurable: true, enumerable: true });
  },
};
