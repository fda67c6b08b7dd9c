import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import type { SecuredConstruct } from '../core/secured-construct';
import { stackAccount } from '../core/stack-provider';
import { isUnresolved } from '../core/tokens';
import { Grant } from '../iam/grant';
import { requireSameAccount } from '../iam/grant-accounts';
import { PolicyStatement } from '../iam/policy-statement';
import { requireRole } from '../iam/role-list';
import type { IRole } from '../iam/role-ref';
import { shown } from './prop-checks';

function requireUser(dbUser: unknown, construct: SecuredConstruct): void {
  if (typeof dbUser === 'string' && /^[\w.$@-]+$/.test(dbUser)) return;
  throw new GuardrailsError(
    'DB_USER_INVALID',
    `database user is ${shown(dbUser)}, allowed is one user without wildcards; name the user that the application connects as`,
    construct,
  );
}

function requireResourceId(resourceId: unknown, construct: SecuredConstruct): void {
  if (typeof resourceId === 'string' && /^(?:db|cluster|prx)-[A-Za-z0-9]+$/.test(resourceId)) return;
  throw new GuardrailsError(
    'DB_IDENTIFIER_INVALID',
    `resource id is ${shown(resourceId)}, allowed are ids such as db-ABCDEFGHIJKL01234 without wildcards; pass the resource id of the database`,
    construct,
  );
}

/** Where a database is. */
export interface DatabasePlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Lets a role connect as one database user, with IAM authentication: `rds-db:connect`, which no policy of a database can
 * open to another account.
 *
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 *
 * @param resourceId `DbiResourceId`, `DbClusterResourceId`, or the id of a proxy
 * @param place where the database is: where the stack is, unless its ARN says otherwise
 * @throws GuardrailsError DB_USER_INVALID, GRANT_CROSS_ACCOUNT
 */
export function grantDatabaseUser(
  construct: SecuredConstruct,
  grantee: IRole,
  resourceId: string,
  dbUser: string,
  place: DatabasePlace = AwsAccount.of(construct),
): Grant {
  requireRole(grantee, construct);
  const parts: readonly (readonly [string, typeof requireUser])[] = [
    [dbUser, requireUser],
    [resourceId, requireResourceId],
  ];
  for (const [value, check] of parts) {
    if (!isUnresolved(value)) check(value, construct);
    checkWhenKnown(isUnresolved(value) ? construct : undefined, value, (literal) => {
      check(literal, construct);
    });
  }
  const { partition, region, accountId } = place;
  requireSameAccount(
    grantee,
    isUnresolved(accountId) ? stackAccount(construct) : accountId,
    'IAM authentication works within an account alone',
    construct,
  );
  const user = `arn:${partition}:rds-db:${region}:${accountId}:dbuser:${resourceId}/${dbUser}`;
  return Grant.toRole(grantee, PolicyStatement.allow({ actions: ['rds-db:connect'], resources: [user] }));
}

/** Throws for a role that is known to be of another account than the stack of a database. */
export function requireDatabaseAccount(construct: SecuredConstruct, grantee: IRole, why: string): void {
  requireSameAccount(grantee, stackAccount(construct), why, construct);
}
