import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { isUnresolved } from '../core/tokens';
import { isAdministratorPolicy, requirePolicyArn } from './policy-arn';

const boundaries = new WeakMap<IConstruct, string>();

/** Throws unless the policy bounds anything. */
export function requireBoundary(policyArn: string, construct: IConstruct): void {
  if (isUnresolved(policyArn)) {
    checkWhenKnown(construct, policyArn, (literal) => {
      requireBoundary(literal as string, construct);
    });
  }
  requirePolicyArn(policyArn, 'PERMISSIONS_BOUNDARY_INVALID', construct);
  if (!isAdministratorPolicy(policyArn)) return;
  throw new GuardrailsError(
    'PERMISSIONS_BOUNDARY_INVALID',
    `permissions boundary ${policyArn.replace(/^.*:policy\//, '')} bounds nothing that matters; pass a policy without IAM and account administration`,
    construct,
  );
}

/** The permissions boundary of every `Role` below a scope, those created before it is applied included. */
export class PermissionsBoundary {
  /** The boundary of a scope, such as an app, a stack or one construct. */
  static of(scope: IConstruct): PermissionsBoundary {
    return new PermissionsBoundary(scope);
  }

  /**
   * The boundary that holds for a construct: of the nearest scope that has one.
   *
   * @internal
   */
  static _nearest(construct: IConstruct): string | undefined {
    const nearest = [...construct.node.scopes].reverse().find((scope) => boundaries.has(scope));
    return nearest && boundaries.get(nearest);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Bounds every role below the scope, apart from those with a boundary of their own or of a nearer scope. Applying
   * another one to the same scope replaces it.
   *
   * @param policyArn ARN of a managed policy
   * @throws GuardrailsError PERMISSIONS_BOUNDARY_INVALID
   */
  apply(policyArn: string): void {
    requireBoundary(policyArn, this.scope);
    boundaries.set(this.scope, policyArn);
  }
}
