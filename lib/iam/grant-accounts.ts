import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { stackAccount } from '../core/stack-provider';
import { shown } from '../core/texts';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { isOwnArn } from './arn-principal';
import { partsOf } from './expressions';
import type { IRole } from './role-ref';

/** What a stack makes, or looks up by its name, and is of its account therefore. */
const OF_STACK = /^\$\{(?:aws_\w+|data\.aws_kms_alias|data\.aws_secretsmanager_secret)\.[\w-]+[.[][\w.[\]]*\}$/;

/** `AwsAccount.of(scope).accountId` as it stands in the JSON. */
const ACCOUNT_OF_STACK = '${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}';

/** The account that an ARN names, whose other parts may be expressions. */
function accountIn(arn: string, construct: IConstruct): string | undefined {
  const parts = partsOf(arn).map(({ text, isExpression }) => {
    if (!isExpression) return text;
    return text === ACCOUNT_OF_STACK ? 'own' : 'x';
  });
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}|own):/.exec(parts.join(''))?.[1];
  return account === 'own' ? stackAccount(construct) : account;
}

/** The account of a resource: that in its ARN, or of the stack that makes it; undefined where neither is known. */
export function accountOfArn(arn: string, construct: IConstruct): string | undefined {
  const resolved = isUnresolved(arn) ? String(resolveTokens(construct, arn)) : arn;
  return OF_STACK.test(resolved) ? stackAccount(construct) : accountIn(resolved, construct);
}

/** The account of a role: that in its ARN, or of the stack that makes it; undefined where neither is known. */
export function accountOfRole(role: IRole): string | undefined {
  const { roleArn } = role;
  const resolved = isUnresolved(roleArn) ? String(resolveTokens(role, roleArn)) : roleArn;
  return isOwnArn(resolved) ? stackAccount(role) : accountIn(resolved, role);
}

/** The account of a role where it is known to be another one than that of a resource. */
export function foreignAccount(role: IRole, own: string | undefined): string | undefined {
  if (own === undefined) return undefined;
  const account = accountOfRole(role);
  return account === own ? undefined : account;
}

/** How a message names a role. */
export function nameOfRole(role: IRole): string {
  return shown(isUnresolved(role.roleArn) ? role.node.path : role.roleArn);
}

/** Throws the fault of a role of another account; where its account is not known yet, when the app is synthesised. */
function refuseForeign(
  role: IRole,
  own: string | undefined,
  construct: IConstruct,
  problem: (account: string) => string,
): void {
  const fault = (): GuardrailsError | undefined => {
    const account = foreignAccount(role, own);
    return account === undefined ? undefined : new GuardrailsError('GRANT_CROSS_ACCOUNT', problem(account), construct);
  };
  const now = fault();
  if (now !== undefined) throw now;
  if (own === undefined || accountOfRole(role) !== undefined) return;
  construct.node.addValidation({ validate: () => [fault()].flatMap((each) => each?.message ?? []) });
}

/**
 * Throws where a role is known to be of another account than a resource whose use no policy can open to it.
 *
 * @param what what is granted, with its reason: `PassRole works within an account`
 */
export function requireSameAccount(role: IRole, own: string | undefined, what: string, construct: IConstruct): void {
  refuseForeign(
    role,
    own,
    construct,
    (account) =>
      `role ${nameOfRole(role)} is of account ${account}, but ${what}; grant it to a role of account ${String(own)} that the other one may assume`,
  );
}

/** Throws GuardrailsError GRANT_CROSS_ACCOUNT unless the reason is one in words, or absent. */
export function requireAdmissionReason(reason: string | undefined, construct: IConstruct): void {
  if (reason === undefined || (typeof reason === 'string' && /[\p{L}\p{N}]/u.test(reason))) return;
  throw new GuardrailsError(
    'GRANT_CROSS_ACCOUNT',
    `admittedByOwnerReason is ${shown(reason)}, allowed is a reason in words; say who lets the roles in`,
    construct,
  );
}

/** Throws where a role is known to be of another account than a resource whose policy is not ours to extend. */
export function requireAdmission(
  role: IRole,
  own: string | undefined,
  reason: string | undefined,
  construct: IConstruct,
): void {
  if (reason !== undefined) return;
  refuseForeign(
    role,
    own,
    construct,
    (account) =>
      `role ${nameOfRole(role)} is of account ${account}, but ${construct.node.path} of account ${String(own)} was made elsewhere, so that its policy is not extended from here; let the role in where it is made, and import it by its ARN with an admittedByOwnerReason that says so (secrets with Secret.fromSecretAttributes)`,
  );
}
