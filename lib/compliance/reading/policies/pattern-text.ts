import { isUnknown } from '../../model/value';
import type { PolicyText } from '../../model/policy-document';
import { matchesWildcard } from '../../model/policy-match';
import type { Truth } from '../truth';

/** Stands for an unknown piece inside a longer text. It is read as text without wildcards. */
export const OPAQUE = '\uE000';

/** Attributes of AWS blocks that AWS assigns or that cannot hold a wildcard. */
const IDENTIFIER = /(?:^|[._])(?:arns?|ids?|names?|url|bucket)$/;

/** The text with `OPAQUE` for its unknown pieces; undefined where nothing of it is known. */
export function textOf(value: PolicyText): string | undefined {
  if (!isUnknown(value)) return value;
  if (isIdentifier(value)) return OPAQUE;
  if (!value.parts.some((part) => typeof part === 'string' && part !== '')) return undefined;
  return value.parts.map((part) => (isUnknown(part) ? OPAQUE : part)).join('');
}

/** True for a reference to an identifier of an AWS block, such as its ARN: it holds no wildcard. */
export function isIdentifier(value: PolicyText): boolean {
  if (!isUnknown(value)) return false;
  const [reference] = value.references;
  if (!value.isReference || reference === undefined) return false;
  return /^(?:data\.)?aws(?:cc)?_/.test(reference.address) && IDENTIFIER.test(reference.attribute);
}

/** Tests the known text; unknown where there is none. */
export function testText(value: PolicyText, test: (text: string) => boolean): Truth {
  const text = textOf(value);
  if (text !== undefined) return test(text);
  return isUnknown(value) ? value : false;
}

/** True where a pattern is made of wildcards only and matches any text. */
export function matchesAnything(pattern: string): boolean {
  return /^[*?]*\*[*?]*$/.test(pattern);
}

/**
 * True where an ARN pattern matches each of the resources, whatever partition, region and account it names. Two
 * resources with nothing in common stand for all of their kind: `role/q7x`, `role/z/y`.
 */
export function coversResources(pattern: string, service: string, resources: readonly string[]): boolean {
  const fields = arnFields(pattern);
  if (fields.length > 5) {
    fields[1] = anywhere(fields[1], 'aws');
    fields[3] = anywhere(fields[3], '');
    fields[4] = anywhere(fields[4], '');
  }
  const located = fields.join(':');
  return resources.every((resource) => matchesWildcard(located, `arn:aws:${service}:::${resource}`));
}

/** The fields of an ARN pattern. A wildcard at the end of a field also covers the fields after it. */
export function arnFields(pattern: string): string[] {
  const fields = pattern.split(':');
  while (fields[0] === 'arn' && fields.length < 6 && fields.at(-1)?.endsWith('*') === true) fields.push('*');
  return fields;
}

function anywhere(field: string | undefined, place: string): string {
  return field === undefined || field.includes('*') ? (field ?? place) : place;
}
