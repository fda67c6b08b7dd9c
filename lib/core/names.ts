import { createHash } from 'node:crypto';
import type { IConstruct } from 'constructs';

const HASH_LENGTH = 8;

/** First characters of the SHA-256 of a text: tells contents apart, is the same on every machine. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}

/**
 * A physical name that follows from the construct path alone: lower case letters, digits and single hyphens, begins
 * with a letter, ends with a hash of the whole path. Renaming or moving the construct changes it, nothing else does.
 *
 * @param maxLength longest name that the service accepts
 */
export function physicalName(construct: IConstruct, maxLength: number): string {
  const words = construct.node.path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '');
  const head = words.slice(0, maxLength - HASH_LENGTH - 1).replace(/-+$/, '');
  return `${head || 'r'}-${contentHash(construct.node.path)}`;
}
