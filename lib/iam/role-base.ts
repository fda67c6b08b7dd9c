import type { ITerraformDependable } from 'cdktf';
import { SecuredConstruct } from '../core/secured-construct';
import { Grant } from './grant';
import { descriptionFor } from './iam-names';
import { PolicyParts } from './policy-parts';
import { PolicyStatement } from './policy-statement';
import { RoleAttachments } from './role-attachments';
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
   * Lets another role assume this one. The trust of this role is extended too where both are made by the app; else add
   * it with `addTrust`, and external ids with it.
   */
  grantAssume(grantee: IRole): Grant {
    return Grant.toRole(grantee, PolicyStatement.allow({ actions: ['sts:AssumeRole'], resources: [this.roleArn] }));
  }

  /**
   * Lets another role hand this one to a service, such as `ecs-tasks.amazonaws.com`, and to no other.
   *
   * @throws GuardrailsError PRINCIPAL_SERVICE_INVALID
   */
  grantPassRole(grantee: IRole, service: string): Grant {
    requireServiceName(service);
    return Grant.toRole(
      grantee,
      PolicyStatement.allow({
        actions: ['iam:PassRole'],
        resources: [this.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': [service] } },
      }),
    );
  }

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
}
