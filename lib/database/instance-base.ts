import { AwsAccount } from '../core/aws-account';
import { GuardrailsError } from '../core/guardrails-error';
import { SecuredConstruct } from '../core/secured-construct';
import { isUnresolved } from '../core/tokens';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import type { IRole } from '../iam/role-ref';
import type { Connections } from '../network/connections';
import type { ISecret } from '../secrets/secret-ref';
import type { IDatabaseInstance } from './instance-ref';

/** What instances made here and instances made elsewhere share. */
export abstract class DatabaseInstanceBase extends SecuredConstruct implements IDatabaseInstance {
  abstract readonly instanceIdentifier: string;
  abstract readonly endpointAddress: string;
  abstract readonly port: number;
  abstract readonly connections: Connections;
  abstract readonly masterUserSecret: ISecret | undefined;

  /** `DbiResourceId` of the instance: what IAM authentication knows it by. */
  protected abstract readonly resourceId: string;

  grantConnect(grantee: IRole, dbUser: string): Grant {
    if (!isUnresolved(dbUser) && !/^[\w.$@-]+$/.test(dbUser)) {
      throw new GuardrailsError(
        'DB_USER_INVALID',
        `database user is ${JSON.stringify(dbUser)}, allowed is one user without wildcards; name the user that the application connects as`,
        this,
      );
    }
    const { partition, region, accountId } = AwsAccount.of(this);
    const user = `arn:${partition}:rds-db:${region}:${accountId}:dbuser:${this.resourceId}/${dbUser}`;
    return Grant.toRole(grantee, PolicyStatement.allow({ actions: ['rds-db:connect'], resources: [user] }));
  }

  grantReadSecret(grantee: IRole): Grant {
    if (this.masterUserSecret !== undefined) return this.masterUserSecret.grantRead(grantee);
    throw new GuardrailsError(
      'DB_SECRET_UNKNOWN',
      'the secret of the master password is not known; pass masterUserSecret to DatabaseInstance.fromAttributes',
      this,
    );
  }
}
