import { SecuredConstruct } from '../core/secured-construct';
import type { IKey } from '../encryption/key-ref';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import type { IRole } from '../iam/role-ref';
import type { ISecret } from './secret-ref';

/** What secrets made here and secrets made elsewhere share. */
export abstract class SecretBase extends SecuredConstruct implements ISecret {
  abstract readonly secretArn: string;
  protected abstract readonly decryptionKey: IKey | undefined;

  grantRead(grantee: IRole): Grant {
    this.decryptionKey?.grantDecrypt(grantee, { viaService: 'secretsmanager' });
    return Grant.toRole(
      grantee,
      PolicyStatement.allow({ actions: ['secretsmanager:GetSecretValue'], resources: [this.secretArn] }),
    );
  }
}
