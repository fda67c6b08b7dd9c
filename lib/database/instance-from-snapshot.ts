import type { DbSnapshotCopy } from '@cdktf/provider-aws/lib/db-snapshot-copy';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { resolveTokens } from '../core/tokens';
import type { IKey } from '../encryption/key-ref';
import { requireEncryptionKey } from '../encryption/required-key';
import type { DatabaseEngine } from './engine';
import type { PrimaryInstanceProps } from './instance-common-props';
import { managedCredentials } from './instance-credentials';
import { requireEngine, requirePrimaryProps } from './instance-inputs';
import { requireStorage } from './instance-storage';
import type { InstanceForm } from './new-instance';
import { primaryForm, storageKey } from './primary-form';
import { PrimaryDatabaseInstance } from './primary-instance';
import { isOpen, shown } from './prop-checks';
import { refuseSourceProps } from './source-checks';

export interface DatabaseInstanceFromSnapshotProps extends PrimaryInstanceProps {
  /** Name or ARN of the snapshot, encrypted or not. Another one replaces the instance. */
  readonly snapshotIdentifier: string;

  /** Engine of the snapshot, and its version or a newer one. */
  readonly engine: DatabaseEngine;

  /**
   * Customer managed key of storage, insights and logs, in the region of the stack. The snapshot is copied under it.
   *
   * @default - a new key of the database's own
   */
  readonly encryptionKey?: IKey;
}

const SNAPSHOT =
  /^(?:arn:[^:]+:rds:[a-z0-9-]+:\d{12}:snapshot:)?(?:(?:rds|awsbackup):)?[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;

function requireSnapshot(snapshot: unknown, construct: Construct): void {
  if (snapshot !== undefined && snapshot !== null && isOpen(snapshot)) return;
  if (typeof snapshot === 'string' && SNAPSHOT.test(snapshot)) return;
  throw new GuardrailsError(
    'DB_RESTORE_INVALID',
    `snapshotIdentifier is ${shown(snapshot)}, allowed is the name or the ARN of a snapshot of an instance; correct it`,
    construct,
  );
}

/** An encrypted copy: an instance takes the encryption of the snapshot that it is restored from. */
function encryptedCopy(
  owner: Construct,
  identifier: string,
  key: IKey,
  { snapshotIdentifier, tags }: DatabaseInstanceFromSnapshotProps,
): DbSnapshotCopy {
  const hash = contentHash(String(resolveTokens(owner, snapshotIdentifier)));
  const target = `${identifier}-from-${hash}`;
  const copy = new aws.dbSnapshotCopy.DbSnapshotCopy(owner, 'SnapshotCopy', {
    sourceDbSnapshotIdentifier: snapshotIdentifier,
    targetDbSnapshotIdentifier: target,
    kmsKeyId: key.keyArn,
    copyTags: true,
    tags,
  });
  guarantee(owner, copy, [
    {
      code: 'DB_STORAGE_ENCRYPTED',
      attribute: 'kms_key_id',
      value: key.keyArn,
      instead: 'use the prop encryptionKey',
      rules: ['rds-snapshot-encrypted'],
    },
    {
      code: 'DB_SNAPSHOT_NOT_SHARED',
      attribute: 'shared_accounts',
      value: undefined,
      promise: 'a copy that is shared with nobody',
      rules: ['rds-snapshot-not-public'],
    },
    {
      code: 'DB_ORIGIN',
      attribute: 'source_db_snapshot_identifier',
      value: snapshotIdentifier,
      instead: 'use the prop snapshotIdentifier',
    },
    { code: 'DB_ORIGIN', attribute: 'target_db_snapshot_identifier', value: target },
  ]);
  return copy;
}

function formOf(self: Construct, identifier: string, props: DatabaseInstanceFromSnapshotProps): InstanceForm {
  const { engine } = props;
  requireEngine(engine, self);
  requirePrimaryProps(props, engine, self);
  requireStorage(props, props.allocatedStorageGib, engine, self);
  refuseSourceProps(props, 'DB_RESTORE_INVALID', self);
  requireSnapshot(props.snapshotIdentifier, self);
  requireEncryptionKey(self, props.encryptionKey);
  const encryptionKey = storageKey(self, props.encryptionKey, props.tags);
  const copy = encryptedCopy(self, identifier, encryptionKey, props);
  return primaryForm(self, identifier, props, {
    engine,
    encryptionKey,
    credentials: managedCredentials(self, props),
    config: { snapshotIdentifier: copy.targetDbSnapshotIdentifier },
  });
}

/**
 * An instance with the data and the users of a snapshot, as secure as a new one. The snapshot is copied under the
 * customer managed key first, and the instance restored from the copy: RDS would otherwise take over how the snapshot
 * is encrypted, or that it is not. RDS takes over the master password and keeps it in Secrets Manager.
 */
export class DatabaseInstanceFromSnapshot extends PrimaryDatabaseInstance {
  constructor(scope: Construct, id: string, props: DatabaseInstanceFromSnapshotProps) {
    super(scope, id, props, (self, identifier) => formOf(self, identifier, props));
  }
}
