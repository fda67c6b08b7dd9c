import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { requireBoolean } from '../core/flags';
import { GuardrailsError } from '../core/guardrails-error';
import { stackAccount } from '../core/stack-provider';
import { requireText } from '../core/texts';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { requireProps } from '../core/props';
import { elementOfText } from './element-of-text';
import { partsOf } from './expressions';
import { accountOfRole, foreignAccount, requireAdmission, requireAdmissionReason } from './grant-accounts';
import type { PolicyStatement } from './policy-statement';
import type { ResourceStatement } from './resource-statement';
import { RoleBase } from './role-base';
import type { IRole } from './role-ref';

/** How a role that was made elsewhere takes part. */
export interface ImportedRoleOptions {
  /**
   * Whether grants attach managed policies to the role. False where its policies are managed elsewhere.
   *
   * @default true, but for a role that is known to be of another account than the stack
   */
  readonly mutable?: boolean;

  /**
   * Who lets the roles assume it that `grantAssume` is called with, where it is of another account: its trust is not
   * changed from here. Such as `the data team trusts our account, DATA-123`.
   *
   * @default - none: granting it to a role of another account throws
   */
  readonly admittedByOwnerReason?: string;
}

class ImportedRole extends RoleBase {
  constructor(
    scope: Construct,
    id: string,
    readonly roleArn: string,
    readonly roleName: string,
    private readonly options: ImportedRoleOptions,
  ) {
    super(scope, id);
    this.node.addValidation({ validate: () => this.strayPolicies() });
  }

  /** A role of another account is not there for the provider of the stack; one of its name may be. */
  override addToPolicy(statement: PolicyStatement): ITerraformDependable | undefined {
    return this.isForeign ? undefined : super.addToPolicy(statement);
  }

  override addManagedPolicy(policyArn: string): ITerraformDependable | undefined {
    return this.isForeign ? undefined : super.addManagedPolicy(policyArn);
  }

  /** @internal */
  protected override _admit(grantee: IRole): readonly ResourceStatement[] {
    requireAdmission(grantee, accountOfRole(this), this.options.admittedByOwnerReason, this);
    return [];
  }

  /** The provider, which says whose account it is, may have been made after the grants. */
  private strayPolicies(): string[] {
    if (!this.isForeign || this._attachments.policyArns.length === 0) return [];
    const problem = `role ${this.roleArn} is of another account than the stack, and policies were attached to a role of its name here before the provider named the account in allowedAccountIds; make the provider first`;
    return [new GuardrailsError('GRANT_CROSS_ACCOUNT', problem, this).message];
  }

  private get isForeign(): boolean {
    return foreignAccount(this, stackAccount(this)) !== undefined;
  }
}

function imported(role: ImportedRole, options: ImportedRoleOptions): IRole {
  requireProps(options, 'options', role);
  const { mutable } = options;
  requireAdmissionReason(options.admittedByOwnerReason, role);
  requireBoolean(mutable, { code: 'ROLE_OPTION_INVALID', name: 'mutable', construct: role });
  if (isUnresolved(mutable)) {
    const problem = 'mutable is not known before Terraform runs, allowed are true and false; pass one of them';
    throw new GuardrailsError('ROLE_OPTION_INVALID', problem, role);
  }
  const own = stackAccount(role);
  const account = foreignAccount(role, own);
  if (mutable === true && account !== undefined) {
    throw new GuardrailsError(
      'ROLE_OPTION_INVALID',
      `mutable is true, but the role is of account ${account}, and the stack is of ${String(own)}; leave mutable out, and give the role its statements there`,
      role,
    );
  }
  return mutable === false ? role.withoutPolicyUpdates() : role;
}

/** The name at the end of an ARN; undefined where it is none. */
function literalName(roleArn: string): string | undefined {
  if (!isUnresolved(roleArn)) {
    const arn = /^arn:[^:]+:iam::\d{12}:role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/.exec(roleArn);
    return /[*?]/.test(roleArn) ? undefined : arn?.[1];
  }
  const end = partsOf(roleArn).at(-1)?.text ?? '';
  return /\/([\w+=,.@-]{1,64})$/.exec(end)?.[1];
}

/** True where Terraform alone knows the name: the ARN ends with an expression, or has one within its name. */
function hidesName(roleArn: string): boolean {
  const end = isUnresolved(roleArn) ? partsOf(roleArn).at(-1) : undefined;
  return end !== undefined && (end.isExpression || !end.text.includes('/'));
}

/** The role with an ARN. */
export function roleOfArn(scope: Construct, id: string, roleArn: string, options: ImportedRoleOptions): IRole {
  const name = hidesName(roleArn) ? elementOfText(roleArn, '/') : literalName(roleArn);
  if (name === undefined) {
    throw new GuardrailsError(
      'ROLE_ARN_INVALID',
      `role ARN is ${JSON.stringify(resolveTokens(scope, roleArn))}, allowed is arn:aws:iam::<account>:role/<name>; pass the ARN of one role`,
      scope,
    );
  }
  return imported(new ImportedRole(scope, id, roleArn, name, options), options);
}

/** The role with a name, and the path before it where it has one, in the account of the stack. */
export function roleOfName(scope: Construct, id: string, roleName: string, options: ImportedRoleOptions): IRole {
  requireText(roleName, {
    code: 'ROLE_NAME_INVALID',
    name: 'roleName',
    pattern: /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    allowed: '1 to 64 letters, digits and _+=,.@- after an optional path',
    remedy: 'pass the name of one role',
    construct: scope,
  });
  const { partition, accountId } = AwsAccount.of(scope);
  const name = isUnresolved(roleName) ? roleName : roleName.slice(roleName.lastIndexOf('/') + 1);
  return imported(
    new ImportedRole(scope, id, `arn:${partition}:iam::${accountId}:role/${roleName}`, name, options),
    options,
  );
}
