import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { requireBoolean } from '../core/flags';
import { GuardrailsError } from '../core/guardrails-error';
import { requireText } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { RoleBase } from './role-base';
import type { IRole } from './role-ref';

/** How a role that was made elsewhere takes part. */
export interface ImportedRoleOptions {
  /**
   * Whether grants attach managed policies to the role. False where its policies are managed elsewhere, or where it is
   * in another account.
   *
   * @default true
   */
  readonly mutable?: boolean;
}

class ImportedRole extends RoleBase {
  constructor(
    scope: Construct,
    id: string,
    readonly roleArn: string,
    readonly roleName: string,
  ) {
    super(scope, id);
  }
}

function imported(role: ImportedRole, options: ImportedRoleOptions): IRole {
  requireProps(options, 'options', role);
  const { mutable } = options;
  requireBoolean(mutable, { code: 'ROLE_OPTION_INVALID', name: 'mutable', construct: role });
  if (isUnresolved(mutable)) {
    const problem = 'mutable is not known before Terraform runs, allowed are true and false; pass one of them';
    throw new GuardrailsError('ROLE_OPTION_INVALID', problem, role);
  }
  return mutable === false ? role.withoutPolicyUpdates() : role;
}

/** The role with an ARN. */
export function roleOfArn(scope: Construct, id: string, roleArn: string, options: ImportedRoleOptions): IRole {
  if (isUnresolved(roleArn)) {
    const name = Fn.element(Fn.reverse(Fn.split('/', roleArn)), 0) as string;
    return imported(new ImportedRole(scope, id, roleArn, name), options);
  }
  const name = /^arn:[^:]+:iam::\d{12}:role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/.exec(roleArn)?.[1];
  if (name === undefined || /[*?]/.test(roleArn)) {
    throw new GuardrailsError(
      'ROLE_ARN_INVALID',
      `role ARN is ${JSON.stringify(roleArn)}, allowed is arn:aws:iam::<account>:role/<name>; pass the ARN of one role`,
      scope,
    );
  }
  return imported(new ImportedRole(scope, id, roleArn, name), options);
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
  return imported(new ImportedRole(scope, id, `arn:${partition}:iam::${accountId}:role/${roleName}`, name), options);
}
