import { isUnknown, type Value } from '../model/value';

const LOCAL =
  /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w-]+\.)*localhost(?:\.localstack\.cloud)?)(?=[:/?#]|$)/i;

/** Says whether an address is reached without TLS: `http://`. An unknown address counts by its literal beginning. */
export function isClearTextAddress(address: Value, allowLocalhost: boolean): boolean {
  const text = (isUnknown(address) ? address.knownPrefix : typeof address === 'string' ? address : '').trim();
  return /^http:\/\//i.test(text) && !(allowLocalhost && LOCAL.test(text));
}
