import type { Statement } from '../../../model/policy-document';
import { grantsAction } from '../../../model/policy-match';
import { isUnknown } from '../../../model/value';
import { mayName } from './named-services';
import { coversEverything, coversKind, type ResourceKind } from './resource-coverage';
import { both, either, type Truth } from '../../../reading/truth';

/** Actions that matter where they are granted on every resource of their kinds. */
export interface SensitiveActions {
  readonly actions: readonly string[];
  /** Without kinds only a statement on every resource counts. */
  readonly kinds: readonly ResourceKind[];
}

export interface SensitiveGrant {
  /** The actions that are granted for sure, in the order of the table. */
  readonly actions: readonly string[];
  readonly violated: Truth;
}

/** What a statement grants of the actions, directly or by wildcard, on every resource of their kinds. */
export function grantedOnAll(statement: Statement, sensitive: readonly SensitiveActions[]): SensitiveGrant {
  const granted: string[] = [];
  const truths: Truth[] = [];
  for (const { actions, kinds } of sensitive) {
    if (!actions.some((action) => mayName(statement, action))) continue;
    const covered = either(coversEverything(statement), coversKind(statement, ...kinds));
    if (covered === false) continue;
    for (const action of actions) {
      const truth = both(grantsAction(statement, action), covered);
      truths.push(truth);
      if (truth === true) granted.push(action);
    }
  }
  return { actions: granted, violated: granted.length > 0 ? true : (truths.find(isUnknown) ?? false) };
}
