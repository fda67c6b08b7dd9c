import { isList, isMap, isUnknown, type Value } from '../model/value';

/** What stands in a report instead of a secret. */
export const MASK = '(masked)';

/** Shapes of credentials that are secrets wherever they stand. */
const SECRET_SHAPES: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{40,}\b/g,
  /\bglpat-[A-Za-z0-9_-]{20,}/g,
  /\bxox[abposr]-[A-Za-z0-9-]{10,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}\b/g,
];

/** User information of an address: `postgres://user:password@host`. */
const URL_PASSWORD = /([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+@/gi;

/** What each of these shapes begins with: text without any of it needs no closer look. */
const BEGINNINGS = /A[KS]IA|-----BEGIN |gh[pousr]_|github_pat_|glpat-|xox[abposr]-|eyJ|[sr]k_(?:live|test)_|:\/\//;

/** Attribute names that hold a secret. */
const SECRET_NAME = /(^|_)(password|passwd|passphrase|secret_string|secret_binary|secret_key|secret_access_key|private_key|auth_token|access_token|api_key|client_secret|token)(_wo)?$/i;

/** Names that look like a secret's and hold none. */
const NOT_SECRET_NAME = /(manage_master_user_password|password_reset_required|_version|_arn|_id|_name|_length)$/i;

/** Masks credentials inside a text. */
export function maskText(text: string): string {
  if (!BEGINNINGS.test(text)) return text;
  let masked = text;
  for (const shape of SECRET_SHAPES) masked = masked.replace(shape, MASK);
  return masked.replace(URL_PASSWORD, `$1${MASK}@`);
}

/** True where an attribute of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NOT_SECRET_NAME.test(name);
}

/** The plain JSON of a value, without its secrets. Absent becomes null, an unknown its expression. */
export function maskValue(value: Value, name = ''): unknown {
  if (value === undefined) return null;
  if (isUnknown(value)) return maskText(value.expression);
  if (isSecretName(name) && (typeof value === 'string' || typeof value === 'number')) return MASK;
  if (typeof value === 'string') return maskText(value);
  if (isList(value)) return value.map((element) => maskValue(element, name));
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [maskText(key), maskValue(inner, key)]));
  return value;
}
