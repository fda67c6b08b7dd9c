import { fail, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import type { PolicyText, Statement } from '../../../model/policy-document';
import { isWildcardResource } from '../../../model/policy-match';
import { isUnknown, type Unknown } from '../../../model/value';
import type { CarriedPolicy } from '../../../reading/policies/carried-policies';
import { unreadParts } from '../../../reading/policies/judge-statements';
import { findEscalation, findEscalationOf, type Escalation } from './escalation';
import type { EscalationMethod } from './escalation-methods';
import { groupPolicies, groupsOf } from './group-policies';
import { mayName } from './named-services';
import { boundaryOf, holdersOf, itself, type IsItself } from './principal';
import { principalPolicies } from './principal-policies';

const EXPECTED = 'no complete set of actions that raises privileges';

/** Sets of actions that a message names; the others are counted. */
const NAMED_METHODS = 5;

/** Judges one policy for all of its holders, as far as the configuration tells them. */
export function judgeHeldPolicy(block: Block, { path, document }: CarriedPolicy, now: number): readonly Outcome[] {
  if (isUnknown(document)) return [undecided(path, document, EXPECTED)];
  const unread = unreadParts(path, document);
  const { statements } = document;
  const widest = findEscalation(statements, now);
  if (widest.methods.length === 0 && widest.unknown === undefined) return unread;
  const judged = holdersOf(block)?.map((holder) => judgeHeld(holder, statements, now)) ?? [
    statements.some(isDeny) ? findEscalationOf({ statements }, now) : widest,
  ];
  const methods = new Map(judged.flatMap((each) => each.methods.map((method) => [setOf(method), method])));
  if (methods.size > 0) return [raised(path, 'the policy lets its holder', [...methods.values()]), ...unread];
  const open = judged.find(({ unknown }) => unknown !== undefined);
  if (open?.unknown === undefined) return unread;
  return [
    open.isBounded === true ? hiddenBoundary(path, open.unknown) : undecided(path, open.unknown, EXPECTED),
    ...unread,
  ];
}

/** What a policy opens to one holder: its boundary counts, and what its other policies deny. */
function judgeHeld(holder: Block, statements: readonly Statement[], now: number): Escalation {
  const certain = [...principalPolicies(holder).certain, ...groupPolicies(holder).certain];
  const denies = statementsOf(certain).filter(isDeny);
  const boundary = boundaryOf(holder);
  if (boundary === undefined && denies.length === 0 && !statements.some(isDeny)) return findEscalation(statements, now);
  return findEscalationOf({ statements: [...statements, ...denies], boundary, isSpared: itself(holder, []) }, now);
}

/** What the policies of a principal open only together, or to itself: each alone is judged where it stands. */
export function judgeTogether(principal: Block, now: number): readonly Outcome[] {
  const outcomes = judgeHeldTogether(principal, now);
  return outcomes.length === 0 ? judgePossible(principal, now) : outcomes;
}

/** What they open together with a policy that an expression may attach. */
function judgePossible(principal: Block, now: number): readonly Outcome[] {
  const { policies, certain, perhaps } = principalPolicies(principal);
  if (perhaps.length === 0) return [];
  const ofGroups = groupPolicies(principal);
  const denies = statementsOf([...certain, ...ofGroups.certain]).filter(isDeny);
  const boundary = boundaryOf(principal);
  for (const { chosenBy, policies: possible } of perhaps) {
    const documents = documentsOf([...policies, ...ofGroups.policies, ...possible]);
    const alone = new Set(documents.flatMap((each) => findEscalation(each, now).methods.map(setOf)));
    const statements = [...documents.flat().filter((statement) => !isDeny(statement)), ...denies];
    const { methods, isBounded } = findEscalationOf({ statements, boundary, isSpared: itself(principal, []) }, now);
    if (isBounded === true || methods.some((method) => !alone.has(setOf(method)))) return [hiddenPart(chosenBy)];
  }
  return [];
}

function judgeHeldTogether(principal: Block, now: number): readonly Outcome[] {
  const { policies, certain, managed } = principalPolicies(principal);
  const ofGroups = groupPolicies(principal);
  const documents = documentsOf([...policies, ...ofGroups.policies]);
  const denies = new Set(statementsOf([...certain, ...ofGroups.certain]).filter(isDeny));
  const all: readonly Statement[] = documents.flat().filter((statement) => !isDeny(statement) || denies.has(statement));
  if (documents.length < 2 && !all.some((statement) => mayName(statement, 'iam:'))) return [];
  const isItself = itself(principal, managed);
  const isPlain = documents.length < 2 && !documents.flat().some(isDeny);
  if (isPlain && !all.some(({ resources = [] }) => resources.some((each) => names(each, isItself)))) return [];
  const groups = [...(groupsOf(principal)?.all ?? [])].map((group) => documentsOf(principalPolicies(group).policies));
  const apart = [...documents, ...groups.filter((held) => held.length > 1).map((held) => held.flat())].map(
    (statements) => findEscalation(statements, now),
  );
  const alone = new Set(apart.flatMap(({ methods }) => methods.map(setOf)));
  const boundary = boundaryOf(principal);
  const together = findEscalationOf({ statements: all, boundary, isItself, isSpared: itself(principal, []) }, now);
  const methods = together.methods.filter((method) => !alone.has(setOf(method)));
  if (methods.length > 0)
    return [raised('', `its ${documents.length < 2 ? 'policy lets' : 'policies together let'} the principal`, methods)];
  const { unknown: hidden, isBounded } = together;
  if (hidden === undefined || alone.size > 0 || apart.some((each) => each.unknown !== undefined)) return [];
  return [isBounded === true ? hiddenBoundary('', hidden) : hiddenPart(hidden)];
}

/** True for a resource that is the holder or its policy, and not simply every resource. */
function names(resource: PolicyText, isItself: IsItself): boolean {
  return isWildcardResource(resource) !== true && isItself(resource);
}

function documentsOf(policies: readonly CarriedPolicy[]): readonly (readonly Statement[])[] {
  return policies.flatMap(({ document }) => (isUnknown(document) ? [] : [document.statements]));
}

function statementsOf(policies: readonly CarriedPolicy[]): readonly Statement[] {
  return policies.flatMap(({ document }) => (isUnknown(document) ? [] : document.statements));
}

function isDeny({ effect }: Statement): boolean {
  return effect === 'Deny';
}

function setOf({ actions }: EscalationMethod): string {
  return actions.join(' with ');
}

function hiddenPart(part: Unknown): Outcome {
  return unknown({
    path: '',
    message: `whether its policies together let the principal raise their own privileges depends on ${part.expression}, which is not known before Terraform runs`,
    observed: part,
    expected: EXPECTED,
  });
}

function hiddenBoundary(path: string, boundary: Unknown): Outcome {
  return unknown({
    path,
    message: `whether the permissions boundary keeps its holder from raising privileges depends on ${boundary.expression}, which is not in the configuration or not known before Terraform runs`,
    observed: boundary,
    expected: EXPECTED,
  });
}

function raised(path: string, who: string, methods: readonly EscalationMethod[]): Outcome {
  const sets = methods.map(setOf);
  const more = sets.length - NAMED_METHODS;
  const named = sets.slice(0, NAMED_METHODS).join('; ') + (more > 0 ? `; and ${String(more)} more` : '');
  return fail({
    path,
    message: `${who} raise their own privileges by ${named}`,
    observed: sets,
    expected: EXPECTED,
    subject: [...sets].sort().join('; '),
  });
}
