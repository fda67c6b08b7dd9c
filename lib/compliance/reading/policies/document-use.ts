import type { Block } from '../../model/block';
import { readPolicy, readPolicyDataSource, type Statement } from '../../model/policy-document';
import { grantsAction } from '../../model/policy-match';
import { isUnknown } from '../../model/value';

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

/**
 * True where a managed policy is a permissions boundary and nothing else: resources have it as theirs, or policies ask
 * for it by `iam:PermissionsBoundary`, and all that else refers to it are policies that name it.
 */
export function isBoundaryOnly(policy: Block): boolean {
  const uses = policy.configuration.referrers(policy).filter(({ block }) => block.kind !== 'output');
  const others = uses.filter(({ block, path }) => !isInPolicy(block, path));
  if (!others.every(({ path }) => /^permissions_boundary\b/.test(path))) return false;
  return others.length > 0 || uses.some(({ block, path }) => asksForBoundary(block, path, policy.address));
}

/** True for a policy with a condition that the boundary of a role or user is a certain one. */
function asksForBoundary(block: Block, path: string, address: string): boolean {
  const document = documentAt(block, path);
  if (document === undefined || isUnknown(document)) return false;
  return document.statements.some(({ conditions }) =>
    conditions.some(
      ({ key, values }) =>
        !isUnknown(key) &&
        /^iam:permissionsboundary$/i.test(key) &&
        values.some((value) => isUnknown(value) && value.references.some((reference) => reference.address === address)),
    ),
  );
}

function documentAt(block: Block, path: string): ReturnType<typeof readPolicy> {
  if (block.selector === 'data.aws_iam_policy_document') return readPolicyDataSource(block);
  return readPolicy(block.get(path), block.configuration, { block, path });
}

function isInPolicy(block: Block, path: string): boolean {
  return (
    block.selector === 'data.aws_iam_policy_document' ||
    (block.kind === 'resource' && /(?:^|\.)(?:policy|assume_role_policy|inline_policy)$/.test(path))
  );
}

export function hasPrincipal(statement: Statement): boolean {
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
