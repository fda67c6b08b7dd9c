import { isUtf8 } from 'node:buffer';
import { InputError } from './input-error';
import { LineIndex } from './json-positions';

/** The text of a file, or an InputError that names the first byte that is not UTF-8. */
export function decodeUtf8(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  if (bytes[0] === 0xff || bytes[0] === 0xfe) {
    throw new InputError('not UTF-8: the file begins with the mark of UTF-16; save it as UTF-8', { file });
  }
  const offset = firstInvalidByte(bytes);
  const before = bytes.toString('latin1', 0, offset);
  throw new InputError('not UTF-8: this byte is not valid; save the file as UTF-8', {
    file,
    position: new LineIndex(before).position(offset),
  });
}

/** Offset of the first byte at which the text stops being UTF-8. */
function firstInvalidByte(bytes: Buffer): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (isUtf8Prefix(bytes, middle)) valid = middle;
    else invalid = middle;
  }
  return valid;
}

/** True where the first bytes are UTF-8, but for a last character that is cut. */
function isUtf8Prefix(bytes: Buffer, length: number): boolean {
  for (let cut = 0; cut < 4 && cut <= length; cut += 1) if (isUtf8(bytes.subarray(0, length - cut))) return true;
  return false;
}
