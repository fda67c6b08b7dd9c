import type { DbInstanceConfig } from '@cdktf/provider-aws/lib/db-instance';
import type { Construct } from 'constructs';
import { Profile } from '../core/profile';
import { Key } from '../encryption/key';
import type { IKey } from '../encryption/key-ref';
import { closedSecurityGroups } from './closed-security-groups';
import type { DatabaseEngine } from './engine';
import type { PrimaryInstanceProps } from './instance-common-props';
import type { Credentials } from './instance-credentials';
import { createSubnetGroup } from './subnet-group';
import type { InstanceForm } from './new-instance';

/** The key of storage, insights and logs: the given one, or a new one. */
export function storageKey(owner: Construct, given: IKey | undefined, tags: Record<string, string> | undefined): IKey {
  return given ?? new Key(owner, 'Key', { description: `Key of the database at ${owner.node.path}`, tags });
}

interface PrimaryParts {
  readonly engine: DatabaseEngine;
  readonly encryptionKey: IKey;
  readonly credentials: Credentials;
  /** Arguments of the form. */
  readonly config: Partial<DbInstanceConfig>;
}

/** What every form but the replica shares: a network, a key, backups, a final snapshot, a licence. */
export function primaryForm(
  owner: Construct,
  identifier: string,
  props: PrimaryInstanceProps,
  parts: PrimaryParts,
): InstanceForm {
  const { engine, encryptionKey, credentials } = parts;
  const profile = Profile.of(owner);
  const subnetGroup = createSubnetGroup(owner, `${identifier}-`, props.subnetIds, props.tags);
  return {
    engine,
    encryptionKey,
    securityGroups: closedSecurityGroups(owner, props),
    port: props.port ?? engine.port,
    usualMultiAz: profile.multiAz && engine.supportsMultiAz,
    secretKey: credentials.secretKey,
    isReplica: false,
    ownOptionGroup: true,
    config: {
      engine: engine.name,
      engineVersion: engine.version,
      licenseModel: props.licenseModel ?? engine._properties.licenseModels[0],
      kmsKeyId: encryptionKey.keyArn,
      dbSubnetGroupName: subnetGroup.name,
      allocatedStorage: props.allocatedStorageGib,
      backupRetentionPeriod: props.backupRetentionDays ?? profile.backupRetentionDays,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: props.finalSnapshotIdentifier ?? `${identifier}-final`,
      ...credentials.config,
      ...parts.config,
    },
  };
}
