import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from './guardrails-error';
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

/** Throws unless the value is a whole number of the range. Absent and unresolved values pass: they are not known here. */
export function requireInteger(value: number | undefined, range: IntegerRange): void {
  if (value === undefined || isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  const { code, name, min, max, remedy, construct } = range;
  throw new GuardrailsError(
    code,
    `${name} is ${typeof value === 'number' ? String(value) : shown(value)}, allowed are whole numbers from ${min} to ${max}; ${remedy}`,
    construct,
  );
}
