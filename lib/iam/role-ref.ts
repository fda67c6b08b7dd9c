import type { ITerraformDependable } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { PolicyStatement } from './policy-statement';

/** A role, made here or elsewhere. */
export interface IRole extends IConstruct {
  /** ARN of the role. */
  readonly roleArn: string;

  /** Name of the role without its path. */
  readonly roleName: string;

  /**
   * Adds a statement to the role's policies.
   *
   * @returns what to depend on to have the statement in force; undefined where the policies of the role are managed
   * elsewhere, so that nothing was added
   */
  addToPolicy(statement: PolicyStatement): ITerraformDependable | undefined;

  /**
   * Attaches a managed policy.
   *
   * @param policyArn ARN of the policy
   * @returns what to depend on to have the policy in force; undefined where the policies of the role are managed
   * elsewhere, so that nothing was attached
   */
  addManagedPolicy(policyArn: string): ITerraformDependable | undefined;
}
