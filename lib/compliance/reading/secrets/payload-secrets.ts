import type { Configuration } from '../../model/block';
import { EncodedJson } from '../../model/expression';
import { isList, isUnknown, type Value } from '../../model/value';
import { literalSecret } from './literal-secret';
import { beforeBase64, entriesOf, readJson } from './payload';
import { possibleValues } from './possible-values';

/** A place of a secret's value that is spelt out. */
export interface SpeltOut {
  /** Path inside the JSON of the value, such as `password`; empty for a value that is no JSON. */
  readonly key: string;
  /** `a literal`, `a private key`. */
  readonly what: string;
}

/** Keys of a secret's JSON that hold the secret itself; the others (user name, host, port) may be literal. */
const SECRET_WORD =
  /(?:^|_)(?:password|passwords|passwd|passphrase|pwd|pass|secret|secrets|token|key|keys|credential|credentials|private|apikey|pin|salt|signature|auth)(?:_|$)/;
const DESCRIBES =
  /(?:^|_)(?:id|arn|name|version|length|type|algorithm|alg|url|uri|path|region|endpoint|expiry|ttl|user|username|email|public)$|^public_/;

/** What stands in a new secret until someone sets its value. */
export const PLACEHOLDERS: readonly string[] = [
  '^change[ _-]?(?:me|it)!?$',
  '^to ?do$',
  '^(?:an? )?(?:example|placeholder|dummy)$',
  '^replace[ _-]?me$',
  '^\\*+$',
  '^<[^<>]*>$',
];

/**
 * What the value of a secret spells out. JSON is judged leaf by leaf: a literal under a secret-like key, or a credential
 * anywhere. A text that is no JSON is the secret itself. References spell out nothing.
 */
export function payloadSecrets(
  value: Value,
  placeholders: readonly RegExp[],
  configuration: Configuration,
): readonly SpeltOut[] {
  const payload = beforeBase64(value, configuration);
  const structure = readJson(payload) ?? (payload instanceof EncodedJson ? payload.value : undefined);
  if (structure !== undefined) return leaves(structure, '', false, placeholders, configuration);
  const possible = isUnknown(payload) ? possibleValues(payload, configuration) : [];
  if (possible.length > 0) {
    const spelt = possible
      .filter((part) => !isUnknown(part) || part.parts.length > 0 || part instanceof EncodedJson)
      .flatMap((part) => payloadSecrets(part, placeholders, configuration));
    return [...new Map(spelt.map((each) => [`${each.key} ${each.what}`, each])).values()];
  }
  const what = literalSecret(payload, 'argument', configuration);
  return what === undefined ? [] : [{ key: '', what }];
}

function leaves(
  value: Value,
  key: string,
  isSecret: boolean,
  placeholders: readonly RegExp[],
  configuration: Configuration,
): readonly SpeltOut[] {
  if (isList(value))
    return value.flatMap((element, index) =>
      leaves(element, `${key}[${String(index)}]`, isSecret, placeholders, configuration),
    );
  const entries = isUnknown(value) && value.parts.length > 0 ? undefined : entriesOf(value);
  if (entries !== undefined) {
    return entries.flatMap(([name, inner]) =>
      leaves(inner, key === '' ? name : `${key}.${name}`, isSecretKey(name, isSecret), placeholders, configuration),
    );
  }
  const parts = isUnknown(value) ? possibleValues(value, configuration) : [];
  if (parts.some((part) => isList(part) || entriesOf(part) !== undefined))
    return parts.flatMap((part) => (isUnknown(part) ? [] : leaves(part, key, isSecret, placeholders, configuration)));
  if (typeof value === 'string' && placeholders.some((placeholder) => placeholder.test(value.trim()))) return [];
  const what = literalSecret(value, isSecret ? 'argument' : 'connection', configuration);
  return what === undefined ? [] : [{ key, what }];
}

/** Keys inherit: everything below `credentials` is secret but for what describes it. */
function isSecretKey(name: string, inherited: boolean): boolean {
  const words = name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
  if (DESCRIBES.test(words)) return false;
  return inherited || SECRET_WORD.test(words) || /.(?:password|secret|apikey|token)$/.test(words);
}
