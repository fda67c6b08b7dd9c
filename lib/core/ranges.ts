import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from './guardrails-error';
import { checkWhenKnown } from './known-literal';
import { shown } from './texts';
import { isUnresolved } from './tokens';

export interface IntegerRange {
  readonly code: GuardrailsErrorCode;
  /** What the number is, as the user knows it: `backupRetentionDays`. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** What to do about a value that is out of range. */
  readonly remedy: string;
  readonly construct?: IConstruct;
}

/** Terraform takes a number that is written as text for the number. */
function numberOf(literal: unknown): unknown {
  return typeof literal === 'string' && /^-?\d+$/.test(literal) ? Number(literal) : literal;
}

/**
 * Throws unless the value is a whole number of the range. Absent values pass; tokens are checked when the app is
 * synthesised, where they have turned out to be literals.
 */
export function requireInteger(value: number | undefined, range: IntegerRange): void {
  if (value === undefined) return;
  if (isUnresolved(value)) {
    checkWhenKnown(range.construct, value, (literal) => {
      requireInteger(numberOf(literal) as number, range);
    });
    return;
  }
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  const { code, name, min, max, remedy, construct } = range;
  throw new GuardrailsError(
    code,
    `${name} is ${typeof value === 'number' ? String(value) : shown(value)}, allowed are whole numbers from ${min} to ${max}; ${remedy}`,
    construct,
  );
}
