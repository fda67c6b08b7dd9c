import type { Block } from '../../model/block';
import { readPolicyDataSource, type Statement } from '../../model/policy-document';
import { grantsAction } from '../../model/policy-match';

export const ASSUME_ROLE = 'sts:AssumeRole';
export const ASSUME_ROLE_WITH_WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';
export const ASSUME_ROLE_WITH_SAML = 'sts:AssumeRoleWithSAML';

/** True where nothing of the configuration uses the data source and none of its statements has a principal. */
export function isIdentityDocument(block: Block): boolean {
  return !isUsed(block) && !readPolicyDataSource(block).statements.some(hasPrincipal);
}

/** True where nothing of the configuration uses the data source and it lets principals assume a role. */
export function isTrustDocument(block: Block): boolean {
  if (isUsed(block)) return false;
  return readPolicyDataSource(block).statements.some((statement) => hasPrincipal(statement) && assumesRole(statement));
}

/** True where a document is judged at the resource, or in the document, that uses it. */
export function isUsed(block: Block): boolean {
  return block.configuration
    .referrers(block)
    .some(
      (referrer) => referrer.block.kind === 'resource' || (referrer.block.kind === 'data' && referrer.block !== block),
    );
}

/** True where resources use a managed policy as a permissions boundary and in no other way but naming it in policies. */
export function isBoundaryOnly(policy: Block): boolean {
  const uses = policy.configuration
    .referrers(policy)
    .filter(({ block, path }) => block.kind !== 'output' && !isInPolicy(block, path));
  return uses.length > 0 && uses.every(({ path }) => /^permissions_boundary\b/.test(path));
}

function isInPolicy(block: Block, path: string): boolean {
  return (
    block.selector === 'data.aws_iam_policy_document' ||
    (block.kind === 'resource' && /(?:^|\.)(?:policy|assume_role_policy|inline_policy)$/.test(path))
  );
}

function hasPrincipal(statement: Statement): boolean {
  return statement.principals !== undefined || statement.notPrincipals !== undefined;
}

/** True where a statement of a trust policy is about assuming the role, or says nothing of its actions. */
function assumesRole(statement: Statement): boolean {
  if (statement.actions === undefined && statement.notActions === undefined) return hasFederatedPrincipal(statement);
  return (statement.actions ?? []).some((action) => typeof action === 'string' && /^sts:assumerole/i.test(action));
}

function hasFederatedPrincipal(statement: Statement): boolean {
  return (statement.principals ?? []).some(({ type }) => type === 'Federated');
}

/** Says whether a statement of a trust policy lets a principal make the call; without actions it is taken to. */
export function allowsCall(statement: Statement, ...calls: readonly string[]): ReturnType<typeof grantsAction> {
  if (statement.actions === undefined && statement.notActions === undefined) {
    return statement.effect === 'Deny' ? false : statement.effect === 'Allow' ? true : statement.effect;
  }
  let undecided: ReturnType<typeof grantsAction> = false;
  for (const call of calls) {
    const granted = grantsAction(statement, call);
    if (granted === true) return true;
    if (granted !== false) undecided = granted;
  }
  return undecided;
}
