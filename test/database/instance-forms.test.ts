import type { TerraformStack } from 'cdktf';
import { DatabaseEngine } from '../../lib/database/engine';
import {
  DatabaseInstanceFromPointInTime,
  type DatabaseInstanceFromPointInTimeProps,
} from '../../lib/database/instance-from-point-in-time';
import {
  DatabaseInstanceFromSnapshot,
  type DatabaseInstanceFromSnapshotProps,
} from '../../lib/database/instance-from-snapshot';
import { Key } from '../../lib/encryption/key';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';
import { CLASS, imported, instanceNamed, type Loose, NETWORK, PASSWORD, primary } from './instance-sources';

describe('a written master password', () => {
  it('takes the place of the managed one, and is in neither JSON nor state', () => {
    const stack = newStack();
    const database = primary(stack, { masterPasswordWoVersion: 3 });
    expect(database.masterUserSecret).toBeUndefined();
    const json = synth(stack);
    const instance = onlyResource(json, 'aws_db_instance');
    expect(instance).toMatchObject({ password_wo: PASSWORD, password_wo_version: 3 });
    expect(instance).not.toHaveProperty('manage_master_user_password');
    expect(instance).not.toHaveProperty('master_user_secret_kms_key_id');
    expect(resourcesOf(json, 'aws_kms_key')).toHaveLength(1);
  });

  it('cannot be replaced by another behind the back of the construct', () => {
    const stack = newStack();
    const literal = 'hunter' + '2';
    primary(stack).resource.addOverride('password_wo', literal);
    let message = '';
    try {
      synth(stack);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('DB_MANAGED_PASSWORD: aws_db_instance.');
    expect(message).not.toContain(literal);
  });

  it('makes blue/green updates possible', () => {
    const stack = newStack();
    primary(stack, { blueGreenUpdate: true });
    expect(onlyResource(synth(stack), 'aws_db_instance').blue_green_update).toEqual({ enabled: true });
  });
});

describe('DatabaseInstanceFromSnapshot', () => {
  const create = (stack: TerraformStack, props: Loose<DatabaseInstanceFromSnapshotProps> = {}) =>
    new DatabaseInstanceFromSnapshot(stack, 'restored', {
      ...NETWORK,
      ...CLASS,
      engine: DatabaseEngine.MYSQL_8_4,
      snapshotIdentifier: 'orders-1',
      ...props,
    } as never);

  it('restores a copy under its own key, whatever the snapshot is encrypted with', () => {
    const stack = newStack();
    create(stack, { identifier: 'orders' });
    const json = synth(stack);
    const key = expect.stringMatching(/^\$\{aws_kms_key\.restored_Key_\w+\.arn\}$/) as unknown;
    const copy = onlyResource(json, 'aws_db_snapshot_copy');
    expect(copy).toMatchObject({ source_db_snapshot_identifier: 'orders-1', kms_key_id: key, copy_tags: true });
    expect(copy.target_db_snapshot_identifier).toMatch(/^orders-from-[0-9a-f]{8}$/);
    expect(copy).not.toHaveProperty('shared_accounts');
    const instance = onlyResource(json, 'aws_db_instance');
    expect(instance).toMatchObject({
      snapshot_identifier: expect.stringMatching(
        /^\$\{aws_db_snapshot_copy\.restored_SnapshotCopy_\w+\.target_db_snapshot_identifier\}$/,
      ) as unknown,
      storage_encrypted: true,
      kms_key_id: key,
      manage_master_user_password: true,
      engine: 'mysql',
      backup_retention_period: 35,
      multi_az: true,
      skip_final_snapshot: false,
      final_snapshot_identifier: 'orders-final',
    });
    for (const absent of ['username', 'db_name', 'allocated_storage']) expect(instance).not.toHaveProperty(absent);
  });

  it('names the copy after the snapshot, so that another one is another copy', () => {
    const names = ['orders-1', 'orders-2'].map((snapshotIdentifier) => {
      const stack = newStack();
      create(stack, { snapshotIdentifier });
      return onlyResource(synth(stack), 'aws_db_snapshot_copy').target_db_snapshot_identifier;
    });
    expect(new Set(names).size).toBe(2);
  });

  it.each([
    'rds:orders-2026-11-01-00-05',
    'arn:aws:rds:eu-west-1:111122223333:snapshot:orders-1',
    '${data.aws_db_snapshot.latest.id}',
  ])('takes %s', (snapshotIdentifier) => {
    expect(() => create(newStack(), { snapshotIdentifier })).not.toThrow();
  });

  it.each<[Loose<DatabaseInstanceFromSnapshotProps>, string]>([
    [{ snapshotIdentifier: '' }, 'DB_RESTORE_INVALID'],
    [{ snapshotIdentifier: undefined }, 'DB_RESTORE_INVALID'],
    [{ snapshotIdentifier: 7 }, 'DB_RESTORE_INVALID'],
    [{ snapshotIdentifier: 'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:orders-1' }, 'DB_RESTORE_INVALID'],
    [{ engine: undefined }, 'DB_PROP_INVALID'],
    [{ masterUsername: 'shop' }, 'DB_RESTORE_INVALID'],
    [{ databaseName: 'shop' }, 'DB_RESTORE_INVALID'],
    [{ masterPasswordWo: PASSWORD }, 'DB_RESTORE_INVALID'],
    [{ blueGreenUpdate: true }, 'DB_RESTORE_INVALID'],
    [{ characterSetName: 'UTF8' }, 'DB_RESTORE_INVALID'],
    [{ encryptionKey: 'alias/aws/rds' }, 'KEY_ARN_INVALID'],
    [{ allocatedStorageGib: 1 }, 'DB_STORAGE_INVALID'],
    [{ multiAz: false }, 'LOOSENING_REASON_MISSING'],
  ])('refuses %#: %p', (props, code) => {
    expect(errorOf(() => create(newStack(), props)).code).toBe(code);
  });
});

describe('DatabaseInstanceFromPointInTime', () => {
  const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const BACKUPS = 'arn:aws:rds:eu-west-1:111122223333:auto-backup:ab-abcdefghij0123456789';
  const create = (stack: TerraformStack, props: Loose<DatabaseInstanceFromPointInTimeProps>) =>
    new DatabaseInstanceFromPointInTime(stack, 'restored', { ...NETWORK, ...CLASS, ...props } as never);

  it('restores under the key of its source, and has Terraform check that', () => {
    const stack = newStack();
    const source = primary(stack);
    const restored = create(stack, { source });
    expect(restored.encryptionKey).toBe(source.encryptionKey);
    const instance = instanceNamed(synth(stack), 'restored');
    expect(instance).toMatchObject({
      restore_to_point_in_time: {
        source_db_instance_identifier: expect.stringMatching(
          /^\$\{aws_db_instance\.primary_\w+\.identifier\}$/,
        ) as unknown,
        use_latest_restorable_time: true,
      },
      storage_encrypted: true,
      kms_key_id: expect.stringContaining('aws_kms_key.primary_Key') as unknown,
      manage_master_user_password: true,
      engine: 'postgres',
      engine_version: '17',
    });
    expect(JSON.stringify(instance.lifecycle)).toContain('self.kms_key_id == aws_kms_key.primary_Key');
    expect(instance).not.toHaveProperty('username');
  });

  it('restores retained backups to a time', () => {
    const stack = newStack();
    const encryptionKey = Key.fromKeyArn(stack, 'key', KEY);
    const engine = DatabaseEngine.ORACLE_SE2_19;
    create(stack, { sourceAutomatedBackupsArn: BACKUPS, restoreTime: '2026-11-01T12:00:00Z', engine, encryptionKey });
    const instance = onlyResource(synth(stack), 'aws_db_instance');
    expect(instance.restore_to_point_in_time).toEqual({
      source_db_instance_automated_backups_arn: BACKUPS,
      restore_time: '2026-11-01T12:00:00Z',
    });
    expect(JSON.stringify(instance.lifecycle)).toContain(`self.kms_key_id == \\"${KEY}\\"`);
  });

  it.each<[Loose<DatabaseInstanceFromPointInTimeProps>, string, string]>([
    [{ source: undefined }, 'DB_RESTORE_INVALID', 'pass one of them'],
    [{ sourceAutomatedBackupsArn: BACKUPS }, 'DB_RESTORE_INVALID', 'pass one of them'],
    [{ source: 'orders' }, 'DB_RESTORE_INVALID', 'import one with fromAttributes'],
    [{ source: undefined, sourceAutomatedBackupsArn: 'ab-1' }, 'DB_RESTORE_INVALID', 'auto-backup'],
    [{ source: undefined, sourceAutomatedBackupsArn: BACKUPS }, 'DB_RESTORE_INVALID', 'pass the prop engine'],
    [{ restoreTime: '2026-11-01' }, 'DB_RESTORE_INVALID', 'a time in UTC'],
    [{ restoreTime: '2026-13-01T12:00:00Z' }, 'DB_RESTORE_INVALID', 'a time in UTC'],
    [{ restoreTime: 7 }, 'DB_RESTORE_INVALID', 'a time in UTC'],
    [{ masterUsername: 'shop' }, 'DB_RESTORE_INVALID', 'leave it out'],
    [{ backupRetentionDays: 3 }, 'DB_BACKUP_RETENTION_INVALID', '7 to 35'],
  ])('refuses %#: %p', (props, code, remedy) => {
    const stack = newStack();
    const error = errorOf(() => create(stack, { source: primary(stack), ...props }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(remedy);
  });

  it('must be told the key of a source that does not know it', () => {
    const stack = newStack();
    const source = imported(stack, DatabaseEngine.POSTGRES_17);
    expect(errorOf(() => create(stack, { source })).message).toContain('pass the prop encryptionKey');
    const encryptionKey = Key.fromKeyArn(stack, 'key', KEY);
    expect(
      () => new DatabaseInstanceFromPointInTime(stack, 'b', { ...NETWORK, ...CLASS, source, encryptionKey }),
    ).not.toThrow();
  });
});
