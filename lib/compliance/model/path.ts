/** A step into JSON: an object key or an array index. */
export type PathSegment = string | number;

const cache = new Map<string, readonly PathSegment[]>();

/** Splits Terraform's spelling of a path: `ingress[0].cidr_blocks` becomes `['ingress', 0, 'cidr_blocks']`. */
export function parsePath(path: string): readonly PathSegment[] {
  const cached = cache.get(path);
  if (cached !== undefined) return cached;
  const segments: PathSegment[] = [];
  for (const match of path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)) {
    if (match[1] !== undefined) segments.push(Number(match[1]));
    else if (match[2] !== undefined) segments.push(match[2].replace(/\\(.)/g, '$1'));
    else if (match[3] !== undefined) segments.push(match[3]);
  }
  if (cache.size < 10_000) cache.set(path, segments);
  return segments;
}

/** Joins segments the way Terraform prints them. */
export function formatPath(segments: readonly PathSegment[]): string {
  let text = '';
  for (const segment of segments) {
    if (typeof segment === 'number') text += `[${String(segment)}]`;
    else if (/^[\w/-]+$/.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `["${segment.replace(/["\\]/g, '\\$&')}"]`;
  }
  return text;
}
