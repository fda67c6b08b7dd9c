import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { resolveTokens } from '../core/tokens';
import { isApp, isStack } from './constructs-of-stacks';
import { forEachStack } from './later-stacks';
import { requireApproved } from '../iam/deny-guards/approved-principals';
import { lockedResourcesOf, watchRoles } from '../iam/deny-guards/watch-lockouts';

/**
 * Keeps whoever runs Terraform able to repair what it deploys: in an app or a stack, no policy of a resource may deny
 * the deployer to change that policy, and no role may carry a denial that locks the role itself out.
 */
export class DeployerAccess {
  /**
   * The access to an app or a stack.
   *
   * @throws GuardrailsError PROPS_INVALID for any other scope
   */
  static of(scope: IConstruct): DeployerAccess {
    if (isApp(scope) || isStack(scope)) return new DeployerAccess(scope);
    throw new GuardrailsError(
      'PROPS_INVALID',
      'the access of the deployer is kept to an app or a stack; pass one of them',
    );
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Fails the synthesis of stacks, those that are made later included, where the deployer or a role would be locked out
   * for sure: DEPLOYER_LOCKED_OUT, ROLE_LOCKED_OUT. Sees the provider's own resources, and what overrides make of them.
   *
   * @param deployerArn ARN of the role or user that runs Terraform, account and name in full
   * @throws GuardrailsError PRINCIPAL_ARN_INVALID
   */
  keep(deployerArn: string): void {
    const [arn = deployerArn] = requireApproved('deployerArn', [deployerArn]);
    forEachStack(this.scope, (stack) => {
      watchRoles(stack);
      stack.node.addValidation({
        validate: () => lockedResourcesOf(stack, String(resolveTokens(stack, arn))),
      });
    });
  }
}
