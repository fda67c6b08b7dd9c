import type { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { aws } from '../core/provider-resources';
import { SecuredConstruct } from '../core/secured-construct';
import { requireTags } from '../core/tags';
import { DatabaseClusterEngine } from './cluster-engine';
import { requireDatabaseName, requireIdentifier } from './cluster-inputs';
import type { IGlobalCluster } from './global-cluster-ref';
import { shown } from './prop-checks';

/** Props of `GlobalCluster`. */
export interface GlobalClusterProps {
  /** Engine and version: the same in every region. */
  readonly engine: DatabaseClusterEngine;

  /**
   * Identifier of the global database: lower case letters, digits and single hyphens, at most 63.
   *
   * @default - derived from the construct path
   */
  readonly identifier?: string;

  /**
   * Name of the database to create.
   *
   * @default - none is created
   */
  readonly databaseName?: string;

  /**
   * Tags of the global database.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

const MAX_IDENTIFIER = 63;

/**
 * An Aurora global database: encrypted, and protected from deletion. Its clusters are `DatabaseCluster` constructs, in
 * one stack a region, that name it in `globalCluster`.
 */
export class GlobalCluster extends SecuredConstruct implements IGlobalCluster {
  /**
   * A global database that was made elsewhere, such as in the stack of another region.
   *
   * @throws GuardrailsError DB_IDENTIFIER_INVALID
   */
  static fromIdentifier(scope: Construct, id: string, globalClusterIdentifier: string): IGlobalCluster {
    return new ImportedGlobalCluster(scope, id, globalClusterIdentifier);
  }

  /** The provider's own resource. */
  readonly resource: RdsGlobalCluster;
  readonly globalClusterIdentifier: string;
  /** Engine and version. */
  readonly engine: DatabaseClusterEngine;

  /** @throws GuardrailsError DB_IDENTIFIER_INVALID, DB_NAME_INVALID, DB_PROP_INVALID, TAGS_INVALID */
  constructor(scope: Construct, id: string, props: GlobalClusterProps) {
    super(scope, id);
    const { engine }: { readonly engine?: unknown } = { ...props };
    if (!(engine instanceof DatabaseClusterEngine)) {
      throw new GuardrailsError(
        'DB_PROP_INVALID',
        `engine is ${shown(engine)}, allowed is a DatabaseClusterEngine; pass one such as DatabaseClusterEngine.AURORA_POSTGRES_17`,
        this,
      );
    }
    this.engine = engine;
    requireIdentifier(props.identifier, 'identifier', MAX_IDENTIFIER, this);
    requireDatabaseName(props.databaseName, this);
    requireTags(props.tags, this);
    this.resource = new aws.rdsGlobalCluster.RdsGlobalCluster(this, 'Resource', {
      globalClusterIdentifier: props.identifier ?? physicalName(this, MAX_IDENTIFIER),
      engine: engine.name,
      engineVersion: engine.version,
      databaseName: props.databaseName,
      storageEncrypted: true,
      deletionProtection: true,
      forceDestroy: false,
      tags: props.tags,
    });
    this.globalClusterIdentifier = this.resource.id;
    guarantee(this, this.resource, [
      {
        code: 'DB_STORAGE_ENCRYPTED',
        attribute: 'storage_encrypted',
        value: true,
        rules: ['rds-global-cluster-encrypted'],
      },
      {
        code: 'DB_DELETION_PROTECTION',
        attribute: 'deletion_protection',
        value: true,
        rules: ['rds-deletion-protection'],
      },
      {
        code: 'DB_DELETION_PROTECTION',
        attribute: 'force_destroy',
        value: false,
        promise: 'that clusters are not taken out of it by a destroy',
      },
      {
        code: 'DB_NO_COPY',
        attribute: 'source_db_cluster_identifier',
        value: undefined,
        promise: 'storage of its own, because a copy takes encryption from its source',
      },
    ]);
  }
}

class ImportedGlobalCluster extends SecuredConstruct implements IGlobalCluster {
  constructor(
    scope: Construct,
    id: string,
    readonly globalClusterIdentifier: string,
  ) {
    super(scope, id);
    requireIdentifier(globalClusterIdentifier, 'globalClusterIdentifier', MAX_IDENTIFIER, this);
    if (typeof (globalClusterIdentifier as unknown) === 'string') return;
    throw new GuardrailsError(
      'DB_IDENTIFIER_INVALID',
      'the identifier of the global database is missing; pass it',
      this,
    );
  }
}
