import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';

export { shown } from '../core/texts';

/** True for what the checks leave alone: absent values, and values that are not known before Terraform runs. */
export function isOpen(value: unknown): boolean {
  return value === undefined || value === null || isUnresolved(value);
}

/** Throws unless the value is true, false, absent or a token. */
export function requireBoolean(value: unknown, name: string, construct: IConstruct): void {
  if (isOpen(value) || typeof value === 'boolean') return;
  throw new GuardrailsError(
    'DB_PROP_INVALID',
    `${name} is ${shown(value)}, allowed are true and false; pass one of them or leave it out`,
    construct,
  );
}

/** Throws unless the value is a text that is not blank, absent or a token. */
export function requireText(value: unknown, name: string, construct: IConstruct): void {
  if (isOpen(value) || (typeof value === 'string' && value.trim() !== '')) return;
  throw new GuardrailsError(
    'DB_PROP_INVALID',
    `${name} is ${shown(value)}, allowed is a text that is not empty; pass one or leave it out`,
    construct,
  );
}

/** Throws unless the value is a map from text to text, absent or a token. */
export function requireTextMap(value: unknown, name: string, construct: IConstruct): void {
  if (isOpen(value)) return;
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isMap && Object.values(value).every((each) => isUnresolved(each) || typeof each === 'string')) return;
  throw new GuardrailsError(
    'DB_PROP_INVALID',
    `${name} is ${shown(value)}, allowed is a map from text to text; write numbers as text`,
    construct,
  );
}

/** Throws unless the value is one of a list or absent; a token is checked when the app is synthesised. */
export function requireOneOf(
  value: unknown,
  allowed: readonly (number | string)[],
  error: { readonly code: GuardrailsErrorCode; readonly name: string; readonly because?: string },
  construct: IConstruct,
): void {
  if (value === undefined || value === null) return;
  if (isUnresolved(value)) {
    checkWhenKnown(construct, value, (literal) => {
      const isNumeral = typeof literal === 'string' && /^\d+$/.test(literal) && typeof allowed[0] === 'number';
      requireOneOf(isNumeral ? Number(literal) : literal, allowed, error, construct);
    });
    return;
  }
  if (allowed.includes(value as number | string)) return;
  const because = error.because === undefined ? '' : `, because ${error.because}`;
  throw new GuardrailsError(
    error.code,
    `${error.name} is ${shown(value)}, allowed are ${allowed.join(', ')}${because}; pass one of them`,
    construct,
  );
}
