import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Fn, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee, integerBetween } from '../core/guarantee';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { PolicyDocument } from './policy-document';
import type { Principal } from './principal';
import { RoleBase } from './role-base';
import type { IRole } from './role-ref';

export interface RoleProps {
  /** Who may assume the role. */
  readonly assumedBy: Principal;

  /**
   * What the role is for.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Name of the role.
   *
   * @default - Terraform makes one up
   */
  readonly roleName?: string;

  /**
   * Longest session, in seconds: 3600 to 43200.
   *
   * @default 3600
   */
  readonly maxSessionDurationSeconds?: number;

  /**
   * ARN of the policy that bounds what the role can ever do.
   *
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;

  /**
   * ARNs of managed policies to attach. Policies that make an administrator are refused.
   *
   * @default - none
   */
  readonly managedPolicyArns?: string[];

  /**
   * Tags of the role.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

const ADMINISTRATOR_POLICIES =
  /:policy\/(?:job-function\/)?(?:AdministratorAccess[\w-]*|IAMFullAccess|PowerUserAccess|SystemAdministrator|AWSCloudShellFullAccess)$/;

const MIN_SESSION = 3600;
const MAX_SESSION = 43_200;

/** A role with exact permissions: trust is named, statements come from grants and `addToPolicy`. */
export class Role extends RoleBase {
  /**
   * A role that was made elsewhere. Grants attach a managed policy to it, which needs it to be in the stack's account.
   *
   * @throws GuardrailsError ROLE_ARN_INVALID
   */
  static fromRoleArn(scope: Construct, id: string, roleArn: string): IRole {
    return new ImportedRole(scope, id, roleArn);
  }

  /** The provider's own resource. */
  readonly resource: IamRole;
  readonly roleArn: string;
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { maxSessionDurationSeconds: duration = MIN_SESSION } = props;
    requireInteger(duration, {
      code: 'ROLE_SESSION_DURATION_INVALID',
      name: 'maxSessionDurationSeconds',
      min: MIN_SESSION,
      max: MAX_SESSION,
      remedy: 'pass the shortest session that the work needs',
      construct: this,
    });
    const trust = new PolicyDocument();
    trust._addJson(props.assumedBy._trustStatement(this));
    this.resource = new aws.iamRole.IamRole(this, 'Resource', {
      name: props.roleName,
      description: props.description ?? `Role at ${this.node.path}`,
      assumeRolePolicy: trust.toJson(),
      maxSessionDuration: duration,
      permissionsBoundary: props.permissionsBoundary,
      tags: props.tags,
    });
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
    for (const policyArn of props.managedPolicyArns ?? []) this.addManagedPolicy(policyArn);
    guarantee(this, this.resource, [
      { code: 'ROLE_TRUST', attribute: 'assume_role_policy', value: trust.toJson(), promise: 'the trust of assumedBy' },
      { code: 'ROLE_NO_INLINE_POLICY', attribute: 'inline_policy', value: undefined, instead: 'use addToPolicy' },
      {
        code: 'ROLE_NO_INLINE_POLICY',
        attribute: 'managed_policy_arns',
        value: undefined,
        instead: 'use addManagedPolicy',
      },
      { code: 'ROLE_PERMISSIONS_BOUNDARY', attribute: 'permissions_boundary', value: props.permissionsBoundary },
      {
        code: 'ROLE_SESSION_DURATION',
        attribute: 'max_session_duration',
        value: duration,
        accepts: integerBetween(MIN_SESSION, duration),
        promise: `at most ${isUnresolved(duration) ? 'maxSessionDurationSeconds' : String(duration)} seconds`,
      },
    ]);
  }

  /**
   * Attaches a managed policy.
   *
   * @returns what to depend on to have the policy in force
   * @throws GuardrailsError ROLE_MANAGED_POLICY_FORBIDDEN for policies that make an administrator
   */
  addManagedPolicy(policyArn: string): ITerraformDependable {
    if (ADMINISTRATOR_POLICIES.test(policyArn)) {
      throw new GuardrailsError(
        'ROLE_MANAGED_POLICY_FORBIDDEN',
        `managed policy ${policyArn.replace(/^.*:policy\//, '')} makes the role an administrator; grant the actions that it needs with addToPolicy`,
        this,
      );
    }
    const id = `ManagedPolicy-${contentHash(String(resolveTokens(this, policyArn)))}`;
    const attached = this.node.tryFindChild(id) as IamRolePolicyAttachment | undefined;
    if (attached !== undefined) return attached;
    const attachment = new aws.iamRolePolicyAttachment.IamRolePolicyAttachment(this, id, {
      role: this.roleName,
      policyArn,
    });
    guarantee(this, attachment, [{ code: 'ROLE_MANAGED_POLICY', attribute: 'policy_arn', value: policyArn }]);
    return attachment;
  }
}

class ImportedRole extends RoleBase {
  readonly roleName: string;

  constructor(
    scope: Construct,
    id: string,
    readonly roleArn: string,
  ) {
    super(scope, id);
    if (isUnresolved(roleArn)) {
      this.roleName = Fn.element(Fn.reverse(Fn.split('/', roleArn)), 0) as string;
      return;
    }
    const name = /^arn:[^:]+:iam::\d{12}:role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/.exec(roleArn)?.[1];
    if (name === undefined) {
      throw new GuardrailsError(
        'ROLE_ARN_INVALID',
        `role ARN is ${JSON.stringify(roleArn)}, allowed is arn:aws:iam::<account>:role/<name>; pass the ARN of one role`,
        this,
      );
    }
    this.roleName = name;
  }
}
