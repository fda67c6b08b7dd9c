import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place in the user's own source. */
export interface SourceLocation {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const maps = new Map<string, SourceMap | undefined>();

function readSourceMap(file: string): SourceMap | undefined {
  const comment = [...readFileSync(file, 'utf8').matchAll(/^\/\/# sourceMappingURL=(.+)$/gm)].at(-1)?.[1]?.trim();
  if (comment === undefined) return undefined;
  const inline = /^data:application\/json[^,]*;base64,(.+)$/.exec(comment)?.[1];
  if (inline !== undefined) return new SourceMap(JSON.parse(Buffer.from(inline, 'base64').toString('utf8')) as never);
  const path = resolve(dirname(file), comment);
  return existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as never) : undefined;
}

function sourceMapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) {
    let map: SourceMap | undefined;
    try {
      map = readSourceMap(file);
    } catch {
      map = undefined; // no map that can be read: the compiled line is the best there is
    }
    maps.set(file, map);
  }
  return maps.get(file);
}

/** Maps a compiled place back to TypeScript where a source map lies beside the file or inside it. */
function original(place: Place): Place {
  if (!/\.[cm]?js$/.test(place.file)) return place;
  const entry = sourceMapOf(place.file)?.findEntry(place.line - 1, place.column - 1);
  if (entry === undefined || !('originalSource' in entry)) return place;
  const source = entry.originalSource.startsWith('file:') ? fileURLToPath(entry.originalSource) : entry.originalSource;
  return {
    file: resolve(dirname(place.file), source),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
}

/** A path as it may leave the process: relative to the working directory. */
function relativePath(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/');
}

/** The place that a stack frame such as `new Stack (/app/main.ts:4:5)` names. */
export function locationOfFrame(frame: string): SourceLocation | undefined {
  const match = /^(?:.*\()?(.+?):(\d+):(\d+)\)?$/.exec(frame);
  const [, path, line, column] = match ?? [];
  if (path === undefined) return undefined;
  const file = path.startsWith('file:') ? fileURLToPath(path) : path;
  const place = original({ file, line: Number(line), column: Number(column) });
  return { file: relativePath(place.file), line: place.line, column: place.column };
}

/** The frame with its place mapped and made relative: `new Stack (main.ts:4:5)`. */
export function portableFrame(frame: string): string {
  const location = locationOfFrame(frame);
  if (location === undefined) return frame;
  const place = `${location.file}:${location.line}:${location.column}`;
  const caller = /^(.*) \(.+\)$/.exec(frame)?.[1];
  return caller === undefined ? place : `${caller} (${place})`;
}
