import { isUnknown } from '../compliance/model/value';
import type { Truth } from '../compliance/reading/truth';
import type { DecidingStatement, Evaluation, PolicyKind } from './evaluation';
import type { PolicyVerdict } from './policy-reading';

/** What one kind of policy, or one level of it, says of a request. */
export interface Stage {
  readonly kind: PolicyKind;
  readonly verdict: PolicyVerdict;
}

export interface Outcome {
  readonly denied: Truth;
  readonly granted: Truth;
  /** What is missing for it to be allowed. */
  readonly gaps: readonly string[];
}

/** Puts a decision into words. What is certainly not allowed is denied, even where a Deny is not known. */
export function explain(stages: readonly Stage[], { denied, granted, gaps }: Outcome): Evaluation {
  const denying = stages.flatMap(({ verdict }) => verdict.denying);
  const allowing = stages.flatMap(({ verdict }) => verdict.allowing);
  if (denied === true) {
    const because = denying.filter(({ unknown }) => unknown === undefined);
    return { decision: 'explicitDeny', reason: `a Deny of ${listKinds(because)} matches`, because };
  }
  const certain = allowing.filter(({ unknown }) => unknown === undefined);
  if (granted === false) {
    return { decision: 'implicitDeny', reason: unique(gaps).join('; '), because: certain };
  }
  if (!isUnknown(denied) && granted === true) {
    return {
      decision: 'allowed',
      reason: `${listKinds(certain)} ${isMany(certain) ? 'allow' : 'allows'} it, and nothing denies it`,
      because: certain,
    };
  }
  const open = isUnknown(denied) ? denied : granted;
  const hidden = [...denying, ...allowing].filter(({ unknown }) => unknown !== undefined);
  return {
    decision: 'unknown',
    reason: `${isUnknown(denied) ? 'whether it is denied' : 'whether it is allowed'} depends on what is not known here: ${String(open)}`,
    because: [...new Set(hidden)],
  };
}

function isMany(statements: readonly DecidingStatement[]): boolean {
  return namesOf(statements).length > 1;
}

function namesOf(statements: readonly DecidingStatement[]): readonly string[] {
  return unique(statements.map(({ kind, policy }) => `${kind} ${policy}`));
}

function listKinds(statements: readonly DecidingStatement[]): string {
  const names = namesOf(statements);
  return names.length === 0 ? 'the account' : names.join(' and ');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
