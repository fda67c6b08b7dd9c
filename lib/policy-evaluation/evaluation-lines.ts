import type { Statement } from '../compliance/model/policy-document-types';
import { shorten, visible } from '../reporters/visible-text';
import type { DecidingStatement, Evaluation } from './evaluation';

const LONGEST_TEXT = 300;
const MOST_STATEMENTS = 10;

/** Decisions in the words of a sentence. */
export const DECISION_TEXTS = {
  allowed: 'allowed',
  explicitDeny: 'explicitly denied',
  implicitDeny: 'not allowed by anything',
  unknown: 'not known before Terraform runs',
} as const;

/** The statements that decided, one a line, safe to print. */
export function statementLines({ because }: Evaluation): readonly string[] {
  const lines = because.slice(0, MOST_STATEMENTS).map(statementLine);
  const rest = because.length - MOST_STATEMENTS;
  return rest > 0 ? [...lines, `… and ${String(rest)} more`] : lines;
}

/** One statement with its policy: what it allows or denies, and what of it is not known. */
export function statementLine({ policy, kind, statement, effect, unknown }: DecidingStatement): string {
  const open = unknown === undefined ? '' : `; not known: ${String(unknown)}`;
  const text =
    statement === undefined ? 'the whole policy' : `${placeOf(statement)}: ${effect} ${contentOf(statement)}`;
  return shorten(visible(`${kind} ${policy}, ${text}${open}`), LONGEST_TEXT);
}

function placeOf({ sid, path }: Statement): string {
  return typeof sid === 'string' && sid !== '' ? `${path} (${sid})` : path;
}

/** Actions, resources and the number of conditions of a statement. */
export function contentOf({ actions, notActions, resources, notResources, conditions }: Statement): string {
  const what = actions === undefined ? `everything but ${list(notActions)}` : list(actions);
  const where =
    resources === undefined && notResources !== undefined
      ? `everything but ${list(notResources)}`
      : list(resources ?? ['*']);
  const when = conditions.map(({ operator, key, values }) => `${String(operator)} ${String(key)} ${list(values)}`);
  return `${what} on ${where}${when.length === 0 ? '' : ` if ${when.join(' and ')}`}`;
}

function list(texts: readonly unknown[] | undefined): string {
  return (texts ?? []).map(String).join(', ');
}
