import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';

const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;

/** Throws GuardrailsError PRINCIPAL_SERVICE_INVALID unless the text is the full name of a service principal. */
export function requireServiceName(service: string): void {
  if (!isUnresolved(service) && SERVICE.test(service)) return;
  throw new GuardrailsError(
    'PRINCIPAL_SERVICE_INVALID',
    `service ${JSON.stringify(service)} is no service principal; write its full name, such as ecs-tasks.amazonaws.com`,
  );
}
