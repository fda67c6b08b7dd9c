import { createHash } from 'node:crypto';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { isWorkableLength } from '../size';
import { ofText, type NamedFunction, type TerraformFunction } from './function';

/** Refuses what is not base64 with padding, and what is not text. Line ends inside are ignored. */
function base64decode(text: string): Decision {
  const encoded = text.replace(/[\r\n]/g, '');
  if (encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(encoded)) return FAILED;
  const bytes = Buffer.from(encoded, 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return FAILED;
  }
}

function urlencode(text: string): Decision {
  if (!isWorkableLength(text.length * 9) || /\p{Surrogate}/u.test(text)) return UNDECIDED;
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function digest(algorithm: string, encoding: 'hex' | 'base64'): TerraformFunction {
  return ofText((text) => createHash(algorithm).update(text, 'utf8').digest(encoding));
}

/** `base64encode` stays a call: what it encodes may be a secret, and is looked for in its argument. */
export const ENCODING_FUNCTIONS: readonly NamedFunction[] = [
  ['base64decode', ofText(base64decode)],
  ['urlencode', ofText(urlencode)],
  ['md5', digest('md5', 'hex')],
  ['sha1', digest('sha1', 'hex')],
  ['sha256', digest('sha256', 'hex')],
  ['sha512', digest('sha512', 'hex')],
  ['base64sha256', digest('sha256', 'base64')],
  ['base64sha512', digest('sha512', 'base64')],
];
