/** A text that is base64 of something: nothing but its alphabet, in whole groups. */
const BASE64_TEXT = /^(?:[A-Za-z0-9+/]{4}){3,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text that a base64 text encodes; undefined where it is no base64, or encodes no text. */
export function decodeBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '');
  if (!BASE64_TEXT.test(packed)) return undefined;
  const decoded = Buffer.from(packed, 'base64').toString('utf8');
  // eslint-disable-next-line no-control-regex -- control characters tell binary data from text
  return /[\u0000-\u0008\u000e-\u001f\ufffd]/.test(decoded) ? undefined : decoded;
}
