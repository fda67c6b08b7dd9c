import { resolve, sep } from 'node:path';

/** Folder of this package's own code: its frames are of no use to a reader. */
const OWN_CODE = resolve(__dirname, '..') + sep;

function isUserFrame(frame: string): boolean {
  return (
    !frame.includes('node_modules') &&
    !frame.includes('node:') &&
    !frame.includes(OWN_CODE) &&
    /:\d+:\d+\)?$/.test(frame)
  );
}

/**
 * The frames of a stack trace that lie in the user's own code, without their leading `at`, nearest call first.
 *
 * @param limit most frames to return
 */
export function userFrames(stack: string, limit: number): readonly string[] {
  const frames: string[] = [];
  for (const line of stack.split('\n')) {
    const frame = line.trim();
    if (!frame.startsWith('at ')) continue;
    if (isUserFrame(frame)) frames.push(frame.slice('at '.length));
    if (frames.length === limit) break;
  }
  return frames;
}

const HIDDEN_FRAMES = 25;

/** Captures the calls above `below` without formatting them: reading `stack` of the holder does that, once. */
export function captureStack(below: NewableFunction | CallableFunction): { readonly stack: string } {
  const holder = { stack: '' };
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = HIDDEN_FRAMES;
  Error.captureStackTrace(holder, below);
  Error.stackTraceLimit = limit;
  return holder;
}
