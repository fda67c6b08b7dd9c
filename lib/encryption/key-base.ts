import { AwsAccount } from '../core/aws-account';
import { SecuredConstruct } from '../core/secured-construct';
import { Grant } from '../iam/grant';
import { PolicyStatement } from '../iam/policy-statement';
import type { IRole } from '../iam/role-ref';
import type { IKey, KeyGrantOptions } from './key-ref';

/** What keys made here and keys made elsewhere share. */
export abstract class KeyBase extends SecuredConstruct implements IKey {
  abstract readonly keyArn: string;

  grantDecrypt(grantee: IRole, options: KeyGrantOptions = {}): Grant {
    return this.grant(grantee, ['kms:Decrypt'], options);
  }

  grantEncryptDecrypt(grantee: IRole, options: KeyGrantOptions = {}): Grant {
    return this.grant(grantee, ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'], options);
  }

  private grant(grantee: IRole, actions: string[], { viaService }: KeyGrantOptions): Grant {
    const conditions =
      viaService === undefined
        ? undefined
        : { StringEquals: { 'kms:ViaService': [`${viaService}.${AwsAccount.of(grantee).region}.amazonaws.com`] } };
    return Grant.toRole(grantee, PolicyStatement.allow({ actions, resources: [this.keyArn], conditions }));
  }
}
