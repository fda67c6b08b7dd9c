import type { IConstruct } from 'constructs';
import { GuardrailsError, type GuardrailsErrorCode } from '../core/guardrails-error';
import { requireText, shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';

/** Throws unless IAM takes the name: letters, digits and `_+=,.@-`. */
export function requireIamName(
  construct: IConstruct,
  name: string,
  value: string | undefined,
  maxLength: number,
  code: GuardrailsErrorCode,
): void {
  requireText(value, {
    code,
    name,
    pattern: new RegExp(`^[\\w+=,.@-]{1,${maxLength}}$`),
    allowed: `1 to ${maxLength} letters, digits and _+=,.@-`,
    remedy: 'correct the name, or leave it out',
    construct,
  });
}

/** Throws GuardrailsError IAM_PATH_INVALID unless the path is `/`, or `/team/` and the like. */
export function requireIamPath(construct: IConstruct, path: string | undefined): void {
  requireText(path, {
    code: 'IAM_PATH_INVALID',
    name: 'path',
    pattern: /^(?=.{1,512}$)\/(?:[\x21-\x2e\x30-\x7e]+\/)*$/,
    allowed: 'up to 512 characters that begin and end with a slash',
    remedy: 'write it as in /team/',
    construct,
  });
}

/** What a resource says about itself where its user says nothing: text that IAM takes, whatever the ids are. */
export function descriptionFor(kind: string, construct: IConstruct): string {
  return `${kind} at ${construct.node.path}`.replace(/[^\x20-\x7e\xa1-\xff]/g, '?').slice(0, 1000);
}

/** Throws GuardrailsError IAM_DESCRIPTION_INVALID unless IAM takes the text. */
export function requireIamDescription(construct: IConstruct, description: string | undefined): void {
  requireText(description, {
    code: 'IAM_DESCRIPTION_INVALID',
    name: 'description',
    pattern: /^[\t\n\r\x20-\x7e\xa1-\xff]{1,1000}$/,
    allowed: '1 to 1000 characters of Latin text',
    remedy: 'shorten it, or leave it out',
    construct,
  });
}

/** Throws unless the value is a list that is known, element by element. */
export function requireKnownList(
  construct: IConstruct,
  name: string,
  value: readonly string[] | undefined,
  code: GuardrailsErrorCode,
): void {
  if (value === undefined || (Array.isArray(value) && !isUnresolved(value))) return;
  const problem = isUnresolved(value) ? 'is not known before Terraform runs' : `is ${shown(value)}`;
  throw new GuardrailsError(
    code,
    `${name} ${problem}, allowed is a list of texts; pass its elements one by one, such as Fn.element(list, 0)`,
    construct,
  );
}
