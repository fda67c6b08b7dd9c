import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+$/;
const PATTERN = /^(?:\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;

/** Throws unless the list names at least one action, each in full; a denying statement may use wildcards. */
export function requireActions(actions: readonly string[] | undefined, wildcards: boolean): void {
  if (!Array.isArray(actions) || actions.length === 0) {
    throw new GuardrailsError('POLICY_ACTION_INVALID', 'a statement names no actions; list those it is about');
  }
  for (const action of actions as readonly string[]) requireAction(action, wildcards);
}

function requireAction(action: string, wildcards: boolean): void {
  if (isUnresolved(action) || (typeof action === 'string' && action.startsWith('#{'))) {
    throw new GuardrailsError(
      'POLICY_ACTION_INVALID',
      'an action is not known before Terraform runs, so nobody can review it; write its name, such as s3:GetObject',
    );
  }
  if (typeof action === 'string' && (wildcards ? PATTERN : ACTION).test(action)) return;
  if (typeof action === 'string' && /[*?]/.test(action) && !wildcards) {
    throw new GuardrailsError(
      'POLICY_ACTION_WILDCARD',
      `action ${shown(action)} has a wildcard, which also allows actions that AWS adds later; list the actions that are needed`,
    );
  }
  throw new GuardrailsError(
    'POLICY_ACTION_INVALID',
    `action ${shown(action)} is malformed, allowed is service:Action; write it as in s3:GetObject`,
  );
}
