import type { Node } from 'constructs';
import { portableFrame } from './source-location';
import { framesOf, type CapturedStack } from './user-frames';

/** Type of the metadata entry whose trace CDKTF writes to `//.metadata.stackTrace`. */
export const TRACE_TYPE = 'stacktrace';
/** Context that keeps source lines out of the JSON where it is false. */
const CONTEXT_KEY = 'guardrails:sourceLines';

const portable = new Map<string, string>();
const formatted = new WeakMap<CapturedStack, readonly string[] | undefined>();

/**
 * The frames as they stand in the JSON; undefined where there are none, or the context wants none.
 *
 * @param limit most frames to write: each makes the JSON larger, and its synthesis longer
 */
export function writtenTrace(node: Node, captured: CapturedStack, limit: number): readonly string[] | undefined {
  const wanted: unknown = node.tryGetContext(CONTEXT_KEY);
  if (wanted === false || wanted === 'false') return undefined;
  if (!formatted.has(captured)) {
    const frames = framesOf(captured, limit).map(toPortable);
    formatted.set(captured, frames.length === 0 ? undefined : frames);
  }
  return formatted.get(captured);
}

/** Remembered by frame: the same lines of code make most resources of an app. */
function toPortable(frame: string): string {
  const known = portable.get(frame);
  if (known !== undefined) return known;
  const text = portableFrame(frame);
  portable.set(frame, text);
  return text;
}
