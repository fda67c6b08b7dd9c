import { GuardrailsError, type GuardrailsErrorCode } from '../../core/guardrails-error';

/** The value as a message shows it. Loaded late: it brings cdktf, which the modules of services do without. */
export function shownLate(value: unknown): string {
  const { shown } = require('../../core/texts') as typeof import('../../core/texts');
  return shown(value);
}

export function invalidResource(problem: string): GuardrailsError {
  return new GuardrailsError('POLICY_RESOURCE_INVALID', problem);
}

export function invalid(code: GuardrailsErrorCode, problem: string): GuardrailsError {
  return new GuardrailsError(code, problem);
}
