import type { Block } from '../../../model/block';
import { formatPath, type PathSegment } from '../../../model/path';
import { hasAccessKey } from '../../../engine/credential-shape';
import { decodeBase64 } from '../../../engine/base64-text';

/** A string of a block that holds an AWS access key id. */
export interface KeyPlace {
  readonly path: string;
  /** How the key is written, for a message: empty, or ` in base64`. */
  readonly how: string;
}

const PREFIX = /A(?:KIA|SIA|BIA|CCA)[A-Z2-7]/;

/** Attributes whose text is often base64. */
const ENCODED = /user_data|base64|binary|content/;

/** A block without any of it holds no key. */
const HINT = /A(?:KIA|SIA|BIA|CCA)[A-Z2-7]|user_data|base64|binary|content/;

function isEncoded(segment: PathSegment): boolean {
  return typeof segment === 'string' && ENCODED.test(segment);
}

/** Every string of a block that holds an AWS access key id, as written or in base64. The key itself is not returned. */
export function keysInBlock(block: Block): readonly KeyPlace[] {
  if (!block.configuration.mayContain(block, HINT)) return [];
  const places: KeyPlace[] = [];
  const enter = (value: unknown, path: PathSegment[]): void => {
    if (typeof value === 'string') {
      if (value.length < 20) return;
      if (PREFIX.test(value) && hasAccessKey(value)) places.push({ path: formatPath(path), how: '' });
      else if (path.some(isEncoded) && hasAccessKey(decodeBase64(value) ?? ''))
        places.push({ path: formatPath(path), how: ' in base64' });
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach((element: unknown, index) => {
        step(element, index, path);
      });
      return;
    }
    for (const [key, inner] of Object.entries(value)) {
      if (key === '//' || (path.length === 0 && isBlockOfItsOwn(block, key))) continue;
      // A key that is a credential is no part of a path to show.
      if (key.length >= 20 && PREFIX.test(key) && hasAccessKey(key))
        places.push({ path: formatPath(path), how: ' as a key' });
      else step(inner, key, path);
    }
  };
  const step = (value: unknown, segment: PathSegment, path: PathSegment[]): void => {
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return;
    path.push(segment);
    enter(value, path);
    path.pop();
  };
  enter(block.raw, []);
  return places;
}

/** The `terraform` block holds the backend, which is a block of its own. */
function isBlockOfItsOwn(block: Block, key: string): boolean {
  return block.kind === 'terraform' && key === 'backend';
}
