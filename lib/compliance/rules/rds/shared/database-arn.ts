import type { Block } from '../../../model/block';
import { toText } from '../../../model/value';
import { and, type Decision } from './decision';
import { regionName } from './region';

/** Segments of the ARN of a database: `arn:aws:rds:eu-west-1:111122223333:db:orders`. */
const SEGMENTS = 7;

/** Tells whether an ARN with wildcards takes in a database. A wildcard at the end stands for all segments after it. */
export function matchesArn(pattern: string, database: Block): Decision {
  if (pattern === '*') return true;
  const segments = pattern.split(':');
  while (pattern.endsWith('*') && segments.length < SEGMENTS) segments.push('*');
  const [arn = '', , service = '', region = '', , type = '', ...name] = segments;
  const kind = database.type === 'aws_db_instance' ? 'db' : 'cluster';
  if (!like(arn, 'arn') || !like(service, 'rds') || !like(type, kind)) return false;
  const home = regionName(database);
  const inRegion = region.includes('*') || home === undefined ? (region === '*' ? true : undefined) : region === home;
  const identifier = toText(database.get(kind === 'db' ? 'identifier' : 'cluster_identifier'));
  const label = name.join(':');
  const byName = label === '*' ? true : typeof identifier === 'string' ? like(label, identifier) : undefined;
  // An ARN that names this database is its own, whatever the region of the provider.
  return byName === true && !label.includes('*') ? inRegion !== false : and([inRegion, byName]);
}

/** Compares with `*` for any text, in time linear in both. */
export function like(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let position = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return position <= text.length - last.length;
}
