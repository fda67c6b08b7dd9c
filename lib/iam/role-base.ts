import type { ITerraformDependable } from 'cdktf';
import { SecuredConstruct } from '../core/secured-construct';
import type { ArnPrincipalProps } from './arn-principal';
import { Grant } from './grant';
import { accountOfRole, requireSameAccount } from './grant-accounts';
import { descriptionFor } from './iam-names';
import { PolicyParts } from './policy-parts';
import { PolicyStatement } from './policy-statement';
import { RoleAttachments } from './role-attachments';
import type { ResourceStatement } from './resource-statement';
import { requireRole } from './role-list';
import type { IRole } from './role-ref';
import { requireServiceName } from './service-name';

/** What roles made here and roles made elsewhere share: managed policies with all granted statements. */
export abstract class RoleBase extends SecuredConstruct implements IRole {
  abstract readonly roleArn: string;
  abstract readonly roleName: string;

  /** @internal */
  protected readonly _attachments = new RoleAttachments(this, () => this.roleName);
  private readonly parts = new PolicyParts(this, {
    code: 'ROLE_POLICY',
    instead: 'add statements with addToPolicy',
    description: descriptionFor('Permissions of the role', this),
    hasRoom: () => this._attachments.hasRoom,
    onPart: (part) => this._attachments.ofPart(part),
  });

  /**
   * Adds a statement to the role's policies.
   *
   * The first policy that has room takes it. When all are full, one more is made, up to the ten that a role may have.
   *
   * @throws GuardrailsError POLICY_TOO_LARGE, POLICY_SID_DUPLICATE
   */
  addToPolicy(statement: PolicyStatement): ITerraformDependable | undefined {
    return this._attachments.ofPart(this.parts.add(statement));
  }

  /**
   * Attaches a managed policy.
   *
   * @throws GuardrailsError ROLE_MANAGED_POLICY_FORBIDDEN for policies that make an administrator
   * @throws GuardrailsError POLICY_ARN_INVALID, ROLE_POLICIES_TOO_MANY
   */
  addManagedPolicy(policyArn: string): ITerraformDependable | undefined {
    return this._attachments.ofManagedPolicy(policyArn);
  }

  /**
   * Lets another role assume this one. The trust of this role is extended too where the other one is known to be of its
   * account, or proves that it is meant.
   *
   * @param proof external id or organization
   * @throws GuardrailsError PRINCIPAL_ARN_INVALID for the role itself: Terraform cannot name it in its own trust
   * @throws GuardrailsError PRINCIPAL_EXTERNAL_ID_MISSING for a role of another account without a proof
   * @throws GuardrailsError GRANT_CROSS_ACCOUNT where this role was made elsewhere, in another account
   * @throws GuardrailsError ROLE_OF_OTHER_STACK for a role that another stack of the app makes: each stack would need the
   * other one first
   */
  grantAssume(grantee: IRole, proof: ArnPrincipalProps = {}): Grant {
    requireRole(grantee);
    const admitted = this._admit(grantee, proof);
    const statement = PolicyStatement.allow({ actions: ['sts:AssumeRole'], resources: [this.roleArn] });
    return Grant.toRole(grantee, statement)._with(admitted);
  }

  /**
   * Lets another role hand this one to a service, such as `ecs-tasks.amazonaws.com`, and to no other.
   *
   * @throws GuardrailsError PRINCIPAL_SERVICE_INVALID, GRANT_CROSS_ACCOUNT
   */
  grantPassRole(grantee: IRole, service: string): Grant {
    requireServiceName(service);
    requireRole(grantee);
    requireSameAccount(grantee, accountOfRole(this), 'a role is passed within its account alone', this);
    return Grant.toRole(
      grantee,
      PolicyStatement.allow({
        actions: ['iam:PassRole'],
        resources: [this.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': [service] } },
      }),
    );
  }

  /**
   * Lets a role in by the trust of this one.
   *
   * @internal
   */
  protected abstract _admit(grantee: IRole, proof: ArnPrincipalProps): readonly ResourceStatement[];

  /** The same role for which grants change nothing: its policies are managed elsewhere. */
  withoutPolicyUpdates(): IRole {
    const id = 'WithoutPolicyUpdates';
    return (this.node.tryFindChild(id) as IRole | undefined) ?? new FixedRole(this, id);
  }
}

/** A role whose policies stay as they are. */
class FixedRole extends SecuredConstruct implements IRole {
  constructor(
    private readonly role: RoleBase,
    id: string,
  ) {
    super(role, id);
  }

  get roleArn(): string {
    return this.role.roleArn;
  }

  get roleName(): string {
    return this.role.roleName;
  }

  addToPolicy(): undefined {
    return undefined;
  }

  addManagedPolicy(): undefined {
    return undefined;
  }

  grantAssume(grantee: IRole, proof?: ArnPrincipalProps): Grant {
    return this.role.grantAssume(grantee, proof);
  }

  grantPassRole(grantee: IRole, service: string): Grant {
    return this.role.grantPassRole(grantee, service);
  }
}
