import { basename, resolve } from 'node:path';
import { originalPlace } from './source-map';
import { parseFrame } from './stack-frame';
import { isWithin } from './workspace';

/** Folder of this package's own code: its frames are of no use to a reader. Undefined where a bundler has moved it. */
const OWN_CODE = basename(__filename).startsWith('user-frames.') ? resolve(__dirname, '..') : undefined;

/** Packages are no user's code, wherever the project itself lies. */
function isUserFile(file: string): boolean {
  if (OWN_CODE !== undefined && isWithin(OWN_CODE, file)) return false;
  const cwd = process.cwd();
  const shown = isWithin(cwd, file) ? file.slice(cwd.length) : file;
  return !shown.split(/[\\/]/).includes('node_modules');
}

/** By frame: the same lines of code make most resources of an app. */
const known = new Map<string, boolean>();

/** A bundle holds packages as well as the user's code: only its map tells them apart. */
function isUserFrame(text: string): boolean {
  let isUser = known.get(text);
  if (isUser === undefined) {
    const frame = parseFrame(text);
    isUser = frame !== undefined && isUserFile(frame.file) && isUserFile(originalPlace(frame).file);
    known.set(text, isUser);
  }
  return isUser;
}

/**
 * The frames of a stack trace that lie in the user's own code, without their leading `at`, nearest call first.
 *
 * @param limit most frames to return
 */
export function userFrames(stack: string, limit: number): readonly string[] {
  const frames: string[] = [];
  for (const [, frame = ''] of stack.matchAll(/^\s*at (.*)$/gm)) {
    if (isUserFrame(frame)) frames.push(frame);
    if (frames.length === limit) break;
  }
  return frames;
}

const HIDDEN_FRAMES = 25;

/** A stack that is formatted when it is first read. */
export interface CapturedStack {
  readonly stack: string;
}

/** Captures the calls above `below` without formatting them. */
export function captureStack(below: NewableFunction | CallableFunction): CapturedStack {
  const holder = { stack: '' };
  const limit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = HIDDEN_FRAMES;
    Error.captureStackTrace(holder, below);
    Error.stackTraceLimit = limit;
  } catch {
    // Somebody has frozen Error: what it captures by itself has to do.
  }
  return holder;
}

/** The user's frames of a captured stack; none where they cannot be told. Never throws: a trace is no reason to fail. */
export function framesOf(captured: CapturedStack, limit: number): readonly string[] {
  try {
    const stack: unknown = captured.stack; // whatever `Error.prepareStackTrace` makes of it
    return typeof stack === 'string' ? userFrames(stack, limit) : [];
  } catch {
    return [];
  }
}
