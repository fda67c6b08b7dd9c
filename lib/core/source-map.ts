import { existsSync, readFileSync, statSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isWithin, workspaceOf } from './workspace';

/** A place in a file of this machine; line and column are 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Reading larger files would take longer than the rest of a synthesis. */
const LARGEST_FILE = 32 * 2 ** 20;
const COMMENT = '//# sourceMappingURL=';

interface MapOfFile {
  readonly map: SourceMap;
  /** What relative sources are relative to. */
  readonly folder: string;
  /** How many lines a source has that the map itself holds. */
  readonly lineCounts: ReadonlyMap<string, number>;
}

interface Payload {
  sourceRoot?: unknown;
  sources?: unknown;
  sourcesContent?: unknown;
  sections?: unknown;
}

const maps = new Map<string, MapOfFile | undefined>();
const lineCounts = new Map<string, number | undefined>();

/**
 * Maps a place of a compiled file back to its source, where a source map lies beside the file or inside it. A map that
 * cannot be read, or that names a line which does not exist, is not believed: the compiled place is the best there is.
 */
export function originalPlace(place: Place): Place {
  if (!/\.[cm]?jsx?$/.test(place.file)) return place;
  try {
    return mapped(place) ?? place;
  } catch {
    return place;
  }
}

function mapped(place: Place): Place | undefined {
  const known = mapOf(place.file);
  const entry = known?.map.findEntry(place.line - 1, place.column - 1) as Partial<
    Readonly<Record<'generatedLine' | 'originalLine' | 'originalColumn', number>> & { readonly originalSource: string }
  >;
  const { originalSource: source, originalLine, originalColumn, generatedLine } = known === undefined ? {} : entry;
  if (known === undefined || typeof source !== 'string' || source === '' || generatedLine !== place.line - 1)
    return undefined;
  if (originalLine === undefined || originalColumn === undefined || originalLine < 0 || originalColumn < 0)
    return undefined;
  const line = originalLine + 1;
  const hasLine = (file: string): boolean => line <= (linesOf(file) ?? known.lineCounts.get(source) ?? 0);
  const isBelieved = (each: string): boolean => isOfPackage(each) || (isOfProject(each, place) && hasLine(each));
  const file = candidates(source, known.folder, place.file).find(isBelieved);
  return file === undefined ? undefined : { file, line, column: originalColumn + 1 };
}

function mapOf(file: string): MapOfFile | undefined {
  if (!maps.has(file)) {
    maps.set(file, undefined); // stays where reading throws
    maps.set(file, readMap(file));
  }
  return maps.get(file);
}

function readMap(file: string): MapOfFile | undefined {
  const code = readText(file) ?? '';
  const start = Math.max(code.lastIndexOf(`\n${COMMENT}`) + 1, 0);
  if (!code.startsWith(COMMENT, start)) return undefined;
  const url = /[^\r\n]*/.exec(code.slice(start + COMMENT.length))?.[0].trim() ?? '';
  const found = url.startsWith('data:') ? { text: inlineText(url), folder: dirname(file) } : readMapFile(url, file);
  if (found?.text === undefined) return undefined;
  const counts = new Map<string, number>();
  const payload = withoutRoots(JSON.parse(found.text) as Payload, counts);
  return { map: new SourceMap(payload as never), folder: found.folder, lineCounts: counts };
}

function readMapFile(
  url: string,
  file: string,
): { readonly text: string | undefined; readonly folder: string } | undefined {
  const path = candidates(url, dirname(file), file).find((each) => existsSync(each));
  return path === undefined ? undefined : { text: readText(path), folder: dirname(path) };
}

function inlineText(url: string): string | undefined {
  const comma = url.indexOf(',');
  const [header, data] = [url.slice(0, comma), url.slice(comma + 1)];
  if (comma === -1 || !/^data:application\/json\b/.test(header) || url.length > LARGEST_FILE) return undefined;
  return header.endsWith(';base64') ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);
}

/** Node's class passes over `sourceRoot`. Notes how many lines the sources have that the map holds. */
function withoutRoots(payload: Payload, counts: Map<string, number>): Payload {
  if (Array.isArray(payload.sections)) {
    const sections = payload.sections as readonly { readonly map: Payload }[];
    return {
      ...payload,
      sections: sections.map((section) => ({ ...section, map: withoutRoots(section.map, counts) })),
    };
  }
  const { sourceRoot, sources, sourcesContent } = payload;
  const root = typeof sourceRoot === 'string' && sourceRoot !== '' ? sourceRoot.replace(/\/?$/, '/') : '';
  const contents: readonly unknown[] = Array.isArray(sourcesContent) ? sourcesContent : [];
  const rooted = (sources as readonly unknown[]).map((source, index) => {
    const name = typeof source === 'string' ? root + source : '';
    const content = contents[index];
    if (typeof content === 'string') counts.set(name, countLines(content));
    return name;
  });
  return { ...payload, sourceRoot: '', sources: rooted };
}

/** The files that a URL of a source map may mean, best first. */
function candidates(url: string, folder: string, file: string): readonly string[] {
  if (url.startsWith('file:')) return [fileURLToPath(url)];
  const bundled = /^webpack:\/\/[^/]*\/(.+?)(?:\?\w*)?$/.exec(url)?.[1];
  if (bundled !== undefined) return [packageOf(file), process.cwd()].map((root) => resolve(root, bundled));
  if (/^[a-z][\w+.-]+:/i.test(url)) return [];
  return [...new Set([url, decoded(url)])].map((path) => resolve(folder, path));
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The nearest folder above a file that is a package. */
function packageOf(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(resolve(folder, 'package.json'))) return folder;
  return dirname(file);
}

/** What a bundle holds of other packages is not shown to anyone: it need not be there. */
function isOfPackage(source: string): boolean {
  return source.split(/[\\/]/).includes('node_modules');
}

/** A map has no business with other files of the machine. */
function isOfProject(source: string, { file }: Place): boolean {
  return [process.cwd(), dirname(file)].some((folder) => isWithin(workspaceOf(folder), source));
}

function linesOf(file: string): number | undefined {
  if (!lineCounts.has(file)) {
    const text = readText(file);
    lineCounts.set(file, text === undefined ? undefined : countLines(text));
  }
  return lineCounts.get(file);
}

function countLines(text: string): number {
  let count = 1;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) count += 1;
  return count;
}

/** @returns undefined for what is no file, or too large */
function readText(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size <= LARGEST_FILE ? readFileSync(file, 'utf8') : undefined;
}
