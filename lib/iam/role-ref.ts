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
   * Adds a statement to the role's policy.
   *
   * @returns what to depend on to have the statement in force
   */
  addToPolicy(statement: PolicyStatement): ITerraformDependable;
}
