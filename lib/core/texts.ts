import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from './guardrails-error';
import { checkWhenKnown } from './known-literal';
import { isUnresolved } from './tokens';

export interface TextFormat {
  readonly code: GuardrailsErrorCode;
  /** What the text is, as the user knows it: `secretName`. */
  readonly name: string;
  readonly pattern: RegExp;
  /** What the pattern allows, in words. */
  readonly allowed: string;
  /** What to do about a text that does not match. */
  readonly remedy: string;
  readonly construct?: IConstruct;
}

const MAX_SHOWN = 100;

function jsonOf(value: unknown): string {
  try {
    const json = JSON.stringify(value) as string | undefined;
    return json ?? String(value);
  } catch {
    return typeof value === 'bigint' ? String(value) : 'an object that refers to itself';
  }
}

/** The value as a message shows it: never throws, never long. */
export function shown(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : jsonOf(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/**
 * Throws unless the value is a text of the format. Absent values pass; tokens are checked when the app is synthesised,
 * where they have turned out to be literals.
 */
export function requireText(value: string | undefined, format: TextFormat): void {
  if (value === undefined) return;
  if (isUnresolved(value)) {
    checkWhenKnown(format.construct, value, (literal) => {
      requireText(typeof literal === 'number' ? String(literal) : (literal as string), format);
    });
    return;
  }
  const { code, name, pattern, allowed, remedy, construct } = format;
  if (typeof value === 'string' && pattern.test(value)) return;
  throw new GuardrailsError(code, `${name} is ${shown(value)}, allowed are ${allowed}; ${remedy}`, construct);
}
