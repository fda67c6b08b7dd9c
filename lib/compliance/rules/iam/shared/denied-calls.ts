import type { PolicyText, Statement } from '../../../model/policy-document';
import { matchesWildcard } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { textOf } from '../../../reading/policies/pattern-text';
import { every, some, type Truth } from '../../../reading/truth';

/** True where a Deny reaches every resource of a statement that allows. */
export function coversAllow(deny: Statement, allow: Statement): Truth {
  const { resources } = deny;
  if (resources === undefined) return false;
  return every(allow.resources ?? ['*'], (resource) => some(resources, (denied) => coversPattern(denied, resource)));
}

/** True where a Deny names every action of a statement that allows. */
export function coversActions(deny: Statement, allow: Statement): Truth {
  const { actions } = deny;
  if (actions === undefined || allow.actions === undefined) return false;
  return every(allow.actions, (action) =>
    some(actions, (denied) => coversPattern(denied, action, (text) => text.toLowerCase())),
  );
}

/** True where the pattern matches everything that another one matches. */
export function coversPattern(denied: PolicyText, allowed: PolicyText, spell = (text: string): string => text): Truth {
  const [pattern, text] = [textOf(denied), textOf(allowed)];
  if (pattern === '*') return true;
  if (pattern === undefined) return isUnknown(denied) ? denied : false;
  if (text === undefined || (pattern.includes('?') && text.includes('*'))) return false;
  return matchesWildcard(spell(pattern), spell(text));
}
