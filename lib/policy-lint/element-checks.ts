import { isUnknown } from '../compliance/model/value';
import type { LintedElement } from './finding';
import type { LintContext, LintedStatement } from './lint-context';

/** Services whose policies name no resource: the policy is about the one that holds it. */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set(['ecr', 'ecr-public']);

/** Reports elements that a statement lacks, may not have, has twice over, or leaves empty. */
export function checkElements(context: LintContext, linted: LintedStatement): void {
  checkPairs(context, linted);
  checkPrincipalElement(context, linted);
  checkResourceElement(context, linted);
  checkEmpty(context, linted);
}

function checkPairs(context: LintContext, { statement, index }: LintedStatement): void {
  const pairs: readonly (readonly [LintedElement, LintedElement, unknown, unknown])[] = [
    ['Action', 'NotAction', statement.actions, statement.notActions],
    ['Resource', 'NotResource', statement.resources, statement.notResources],
    ['Principal', 'NotPrincipal', statement.principals, statement.notPrincipals],
  ];
  for (const [element, other, one, two] of pairs) {
    if (one === undefined || two === undefined) continue;
    const message = `a statement has ${element} or ${other}, and AWS refuses one with both; make two statements of it`;
    context.report('error', 'element-combination', { statement: index, element: other }, message);
  }
}

function checkPrincipalElement(context: LintContext, { statement, index }: LintedStatement): void {
  const { kind } = context.options;
  const element = statement.principals === undefined ? 'NotPrincipal' : 'Principal';
  const hasPrincipal = statement.principals !== undefined || statement.notPrincipals !== undefined;
  if (kind === 'identity' && hasPrincipal) {
    const message = `${element} is for policies of resources, and AWS refuses it in the policy of an identity, which is about whom it is attached to; remove it`;
    context.report('error', 'unsupported-element', { statement: index, element }, message);
  }
  if (kind !== 'identity' && !hasPrincipal && context.document.unknowns.length === 0) {
    const message = 'the statement has no Principal, so that AWS refuses the policy; say whom it is about';
    context.report('error', 'missing-element', { statement: index }, message);
  }
}

function checkResourceElement(context: LintContext, { statement, index }: LintedStatement): void {
  const { kind, service } = context.options;
  const hasResource = statement.resources !== undefined || statement.notResources !== undefined;
  if (kind === 'trust' && hasResource) {
    const element = statement.resources === undefined ? 'NotResource' : 'Resource';
    const message = `a trust policy is about its own role, and AWS refuses ${element} in it; remove it`;
    context.report('error', 'unsupported-element', { statement: index, element }, message);
  }
  const needsResource = kind === 'identity' || (service !== undefined && !WITHOUT_RESOURCE.has(service));
  if (kind === 'trust' || !needsResource || hasResource || context.document.unknowns.length > 0) return;
  const message =
    'the statement has no Resource, so that AWS refuses the policy; name the ARNs that it is about, or "*"';
  context.report('error', 'missing-element', { statement: index }, message);
}

function checkEmpty(context: LintContext, { statement, index: at }: LintedStatement): void {
  const lists = [
    ['Action', statement.actions],
    ['NotAction', statement.notActions],
    ['Resource', statement.resources],
    ['NotResource', statement.notResources],
  ] as const;
  for (const [element, list] of lists) {
    if (list?.length === 0) {
      const message = `${element} is an empty list, so that AWS refuses the policy; fill it, or remove the statement`;
      context.report('error', 'empty-element', { statement: at, element }, message);
    }
    for (const [index, text] of (list ?? []).entries()) {
      if (isUnknown(text) || text !== '') continue;
      const message = `${element} holds an empty text, so that AWS refuses the policy; remove it`;
      context.report('error', 'empty-element', { statement: at, element, index }, message);
    }
  }
}
