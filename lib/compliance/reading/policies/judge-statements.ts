import type { Block } from '../../model/block';
import type { PolicyDocument, PolicyText, Statement } from '../../model/policy-document';
import { isUnknown, type Value } from '../../model/value';
import {
  fail,
  notApplicable,
  pass,
  undecided,
  unknown,
  type FailOutcome,
  type Outcome,
  type UnknownOutcome,
} from '../../engine/outcome';
import type { CarriedPolicy } from './carried-policies';
import { both, type Truth } from '../truth';

/** What a rule holds against a statement. */
export interface Fault {
  /** False faults are dropped, undecided ones reported as unknown. */
  readonly violated: Truth;
  /** What is wrong, in one sentence of lower case without a final period. */
  readonly message: string;
  readonly observed?: Value;
  readonly expected: string;
  /** Tells faults of one statement apart: the action, the principal. */
  readonly subject?: string;
  /** Element of the statement that is at fault. */
  readonly element?: PolicyElement;
}

export type PolicyElement =
  'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Principal' | 'NotPrincipal' | 'Condition';

type StatementOutcome = FailOutcome | UnknownOutcome;

/** Arguments of `aws_iam_policy_document` for the elements of a statement. */
export const ARGUMENTS: Readonly<Record<PolicyElement, string>> = {
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
  Principal: 'principals',
  NotPrincipal: 'not_principals',
  Condition: 'condition',
};

/** Holds every Allow statement of the policies against a rule. Without policies the rule does not apply. */
export function judgeAllows(
  block: Block,
  policies: readonly CarriedPolicy[],
  faultsOf: (statement: Statement) => Fault | readonly Fault[],
): Outcome | readonly Outcome[] {
  if (policies.length === 0) return notApplicable();
  const outcomes: Outcome[] = [];
  for (const policy of policies) outcomes.push(...judgePolicy(block, policy, faultsOf));
  return outcomes.length === 0 ? pass(policies[0]?.path) : outcomes;
}

/** Most policies have no fault: nothing is made for these. */
const NONE: readonly Outcome[] = [];

function judgePolicy(
  block: Block,
  { path, document }: CarriedPolicy,
  faultsOf: (statement: Statement) => Fault | readonly Fault[],
): readonly Outcome[] {
  if (isUnknown(document)) return [undecided(path, document)];
  const judged: StatementOutcome[] = [];
  for (const statement of document.statements) {
    const { effect } = statement;
    if (effect === 'Deny') continue;
    const found = faultsOf(statement);
    for (const fault of isMany(found) ? found : [found]) {
      if (fault.violated === false) continue;
      judged.push(
        ...toOutcome(block, path, statement, fault, both(effect === 'Allow' ? true : effect, fault.violated)),
      );
    }
  }
  const unread = unreadParts(path, document);
  if (judged.length === 0 && unread.length === 0) return NONE;
  return [...distinct(judged), ...unread];
}

function isMany(found: Fault | readonly Fault[]): found is readonly Fault[] {
  return Array.isArray(found);
}

/** Leaves out what is said twice, such as of an action that a statement lists twice. */
function distinct(outcomes: readonly StatementOutcome[]): readonly Outcome[] {
  const byPlace = new Map(
    outcomes.map((outcome) => [`${outcome.verdict} ${outcome.path} ${outcome.subject ?? ''}`, outcome]),
  );
  return byPlace.size === outcomes.length ? outcomes : [...byPlace.values()];
}

/** One outcome for a document with parts that cannot be read: what it lacks is not known. */
export function unreadParts(path: string, document: PolicyDocument): readonly Outcome[] {
  const [hidden] = document.unknowns;
  if (hidden !== undefined) {
    return [
      unknown({
        path,
        message: `a part of the policy is ${hidden.expression}, which is not known before Terraform runs`,
        observed: hidden,
      }),
    ];
  }
  if (document.invalid === undefined) return [];
  return [unknown({ path, message: `the policy cannot be judged: ${document.invalid}` })];
}

function toOutcome(
  block: Block,
  carrierPath: string,
  statement: Statement,
  fault: Fault,
  violated: Truth,
): readonly StatementOutcome[] {
  if (violated === false) return [];
  const { path, place } = placeOf(block, carrierPath, statement, fault.element);
  const subject = [place, fault.subject].filter((part) => part !== undefined).join(' ');
  const details = { path, subject: subject === '' ? undefined : subject, expected: fault.expected };
  const inside = place === undefined ? '' : ` (${place})`;
  if (violated === true) return [fail({ ...details, message: `${fault.message}${inside}`, observed: fault.observed })];
  return [
    unknown({
      ...details,
      message: `whether ${fault.message} depends on ${violated.expression}, which is not known before Terraform runs${inside}`,
      observed: violated,
    }),
  ];
}

/** Path of a statement, or of its element, from the block that carries it; another place where it is written elsewhere. */
function placeOf(
  block: Block,
  carrierPath: string,
  statement: Statement,
  element: PolicyElement | undefined,
): { path: string; place: string | undefined } {
  const written = statement.block ?? block;
  const name = element === undefined ? '' : `.${written.kind === 'data' ? ARGUMENTS[element] : element}`;
  const path = `${statement.path}${name}`;
  if (written === block) return { path, place: undefined };
  return { path: carrierPath === '' ? 'source_policy_documents' : carrierPath, place: `${path} of ${written.address}` };
}

/** Elements that a message names; the others are counted. */
const MOST_LISTED = 8;

/** The elements as text, for a message. */
export function listed(texts: readonly PolicyText[]): string {
  const more = texts.length - MOST_LISTED;
  const named = texts.slice(0, more > 1 ? MOST_LISTED : texts.length).map((text) => String(text));
  return more > 1 ? `${named.join(', ')} and ${String(more)} more` : named.join(', ');
}
