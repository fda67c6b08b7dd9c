import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

const MAX_LENGTH = 255;
const FORBIDDEN = /[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]/g;

/** The description as given, refused where EC2 would refuse it, or else the derived one, made to fit. */
export function groupDescription(given: string | undefined, derived: string, construct: IConstruct): string {
  if (given === undefined) {
    const text = derived.replace(FORBIDDEN, ' ');
    return isUnresolved(text) ? text : text.slice(0, MAX_LENGTH);
  }
  if (isUnresolved(given)) return given;
  if (typeof (given as unknown) !== 'string') throw invalid(`is ${shown(given)}`, construct);
  const strange = given.match(FORBIDDEN)?.[0];
  if (given.trim() !== '' && given.length <= MAX_LENGTH && strange === undefined) return given;
  const problem =
    strange === undefined
      ? `has ${given.trim() === '' ? 0 : given.length} characters`
      : `holds ${JSON.stringify(strange)}`;
  throw invalid(problem, construct);
}

function invalid(problem: string, construct: IConstruct): GuardrailsError {
  return new GuardrailsError(
    'SG_DESCRIPTION_INVALID',
    `description ${problem}, allowed are 1 to ${MAX_LENGTH} letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*; say in these what it is for`,
    construct,
  );
}
