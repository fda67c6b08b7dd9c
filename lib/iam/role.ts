import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { Lazy, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { requireBoolean } from '../core/flags';
import { guarantee, integerBetween } from '../core/guarantee';
import { GuardrailsError } from '../core/guardrails-error';
import { declareIfWeaker, declareLoosening } from '../core/loosening';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { stackAccount } from '../core/stack-provider';
import { requireTags } from '../core/tags';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { requireProps } from '../core/props';
import { type ArnPrincipalProps, isOwnArn, ownAccountPrincipal } from './arn-principal';
import { accountOfRole, foreignAccount } from './grant-accounts';
import { descriptionFor, requireIamDescription, requireIamName, requireIamPath, requireKnownList } from './iam-names';
import { type ImportedRoleOptions, roleOfArn, roleOfName } from './imported-role';
import { InstanceProfile } from './instance-profile';
import { PermissionsBoundary, requireBoundary } from './permissions-boundary';
import type { Principal } from './principal';
import { ResourceStatement } from './resource-statement';
import { RoleBase } from './role-base';
import { keepPoliciesExclusive } from './role-exclusivity';
import { RolePrincipal } from './role-principal';
import type { RoleProps } from './role-props';
import type { IRole } from './role-ref';
import { RoleTrust } from './role-trust';

const MIN_SESSION = 3600;
const MAX_SESSION = 43_200;

const TRUST_RULES: readonly string[] = [
  'iam-oidc-trust-restricts-audience',
  'iam-oidc-trust-restricts-subject',
  'iam-policy-explicit-version',
  'iam-role-trust-confused-deputy',
  'iam-role-trust-external-id',
  'iam-role-trust-no-wildcard-principal',
  'iam-saml-trust-restricts-audience',
];

/** A role with exact permissions: trust is named, statements come from grants and `addToPolicy`. */
export class Role extends RoleBase {
  /**
   * A role that was made elsewhere. Grants attach managed policies to it, which needs it to be in the stack's account
   * and, where this package made it, to have `exclusivePolicies` off.
   *
   * @throws GuardrailsError ROLE_ARN_INVALID, ROLE_OPTION_INVALID
   */
  static fromRoleArn(scope: Construct, id: string, roleArn: string, options: ImportedRoleOptions = {}): IRole {
    return roleOfArn(scope, id, roleArn, options);
  }

  /**
   * A role of the stack's account that was made elsewhere.
   *
   * @param roleName name of the role, after its path where it has one: `app`, `team/app`
   * @throws GuardrailsError ROLE_NAME_INVALID, ROLE_OPTION_INVALID
   */
  static fromRoleName(scope: Construct, id: string, roleName: string, options: ImportedRoleOptions = {}): IRole {
    return roleOfName(scope, id, roleName, options);
  }

  /** The provider's own resource. */
  readonly resource: IamRole;
  readonly roleArn: string;
  readonly roleName: string;

  private readonly trust = new RoleTrust(this);

  /**
   * @throws GuardrailsError IAM_DESCRIPTION_INVALID, IAM_PATH_INVALID, LOOSENING_REASON_MISSING,
   * PERMISSIONS_BOUNDARY_INVALID, POLICY_ARN_INVALID, PRINCIPAL_MISSING, ROLE_MANAGED_POLICY_FORBIDDEN,
   * ROLE_NAME_INVALID, ROLE_OPTION_INVALID, ROLE_POLICIES_TOO_MANY, ROLE_SESSION_DURATION_INVALID, TAGS_INVALID
   */
  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    requireProps(props, 'props of Role', this);
    this.check(props);
    const { maxSessionDurationSeconds: duration = MIN_SESSION, managedPolicyArns = [] } = props;
    const boundary = this.boundaryOf(props.permissionsBoundary);
    this.trust.add(props.assumedBy);
    this.resource = new aws.iamRole.IamRole(this, 'Resource', {
      name: props.roleName,
      path: props.path,
      description: props.description ?? descriptionFor('Role', this),
      assumeRolePolicy: this.trust.policy,
      maxSessionDuration: duration,
      permissionsBoundary: boundary,
      tags: props.tags,
    });
    this.roleArn = this.resource.arn;
    this.roleName = this.resource.name;
    this.declareLoosenings(duration, props);
    this.declareTrust(props.assumedBy);
    for (const policyArn of managedPolicyArns) this.addManagedPolicy(policyArn);
    this.guarantee(duration, boundary);
    if (props.exclusivePolicies !== false) {
      keepPoliciesExclusive(this, this.roleName, this._attachments);
    }
  }

  /**
   * Lets one more principal assume the role.
   *
   * @throws GuardrailsError PRINCIPAL_ARN_INVALID for the role itself: Terraform cannot name it in its own trust
   * @throws GuardrailsError PRINCIPAL_MISSING, ROLE_TRUST_TOO_LARGE
   */
  addTrust(principal: Principal): void {
    this.trust.add(principal, this.resource);
    this.declareTrust(principal);
  }

  /**
   * A role that another stack of the app makes is refused: each stack would need the other one first.
   *
   * @internal
   */
  protected override _admit(grantee: IRole, proof: ArnPrincipalProps): readonly ResourceStatement[] {
    const isMadeHere = grantee instanceof Role;
    if (isMadeHere && TerraformStack.of(grantee) !== TerraformStack.of(this)) {
      throw new GuardrailsError(
        'ROLE_OF_OTHER_STACK',
        `role ${grantee.node.path} is made by another stack, and each stack would need the other one first; give both a roleName, and use Role.fromRoleName and addTrust`,
        this,
      );
    }
    requireProps(proof, 'proof of grantAssume', this);
    const principal = this.principalOf(grantee, proof);
    if (principal === undefined) return [];
    const statements = this.trust.add(principal, this.resource);
    return statements.map((statement) => ResourceStatement._of(this, statement));
  }

  /** How the trust names a role; undefined for one of which nobody knows whether it is of the own account. */
  private principalOf(grantee: IRole, proof: ArnPrincipalProps): Principal | undefined {
    const isProven = proof.externalId !== undefined || proof.organizationId !== undefined;
    const isHere = TerraformStack.of(grantee) === TerraformStack.of(this);
    const isOfStack = isHere && isOwnArn(String(resolveTokens(this, grantee.roleArn)));
    if (isProven || isOfStack) return new RolePrincipal(grantee, proof);
    const own = stackAccount(this);
    if (foreignAccount(grantee, own) !== undefined) return new RolePrincipal(grantee, proof);
    const isOwn = own !== undefined && !isUnresolved(grantee.roleArn) && accountOfRole(grantee) === own;
    return isOwn ? ownAccountPrincipal(grantee.roleArn) : undefined;
  }

  /** The profile that gives the role to EC2 instances; made when first asked for. */
  instanceProfile(): InstanceProfile {
    const id = 'InstanceProfile';
    return (this.node.tryFindChild(id) as InstanceProfile | undefined) ?? new InstanceProfile(this, id, { role: this });
  }

  private check(props: RoleProps): void {
    requireIamName(this, 'roleName', props.roleName, 64, 'ROLE_NAME_INVALID');
    requireIamPath(this, props.path);
    requireIamDescription(this, props.description);
    requireTags(props.tags, this);
    requireKnownList(this, 'managedPolicyArns', props.managedPolicyArns, 'POLICY_ARN_INVALID');
    requireInteger(props.maxSessionDurationSeconds, {
      code: 'ROLE_SESSION_DURATION_INVALID',
      name: 'maxSessionDurationSeconds',
      min: MIN_SESSION,
      max: MAX_SESSION,
      remedy: 'pass the shortest session that the work needs',
      construct: this,
    });
    requireBoolean(props.exclusivePolicies, {
      code: 'ROLE_OPTION_INVALID',
      name: 'exclusivePolicies',
      construct: this,
    });
    if (!isUnresolved(props.exclusivePolicies)) return;
    throw new GuardrailsError(
      'ROLE_OPTION_INVALID',
      'exclusivePolicies is not known before Terraform runs, allowed are true and false; pass one of them',
      this,
    );
  }

  /** A boundary that is applied to a scope later still counts. */
  private boundaryOf(own: string | undefined): string {
    if (own !== undefined) requireBoundary(own, this);
    return Lazy.stringValue({ produce: () => own ?? PermissionsBoundary._nearest(this) });
  }

  private declareLoosenings(duration: number, { exclusivePolicies, looseningReason: reason }: RoleProps): void {
    const session = { setting: 'maxSessionDurationSeconds', defaultValue: MIN_SESSION, value: duration, reason };
    declareIfWeaker(this, this.resource, session, (value) => Number(value) > MIN_SESSION);
    const exclusive = { setting: 'exclusivePolicies', defaultValue: true, value: exclusivePolicies, reason };
    declareIfWeaker(this, this.resource, exclusive, (value) => value === false);
  }

  /** A trust that is wide on purpose is shown for as long as it is there. */
  private declareTrust(principal: Principal): void {
    for (const each of principal._loosenings()) {
      declareLoosening(this, this.resource, { ...each, setting: `${each.setting} of ${String(each.value)}` });
    }
  }

  private guarantee(duration: number, boundary: string): void {
    const noInline = { code: 'ROLE_NO_INLINE_POLICY', value: undefined };
    guarantee(this, this.resource, [
      {
        code: 'ROLE_TRUST',
        attribute: 'assume_role_policy',
        value: this.trust.policy,
        promise: 'the trust of assumedBy and addTrust',
        instead: 'use addTrust',
        rules: TRUST_RULES,
      },
      { ...noInline, attribute: 'inline_policy', instead: 'use addToPolicy', rules: ['iam-no-inline-policies'] },
      {
        ...noInline,
        attribute: 'managed_policy_arns',
        instead: 'use addManagedPolicy',
        rules: ['iam-no-admin-managed-policy'],
      },
      {
        code: 'ROLE_PERMISSIONS_BOUNDARY',
        attribute: 'permissions_boundary',
        value: boundary,
        promise: 'the prop permissionsBoundary, or the boundary of the scope',
        instead: 'use the prop permissionsBoundary, or PermissionsBoundary.of(scope).apply(…)',
        rules: ['iam-role-permissions-boundary'],
      },
      {
        code: 'ROLE_SESSION_DURATION',
        attribute: 'max_session_duration',
        value: duration,
        accepts: integerBetween(MIN_SESSION, duration),
        promise: `at most ${isUnresolved(duration) ? 'maxSessionDurationSeconds' : String(duration)} seconds`,
        instead: 'use the prop maxSessionDurationSeconds',
        rules: ['iam-role-session-duration'],
      },
    ]);
  }
}
