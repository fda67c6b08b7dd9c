import { createHash } from 'node:crypto';

/** The namespace of RFC 9562 for names that are URLs. */
const URL_NAMESPACE = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');

/** A UUID of version 5: the same for the same names. */
export function uuidOf(...names: readonly string[]): string {
  const digest = createHash('sha1').update(URL_NAMESPACE).update(JSON.stringify(names)).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
