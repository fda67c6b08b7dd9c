import type { IConstruct } from 'constructs';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { IConnectable } from '../network/connectable';
import type { ISecret } from '../secrets/secret-ref';

/** A database instance, made here or elsewhere. */
export interface IDatabaseInstance extends IConstruct, IConnectable {
  /** Identifier of the instance. */
  readonly instanceIdentifier: string;

  /** Name to connect to. */
  readonly endpointAddress: string;

  /** Port to connect to. */
  readonly port: number;

  /** Secret that RDS keeps the master password in; undefined where it is not known. */
  readonly masterUserSecret: ISecret | undefined;

  /**
   * Lets the role connect as a database user with IAM authentication: `rds-db:connect` on this instance and user.
   *
   * @param dbUser user of the database itself; never a wildcard
   */
  grantConnect(grantee: IRole, dbUser: string): Grant;

  /** Lets the role read the master password. */
  grantReadSecret(grantee: IRole): Grant;
}
