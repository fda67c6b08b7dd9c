import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { AwsAccount } from '../core/aws-account';
import { isUnresolved } from '../core/tokens';
import { requireEncryptionKey } from '../encryption/required-key';
import type { ISecurityGroup } from '../network/security-group-ref';
import { closedSecurityGroups } from './closed-security-groups';
import { createSubnetGroup } from './subnet-group';
import { requireBackupDays, requireCommonProps } from './instance-inputs';
import { requireStorage } from './instance-storage';
import { type InstanceForm, NewDatabaseInstance } from './new-instance';
import { storageKey } from './primary-form';
import { requireReplica, replicaEngine } from './replica-inputs';
import type { DatabaseInstanceReadReplicaProps } from './replica-props';
import { encryptionCheck } from './source-checks';

/** Where the replica stands: beside its source, or in a region of its own. */
function location(
  self: Construct,
  identifier: string,
  props: DatabaseInstanceReadReplicaProps,
): Partial<DbInstanceConfig> {
  const { source, sourceRegion, subnetIds, tags } = props;
  const ofThisPackage = source instanceof NewDatabaseInstance ? source.resource : undefined;
  if (sourceRegion === undefined) return { replicateSourceDb: ofThisPackage?.identifier ?? source.instanceIdentifier };
  const { partition, accountId } = AwsAccount.of(self);
  const arn = `arn:${partition}:rds:${sourceRegion}:${accountId}:db:${source.instanceIdentifier}`;
  return {
    replicateSourceDb: ofThisPackage?.arn ?? arn,
    dbSubnetGroupName: createSubnetGroup(self, `${identifier}-`, subnetIds ?? [], tags).name,
  };
}

function groupsOf(self: Construct, props: DatabaseInstanceReadReplicaProps): ISecurityGroup[] {
  const { securityGroups, vpcId, source, tags } = props;
  const given = securityGroups ?? (vpcId === undefined ? source.connections.securityGroups : undefined);
  return closedSecurityGroups(self, { securityGroups: given, vpcId: vpcId ?? '', tags });
}

function formOf(self: Construct, identifier: string, props: DatabaseInstanceReadReplicaProps): InstanceForm {
  const { source, sourceRegion } = props;
  const engine = replicaEngine(props, self);
  requireReplica(props, engine, self);
  requireCommonProps(props, engine, self);
  requireStorage(props, undefined, engine, self);
  requireBackupDays(props.backupRetentionDays, self);
  requireEncryptionKey(self, props.encryptionKey);
  const isNear = sourceRegion === undefined;
  const encryptionKey = storageKey(
    self,
    props.encryptionKey ?? (isNear ? source.encryptionKey : undefined),
    props.tags,
  );
  const kmsKeyId = isNear ? undefined : encryptionKey.keyArn;
  return {
    engine,
    encryptionKey,
    securityGroups: groupsOf(self, props),
    port: props.port ?? source.port,
    usualMultiAz: false,
    secretKey: undefined,
    secret: source.masterUserSecret,
    isReplica: true,
    ownOptionGroup: !engine.name.startsWith('sqlserver'),
    config: {
      ...location(self, identifier, props),
      kmsKeyId,
      backupRetentionPeriod: props.backupRetentionDays,
      replicaMode: props.replicaMode,
      // RDS takes no final snapshot of a replica.
      skipFinalSnapshot: true,
      lifecycle: { postcondition: [encryptionCheck(kmsKeyId)] },
    },
  };
}

/**
 * A read replica, as secure as its source: RDS gives it the data, the users and, in the same region, the key of the
 * source. Its endpoint takes reads alone.
 */
export class DatabaseInstanceReadReplica extends NewDatabaseInstance {
  /** @internal */
  readonly _noReplicas: string | undefined;

  constructor(scope: Construct, id: string, props: DatabaseInstanceReadReplicaProps) {
    super(scope, id, props, (self, identifier) => formOf(self, identifier, props));
    const { name } = this.engine;
    const days = props.backupRetentionDays;
    const needsBackups = name !== 'postgres' && (days === undefined || (!isUnresolved(days) && days === 0));
    this._noReplicas = !this.engine._properties.blueGreen
      ? `RDS makes no replicas of replicas of ${name}; replicate the primary instance`
      : needsBackups
        ? `RDS makes none of replicas without backups; pass backupRetentionDays to the source`
        : undefined;
  }
}
