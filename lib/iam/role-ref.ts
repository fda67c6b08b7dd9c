import type { ITerraformDependable } from 'cdktf';
import type { IConstruct } from 'constructs';
import type { ArnPrincipalProps } from './arn-principal';
import type { Grant } from './grant';
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

  /**
   * Lets another role assume this one: `sts:AssumeRole` on it, and its trust, where the app makes it.
   *
   * @param proof external id or organization; needed for a role that is not known to be of the account of this one
   * @throws GuardrailsError PRINCIPAL_EXTERNAL_ID_MISSING for a role of another account without a proof
   * @throws GuardrailsError GRANT_CROSS_ACCOUNT where this role was made elsewhere, in another account
   */
  grantAssume(grantee: IRole, proof?: ArnPrincipalProps): Grant;

  /**
   * Lets another role hand this one to a service, such as `ecs-tasks.amazonaws.com`, and to no other: `iam:PassRole` on
   * it with `iam:PassedToService`.
   *
   * @throws GuardrailsError PRINCIPAL_SERVICE_INVALID, GRANT_CROSS_ACCOUNT
   */
  grantPassRole(grantee: IRole, service: string): Grant;
}
