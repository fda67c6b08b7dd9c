import type { PolicyText, Statement } from '../compliance/model/policy-document-types';
import { matchesWildcard } from '../compliance/model/policy-match';
import { isUnknown, Unknown } from '../compliance/model/value';
import { both, every, not, some, type Truth } from '../compliance/reading/truth';
import { conditionHolds } from './conditions/condition';
import { literalAtoms, matchAtoms } from './glob';
import { patternAtoms } from './pattern-atoms';
import type { RequestKeys } from './request-keys';

/** What a statement is held against. */
export interface StatementRequest {
  readonly action: string;
  readonly resource: PolicyText;
  readonly keys: RequestKeys;
  /** The same keys where the version of the policy has variables. */
  readonly variables: RequestKeys | undefined;
  /** Whether AWS takes a statement without Resource: only in trust policies and policies of resources. */
  readonly needsResource: boolean;
}

/** Whether action, resource and conditions of a statement are those of a request. Principals are not looked at. */
export function matchStatement(statement: Statement, request: StatementRequest): Truth {
  const action = matchActions(statement, request.action);
  if (action === false) return false;
  const resource = matchResources(statement, request);
  if (resource === false) return false;
  const { keys, variables } = request;
  const conditions = every(statement.conditions, (condition) => conditionHolds(condition, keys, variables));
  return both(action, resource, conditions);
}

/**
 * Letter case of actions does not count.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
function matchActions({ actions, notActions }: Statement, action: string): Truth {
  if (actions !== undefined && notActions !== undefined) return BOTH_ACTIONS;
  if (actions !== undefined) return some(actions, (pattern) => matchAction(pattern, action));
  return notActions === undefined ? NO_ACTION : not(some(notActions, (pattern) => matchAction(pattern, action)));
}

const BOTH_ACTIONS = new Unknown('a statement with both Action and NotAction');
const NO_ACTION = new Unknown('a statement without Action');
const BOTH_RESOURCES = new Unknown('a statement with both Resource and NotResource');
const NO_RESOURCE = new Unknown('a statement without Resource');

function matchAction(pattern: PolicyText, action: string): Truth {
  if (!isUnknown(pattern))
    return pattern === '*' || (sameService(pattern, action) && matchesWildcard(lower(pattern), lower(action)));
  const pieces = pattern.parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : part));
  const folded = new Unknown(pattern.expression, pattern.references, pieces);
  const atoms = patternAtoms(folded, { variables: undefined, wildcards: true });
  const truth = matchAtoms(atoms ?? [], literalAtoms(action.toLowerCase()));
  return isUnknown(truth) ? pattern : truth;
}

/**
 * A pattern covers the ARN as a whole; letter case counts. A variable that the request has no value for matches nothing.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html
 */
function matchResources({ resources, notResources }: Statement, request: StatementRequest): Truth {
  if (resources !== undefined && notResources !== undefined) return BOTH_RESOURCES;
  if (resources !== undefined) return some(resources, (pattern) => matchResource(pattern, request, false));
  if (notResources !== undefined) {
    return not(some(notResources, (pattern) => matchResource(pattern, request, NO_VALUE)));
  }
  return request.needsResource ? NO_RESOURCE : true;
}

const NO_VALUE = new Unknown('a policy variable of NotResource that the request has no value for');

function matchResource(pattern: PolicyText, { resource, variables }: StatementRequest, withoutValue: Truth): Truth {
  if (pattern === '*') return true;
  if (typeof pattern === 'string' && typeof resource === 'string' && !pattern.includes('${')) {
    return matchesWildcard(pattern, resource);
  }
  const isPlain = typeof pattern === 'string' && typeof resource === 'string' && withoutValue === false;
  if (isPlain && !beginsAlike(pattern, resource)) return false;
  const atoms = patternAtoms(pattern, { variables, wildcards: true });
  if (atoms === undefined) return withoutValue;
  return matchAtoms(atoms, literalAtoms(resource));
}

/** False where the text before the first variable or wildcard already differs. */
function beginsAlike(pattern: string, text: string): boolean {
  const end = pattern.search(/[*?$]/);
  return text.startsWith(end === -1 ? pattern : pattern.slice(0, end));
}

/** False where the pattern begins with the letters of another service: the quick answer for most statements. */
function sameService(pattern: string, action: string): boolean {
  const first = pattern.charCodeAt(0) | LOWER_CASE;
  return first === (action.charCodeAt(0) | LOWER_CASE) || first === STAR || first === QUESTION_MARK;
}

/** The bit that tells a small letter from its capital. */
const LOWER_CASE = 0x20;
const STAR = '*'.charCodeAt(0) | LOWER_CASE;
const QUESTION_MARK = '?'.charCodeAt(0) | LOWER_CASE;

/** Texts that were asked for before, in lower case: the same actions come again and again. */
const lowered = new Map<string, string>();
const MOST_LOWERED = 10_000;

function lower(text: string): string {
  const known = lowered.get(text);
  if (known !== undefined) return known;
  if (lowered.size >= MOST_LOWERED) lowered.clear();
  const made = text.toLowerCase();
  lowered.set(text, made);
  return made;
}
