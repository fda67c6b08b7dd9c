import { TerraformLocal } from 'cdktf';
import { SecuredConstruct } from '../core/secured-construct';
import { isUnresolved } from '../core/tokens';
import { elementOfText } from '../iam/element-of-text';
import type { Grant } from '../iam/grant';
import type { IRole } from '../iam/role-ref';
import type { Connections } from '../network/connections';
import { type DatabasePlace, grantDatabaseUser } from './database-user';
import type { IDatabaseProxy } from './proxy-ref';

const RESOURCE_ID = 'ResourceId';
const RESOURCE_ID_PART = 6;

/** What proxies made here and proxies made elsewhere share. */
export abstract class DatabaseProxyBase extends SecuredConstruct implements IDatabaseProxy {
  abstract readonly proxyName: string;
  abstract readonly proxyArn: string;
  abstract readonly endpoint: string;
  abstract readonly port: number;
  abstract readonly connections: Connections;

  grantConnect(grantee: IRole, dbUser: string): Grant {
    this.requireIamAuthentication();
    return grantDatabaseUser(this, grantee, this.resourceId, dbUser, this.place);
  }

  /**
   * Resource id of the proxy, which only its ARN has: `prx-…`. Kept in a local, so that policies stay readable JSON.
   *
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
   */
  private get resourceId(): string {
    if (!isUnresolved(this.proxyArn)) return this.proxyArn.split(':')[RESOURCE_ID_PART] ?? '';
    const known = this.node.tryFindChild(RESOURCE_ID) as TerraformLocal | undefined;
    const local = known ?? new TerraformLocal(this, RESOURCE_ID, elementOfText(this.proxyArn, ':', RESOURCE_ID_PART));
    return local.asString;
  }

  /** Where the proxy is, as far as its ARN says it literally. */
  private get place(): DatabasePlace | undefined {
    if (isUnresolved(this.proxyArn)) return undefined;
    const [, partition = '', , region = '', accountId = ''] = this.proxyArn.split(':');
    return { partition, region, accountId };
  }

  /** Throws where clients are known to show passwords alone. */
  protected requireIamAuthentication(): void {
    // Nothing is known of a proxy that was made elsewhere.
  }
}
