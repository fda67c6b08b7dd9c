import type { IConstruct } from 'constructs';
import { GuardrailsError } from './guardrails-error';
import { shown } from './texts';
import { isUnresolved } from './tokens';

const MAX_TAGS = 50;

function fault(key: string, value: unknown): string | undefined {
  if (key === '' || key.length > 128) return `has a key of ${key.length} characters, allowed are 1 to 128`;
  if (/^aws:/i.test(key)) return `has the key ${shown(key)}, which AWS keeps for itself`;
  if (isUnresolved(value)) return undefined;
  if (typeof value !== 'string') return `holds ${shown(value)} at ${shown(key)}, allowed are texts`;
  return value.length > 256
    ? `holds ${value.length} characters at ${shown(key)}, allowed are 256 at the most`
    : undefined;
}

/** Throws GuardrailsError TAGS_INVALID unless AWS takes the tags. Unresolved tags pass. */
export function requireTags(tags: Readonly<Record<string, string>> | undefined, construct: IConstruct): void {
  if (tags === undefined || isUnresolved(tags)) return;
  const isMap = typeof tags === 'object' && (tags as unknown) !== null && !Array.isArray(tags);
  const problem = !isMap
    ? `is ${shown(tags)}, allowed is a map of texts`
    : Object.keys(tags).length > MAX_TAGS
      ? `holds ${Object.keys(tags).length} tags, allowed are ${MAX_TAGS}`
      : Object.entries(tags)
          .map(([key, value]) => fault(key, value))
          .find((each) => each !== undefined);
  if (problem === undefined) return;
  throw new GuardrailsError('TAGS_INVALID', `tags ${problem}; correct the tags`, construct);
}
