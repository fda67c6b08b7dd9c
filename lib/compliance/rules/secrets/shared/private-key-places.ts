import type { Block } from '../../../model/block';
import { formatPath, type PathSegment } from '../../../model/path';
import { isUnknown } from '../../../model/value';
import { hasPrivateKey } from '../../../engine/credential-shape';
import { decodeBase64 } from '../../../engine/base64-text';
import { beforeBase64 } from '../../../reading/secrets/payload';
import { visibleText } from '../../../reading/secrets/visible-text';

/** A private key in PEM begins so, in base64 too: whatever stands before it. */
const ENCODED_HINT = /LS0tLS1CRUdJTi|0tLS0tQkVHSU4|tLS0tLUJFR0lO/;

/** What a block without any of it cannot hold a key without; each begins inside of a string. */
const HINT = /PRIVATE KEY|LS0tLS1CRUdJTi|0tLS0tQkVHSU4|tLS0tLUJFR0lO|var\.|local\.|base64/;

/** Paths of the attributes of a block that hold a private key in PEM, as written, by a local or variable, or in base64. */
export function privateKeyPlaces(block: Block): readonly string[] {
  if (!block.configuration.mayContain(block, HINT)) return [];
  const places: string[] = [];
  const enter = (value: unknown, path: PathSegment[]): void => {
    if (typeof value === 'string') {
      if (holdsKey(block, value)) places.push(formatPath(path));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value))
      value.forEach((element: unknown, index) => {
        step(element, index, path);
      });
    else for (const [key, inner] of Object.entries(value)) if (key !== '//') step(inner, key, path);
  };
  const step = (value: unknown, segment: PathSegment, path: PathSegment[]): void => {
    path.push(segment);
    enter(value, path);
    path.pop();
  };
  enter(block.raw, []);
  return places;
}

function holdsKey(block: Block, raw: string): boolean {
  if (hasPrivateKey(raw)) return true;
  if (raw.includes('${')) {
    if (!/var\.|local\.|base64/.test(raw)) return false;
    const value = beforeBase64(block.configuration.resolve(raw), block.configuration);
    return hasPrivateKey(isUnknown(value) || typeof value === 'string' ? visibleText(value) : '');
  }
  return raw.length > 40 && ENCODED_HINT.test(raw) && hasPrivateKey(decodeBase64(raw) ?? '');
}
