import type { IConstruct } from 'constructs';
import { GuardrailsError } from './guardrails-error';
import { shown } from './texts';

/**
 * Throws GuardrailsError PROPS_INVALID unless the value is an object: JavaScript can leave it out, or pass null.
 *
 * @param name what it is, as the user knows it: `props of Key`
 */
export function requireProps(props: unknown, name: string, construct?: IConstruct): void {
  if (typeof props === 'object' && props !== null && !Array.isArray(props)) return;
  throw new GuardrailsError(
    'PROPS_INVALID',
    `${name} are ${shown(props)}, allowed is an object; pass one with the props that are needed`,
    construct,
  );
}
