import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from './guardrails-error';
import { shown } from './texts';
import { isUnresolved } from './tokens';

export interface Flag {
  readonly code: GuardrailsErrorCode;
  /** What the flag is, as the user knows it: `multiRegion`. */
  readonly name: string;
  readonly construct?: IConstruct;
}

/** Throws unless the value is true or false. Absent and unresolved values pass: they are not known here. */
export function requireBoolean(value: boolean | undefined, { code, name, construct }: Flag): void {
  if (value === undefined || typeof value === 'boolean' || isUnresolved(value)) return;
  throw new GuardrailsError(
    code,
    `${name} is ${shown(value)}, allowed are true and false; pass one of them`,
    construct,
  );
}
