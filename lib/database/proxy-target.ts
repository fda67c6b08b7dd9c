import { TerraformResource } from 'cdktf';
import type { IConnectable } from '../network/connectable';
import { GuardrailsError } from '../core/guardrails-error';
import type { ISecret } from '../secrets/secret-ref';
import type { IDatabaseCluster } from './cluster-ref';
import type { IDatabaseInstance } from './instance-ref';
import { shown } from './prop-checks';
import { ProxyEngineFamily } from './proxy-engine-family';

const FAMILIES: readonly (readonly [RegExp, ProxyEngineFamily])[] = [
  [/^postgres$/, ProxyEngineFamily.POSTGRESQL],
  [/^(?:mysql|mariadb)$/, ProxyEngineFamily.MYSQL],
  [/^sqlserver-/, ProxyEngineFamily.SQLSERVER],
];

function requireDatabase(database: unknown, identifier: string, factory: string): void {
  if (typeof database === 'object' && database !== null && identifier in database) return;
  throw new GuardrailsError(
    'DB_PROXY_INVALID',
    `ProxyTarget.${factory} was given ${shown(database)}, allowed is a database; import one with fromAttributes`,
  );
}

/** The database behind a proxy. */
export class ProxyTarget {
  /**
   * A database instance.
   *
   * @throws GuardrailsError DB_PROXY_INVALID for engines that RDS Proxy does not know
   */
  static fromInstance(instance: IDatabaseInstance): ProxyTarget {
    requireDatabase(instance, 'instanceIdentifier', 'fromInstance');
    const engine = instance.engine?.name;
    const family = FAMILIES.find(([pattern]) => engine !== undefined && pattern.test(engine))?.[1];
    if (engine !== undefined && family === undefined) {
      throw new GuardrailsError(
        'DB_PROXY_INVALID',
        `the engine is ${engine}, allowed are PostgreSQL, MySQL, MariaDB and SQL Server; connect to this instance without a proxy`,
        instance,
      );
    }
    return new ProxyTarget(instance, family, instance.masterUserSecret, instance.instanceIdentifier, undefined);
  }

  /** An Aurora cluster. */
  static fromCluster(cluster: IDatabaseCluster): ProxyTarget {
    requireDatabase(cluster, 'clusterIdentifier', 'fromCluster');
    const { proxyEngineFamily, masterUserSecret, clusterIdentifier } = cluster;
    return new ProxyTarget(cluster, proxyEngineFamily, masterUserSecret, undefined, clusterIdentifier);
  }

  private constructor(
    /**
     * The database itself.
     *
     * @internal
     */
    readonly _database: IConnectable,
    /** Protocol of the database; undefined where it is not known. */
    readonly engineFamily: ProxyEngineFamily | undefined,
    /** Secret of the master user; undefined where it is not known. */
    readonly masterUserSecret: ISecret | undefined,
    /** Identifier of the instance, where it is one. */
    readonly instanceIdentifier: string | undefined,
    /** Identifier of the cluster, where it is one. */
    readonly clusterIdentifier: string | undefined,
  ) {}

  /**
   * What must exist before the proxy can know the database; undefined for databases that were made elsewhere.
   *
   * @internal
   */
  get _ready(): TerraformResource | undefined {
    const { writerResource, resource } = this._database as {
      readonly writerResource?: unknown;
      readonly resource?: unknown;
    };
    const ready = writerResource ?? resource;
    return TerraformResource.isTerraformResource(ready) ? ready : undefined;
  }
}
