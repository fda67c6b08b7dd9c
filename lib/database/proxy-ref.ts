import type { IConstruct } from 'constructs';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { IConnectable } from '../network/connectable';

/** A database proxy, made here or elsewhere. */
export interface IDatabaseProxy extends IConstruct, IConnectable {
  /** Name of the proxy. */
  readonly proxyName: string;

  /** ARN of the proxy. */
  readonly proxyArn: string;

  /** Name to connect to. */
  readonly endpoint: string;

  /** Port to connect to: the well-known one of the engine. */
  readonly port: number;

  /**
   * Lets the role connect through the proxy as a database user: `rds-db:connect` on the resource id of the proxy, which
   * is not its name, and this user.
   *
   * @param dbUser user whose secret the proxy has; never a wildcard
   * @throws GuardrailsError DB_USER_INVALID, GRANT_CROSS_ACCOUNT
   */
  grantConnect(grantee: IRole, dbUser: string): Grant;
}
