import { originalPlace } from './source-map';
import { parseFrame } from './stack-frame';
import { portablePath } from './workspace';

/** A place in the user's own source. */
export interface SourceLocation {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** The place that a stack frame such as `new Stack (/app/main.ts:4:5)` names, in the source and relative. */
export function locationOfFrame(frame: string): SourceLocation | undefined {
  const parsed = parseFrame(frame);
  if (parsed === undefined) return undefined;
  const { file, line, column } = originalPlace(parsed);
  return { file: portablePath(file), line, column };
}

/** The frame with its place mapped and made relative: `new Stack (main.ts:4:5)`. */
export function portableFrame(frame: string): string {
  const location = locationOfFrame(frame);
  if (location === undefined) return frame;
  const place = `${location.file}:${location.line}:${location.column}`;
  const caller = parseFrame(frame)?.caller;
  return caller === undefined ? place : `${caller} (${place})`;
}
