import type { PolicyDocument } from '../compliance/model/policy-document-types';
import { checkActions } from './action-checks';
import { checkActionFit } from './action-fit';
import { checkConditions } from './condition-checks';
import { checkDocument } from './document-checks';
import { checkElements } from './element-checks';
import type { LintReport } from './finding';
import { LintContext, type LintOptions } from './lint-context';
import { checkPrincipals } from './principal-checks';
import { checkRedundantPatterns, checkRedundantStatements } from './redundancy-checks';
import { checkResources } from './resource-checks';
import { checkCharacters, checkSids } from './sid-checks';

/**
 * Says what is wrong with a policy document: what AWS would refuse, what can never take effect, and what says less, more
 * or something else than it seems to. Nothing is said of what an expression hides.
 */
export function lintPolicy(document: PolicyDocument, options: LintOptions): LintReport {
  const context = new LintContext(document, options);
  checkDocument(context);
  checkSids(context);
  for (const [index, statement] of document.statements.entries()) {
    const linted = { statement, index };
    checkElements(context, linted);
    checkPrincipals(context, linted);
    const actions = checkActions(context, linted);
    checkResources(context, linted);
    checkActionFit(context, linted, actions);
    checkConditions(context, linted, actions);
    checkCharacters(context, linted);
    checkRedundantPatterns(context, linted);
  }
  checkRedundantStatements(context);
  const { findings, undecided } = context;
  const inOrder = [...findings].sort((one, two) => (one.statement ?? -1) - (two.statement ?? -1));
  return { findings: inOrder, undecided };
}
