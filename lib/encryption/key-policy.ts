import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { stackAccount } from '../core/stack-provider';
import { shown } from '../core/texts';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { partsOf } from '../iam/expressions';
import { accountOfRole, foreignAccount } from '../iam/grant-accounts';
import { PolicyDocument } from '../iam/policy-document';
import type { IRole } from '../iam/role-ref';
import { isForEveryone, withConditions, type Conditions, type StatementJson } from '../iam/statement-json';
import { ADMINISTRATION, READING, RECOVERY, SERVICE_GRANTS } from './key-actions';
import type { KeyAccount } from './key-service';

/** Who a key policy is for. */
export interface KeyPeople {
  readonly admins?: readonly IRole[];
  readonly users?: readonly IRole[];
}

const ROLE_ARN = /^arn:[^:*?]+:iam::\d{12}:role\/[^*?]+$/;

/** True for what can stand as a principal: one role, by an ARN that is known to be no wildcard, or by a token. */
function isRole(role: unknown): boolean {
  const roleArn: unknown = (role as Partial<IRole> | null | undefined)?.roleArn;
  return typeof roleArn === 'string' && (isUnresolved(roleArn) || ROLE_ARN.test(roleArn));
}

function requireRoles(roles: readonly IRole[] | undefined, name: string, owner: Construct): void {
  if (roles === undefined) return;
  if (Array.isArray(roles) && roles.every(isRole)) {
    for (const { roleArn } of roles as readonly IRole[]) {
      if (!isUnresolved(roleArn)) continue;
      checkWhenKnown(owner, roleArn, (literal) => {
        requireRoles([{ roleArn: literal } as IRole], name, owner);
      });
    }
    return;
  }
  throw new GuardrailsError(
    'KEY_PRINCIPAL_INVALID',
    `${name} is no list of roles; pass roles, those that were made elsewhere with Role.fromRoleArn`,
    owner,
  );
}

/** Account and name of a role, as far as both are known: one role may be imported in several ways. */
function identityOf(role: IRole): string | undefined {
  const account = accountOfRole(role);
  const parts = partsOf(String(resolveTokens(role, role.roleArn)));
  const arn = parts.map(({ text, isExpression }) => (isExpression ? '\n' : text)).join('');
  const name = /^arn:[^:]*:iam::[^:]*:role\/([^\n*?]+)$/.exec(arn)?.[1];
  return account === undefined || name === undefined ? undefined : `${account}/${name}`;
}

function sameRole(a: IRole, b: IRole): boolean {
  if (a === b || a.roleArn === b.roleArn) return true;
  const identity = identityOf(a);
  return identity !== undefined && identity === identityOf(b);
}

function requirePeople({ admins, users }: KeyPeople, owner: Construct): void {
  requireRoles(admins, 'admins', owner);
  requireRoles(users, 'users', owner);
  if (admins?.length === 0) {
    throw new GuardrailsError(
      'KEY_ADMINS_EMPTY',
      'admins is empty, so nobody could change the key; name the role that runs Terraform at least, or leave admins out',
      owner,
    );
  }
  const both = users?.find((user) => admins?.some((admin) => sameRole(admin, user)));
  if (both !== undefined) throw notSeparate(both, owner);
}

function notSeparate(role: IRole, owner: Construct): GuardrailsError {
  const name = isUnresolved(role.roleArn) ? role.node.path : role.roleArn;
  return new GuardrailsError(
    'KEY_ADMIN_IS_USER',
    `role ${shown(name)} would both administer and use the key, which admins keeps apart; take another role for one of them`,
    owner,
  );
}

/**
 * The policy of a key. Without admins and users the account decides by IAM policies alone. With admins, only they change
 * the key, and the root user can save it; with users, only they and what is granted or allowed use it.
 */
export class KeyPolicy {
  private readonly document = new PolicyDocument();
  /** As they were when the policy was made: roles that are added to the lists later are in no statement. */
  readonly people: KeyPeople;

  /** @param use every action that uses the key */
  constructor(
    private readonly owner: Construct,
    private readonly keyAccount: KeyAccount,
    people: KeyPeople,
    private readonly use: readonly string[],
    private readonly isSymmetric: boolean,
  ) {
    requirePeople(people, owner);
    this.people = { admins: people.admins && [...people.admins], users: people.users && [...people.users] };
    owner.node.addValidation({ validate: () => this.strangers() });
    const { admins, users } = people;
    if (admins === undefined && users === undefined) {
      this.add({ Sid: 'AccountAdministersKey', Action: ['kms:*'] }, this.account);
      return;
    }
    this.addAdministration(admins);
    this.add({ Sid: 'AccountReadsKey', Action: READING }, this.account);
    if (users === undefined) this.addUse('Account', this.account);
    else if (users.length > 0) this.addUse('Users', { AWS: users.map(({ roleArn }) => roleArn) });
  }

  /** Adds statements about a service. */
  addStatements(statements: readonly StatementJson[]): void {
    for (const statement of statements) this.document._addJson(statement);
  }

  /**
   * Lets a role do what it is granted, where IAM policies alone do not: one that is not among the users, or that is of
   * another account.
   *
   * @returns the statement; undefined where none is needed
   */
  admit(grantee: IRole, actions: readonly string[], conditions: Conditions | undefined): StatementJson | undefined {
    const { admins, users } = this.people;
    if (admins?.some((admin) => sameRole(admin, grantee)) === true) throw notSeparate(grantee, this.owner);
    if (users === undefined && foreignAccount(grantee, stackAccount(this.owner)) === undefined) return undefined;
    requireRoles([grantee], 'grantee', this.owner);
    if (isUnresolved(grantee.roleArn) && TerraformStack.of(grantee) !== TerraformStack.of(this.owner)) {
      throw new GuardrailsError(
        'KEY_PRINCIPAL_INVALID',
        `role ${shown(grantee.node.path)} is of another stack, so the stacks would need each other: the key names its users; put the role into the stack of the key, or import it with Role.fromRoleArn and a literal ARN`,
        this.owner,
      );
    }
    if (users?.some((user) => sameRole(user, grantee)) === true) return undefined;
    return this.add({ Action: actions, Condition: conditions }, { AWS: grantee.roleArn });
  }

  /** Nobody may let everybody use the key, whatever a service of one's own says, or a token has turned out to be. */
  private strangers(): string[] {
    const everyone = this.document._resolved(this.owner).find(isForEveryone);
    if (everyone === undefined) return [];
    const problem = `principal ${shown(everyone.Principal)} of the key policy is everyone in the world; name the roles that use the key`;
    return [new GuardrailsError('KEY_PRINCIPAL_INVALID', problem, this.owner).message];
  }

  /** The policy as a token that includes statements added later. */
  toString(): string {
    return this.document.toString();
  }

  private get account(): { readonly AWS: string } {
    const { partition, accountId } = this.keyAccount;
    return { AWS: `arn:${partition}:iam::${accountId}:root` };
  }

  private addAdministration(admins: readonly IRole[] | undefined): void {
    if (admins === undefined) {
      this.add({ Sid: 'AccountAdministersKey', Action: ADMINISTRATION }, this.account);
      return;
    }
    this.add({ Sid: 'AdminsAdministerKey', Action: ADMINISTRATION }, { AWS: admins.map(({ roleArn }) => roleArn) });
    const rootUser = { StringEquals: { 'aws:PrincipalType': ['Account'] } };
    this.add({ Sid: 'RootUserRecoversKey', Action: RECOVERY, Condition: rootUser }, this.account);
  }

  private addUse(who: string, principal: NonNullable<StatementJson['Principal']>): void {
    this.add({ Sid: `${who}UseKey`, Action: this.use }, principal);
    if (!this.isSymmetric) return;
    const forServices = { Bool: { 'kms:GrantIsForAWSResource': ['true'] } };
    this.add({ Sid: `${who}GrantToServices`, Action: SERVICE_GRANTS, Condition: forServices }, principal);
  }

  private add(
    {
      Sid,
      Action,
      Condition,
    }: { readonly Sid?: string; readonly Action: readonly string[]; readonly Condition?: Conditions },
    principal: NonNullable<StatementJson['Principal']>,
  ): StatementJson {
    const sid = Sid === undefined ? {} : { Sid };
    const statement = { ...sid, Effect: 'Allow', Principal: principal, Action, Resource: ['*'] } as const;
    const added = withConditions(statement, Condition);
    this.document._addJson(added);
    return added;
  }
}
