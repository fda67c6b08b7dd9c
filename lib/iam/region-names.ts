import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

function invalid(problem: string): GuardrailsError {
  return new GuardrailsError('POLICY_CONDITION_INVALID', problem);
}

/** Throws unless the texts are names of regions; tokens pass. */
export function requireRegions(regions: readonly string[]): void {
  if (!Array.isArray(regions) || regions.length === 0) {
    throw invalid(`regions are ${shown(regions)}, allowed is at least one; name the regions, such as eu-west-1`);
  }
  for (const region of regions as readonly unknown[]) {
    if (isUnresolved(region) || (typeof region === 'string' && /^[a-z]{2,3}(?:-[a-z]+)+-\d{1,2}$/.test(region)))
      continue;
    throw invalid(`region ${shown(region)} is none; write it in full, as in eu-west-1`);
  }
}
