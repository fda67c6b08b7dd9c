import type { PolicyText } from '../compliance/model/policy-document-types';
import { isUnknown } from '../compliance/model/value';
import { referencedArn } from './reference-arns';

/** `${…}`, or what is left of one that is never closed. */
const VARIABLE = /\$\{[^{}]*\}?/g;

/** Variables that AWS replaces, with or without a default, and the characters that only a variable can write. */
const WELL_FORMED =
  /^\$\{(?:[*?$]|[\w-][\w./-]*:[\p{L}\p{N}_.+=@:/-](?:[\p{L}\p{N}_.+=@:/ [\]-]*[\p{L}\p{N}_.+=@:/\]-])?(?:\s*,\s*'[^'${}]*'\s*)?)\}$/u;

/** The first thing in a text that looks like a policy variable and is none; policies of 2008 have no variables. */
export function malformedVariable(text: string, version: PolicyText | undefined): string | undefined {
  if (!text.includes('${') || version === undefined || version === '2008-10-17') return undefined;
  return (text.match(VARIABLE) ?? []).find((variable) => !WELL_FORMED.test(variable));
}

/** True where a text has a policy variable that the version of the policy decides about. */
export function hasVariable(text: string): boolean {
  return text.includes('${') && (text.match(VARIABLE) ?? []).some((variable) => WELL_FORMED.test(variable));
}

/** The text with `*` for every policy variable. */
export function withoutVariables(text: string): string {
  return text.includes('${') ? text.replace(VARIABLE, '*') : text;
}

/** A pattern that matches whatever the text may be before Terraform runs and before AWS replaces variables. */
export function widestPattern(text: PolicyText): string {
  if (!isUnknown(text)) return withoutVariables(text);
  if (text.parts.length === 0) return referencedArn(text);
  return text.parts.map((part) => (typeof part === 'string' ? withoutVariables(part) : referencedArn(part))).join('');
}
