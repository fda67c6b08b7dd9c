import type { TerraformStack } from 'cdktf';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { GlobalCluster, type GlobalClusterProps } from '../../lib/database/global-cluster';
import { errorOf, newStack, onlyResource, synth } from '../core/support';
import { newCluster, newRole, tokens } from './cluster-support';

const PASSWORD = '${ephemeral.aws_secretsmanager_random_password.master.random_password}';
const engine = DatabaseClusterEngine.auroraPostgres('16.6');

function newGlobal(props: Partial<GlobalClusterProps> = {}, stack: TerraformStack = newStack()): GlobalCluster {
  return new GlobalCluster(stack, 'global', { engine, ...props });
}

describe('GlobalCluster', () => {
  it('is encrypted and protected', () => {
    const stack = newStack();
    const cluster = newGlobal({ databaseName: 'shop', tags: { a: 'b' } }, stack);
    const resource = onlyResource(synth(stack), 'aws_rds_global_cluster');
    expect(resource).toMatchObject({
      database_name: 'shop',
      deletion_protection: true,
      engine: 'aurora-postgresql',
      engine_version: '16.6',
      force_destroy: false,
      storage_encrypted: true,
      tags: { a: 'b' },
    });
    expect(resource.global_cluster_identifier).toMatch(/^shop-global-[0-9a-f]{8}$/);
    cluster.resource.storageEncrypted = false;
    expect(() => synth(stack)).toThrow(/DB_STORAGE_ENCRYPTED: aws_rds_global_cluster/);
  });

  it('has a primary whose password stays out of the JSON, and nothing that RDS manages', () => {
    const stack = newStack();
    const globalCluster = newGlobal({}, stack);
    const primary = newCluster({ engine, globalCluster, masterPasswordWo: PASSWORD }, stack);
    const json = synth(stack);
    const cluster = onlyResource(json, 'aws_rds_cluster');
    expect(cluster).toMatchObject({
      global_cluster_identifier: expect.stringMatching(/^\$\{aws_rds_global_cluster\.global_\w+\.id\}$/) as unknown,
      master_password_wo: PASSWORD,
      master_password_wo_version: 1,
      master_username: 'dbowner',
      lifecycle: { ignore_changes: ['replication_source_identifier'] },
    });
    expect(cluster).not.toHaveProperty('manage_master_user_password');
    expect(cluster).not.toHaveProperty('backtrack_window');
    expect(primary.masterUserSecret).toBeUndefined();
    expect(errorOf(() => primary.grantReadSecret(newRole(stack))).code).toBe('DB_SECRET_UNKNOWN');
    expect(errorOf(() => primary.addProxy('proxy')).code).toBe('DB_SECRET_UNKNOWN');
  });

  it('has secondaries without users of their own, encrypted in their own region', () => {
    const stack = newStack();
    const globalCluster = GlobalCluster.fromIdentifier(stack, 'global', 'shop');
    newCluster({ engine, globalCluster, isSecondary: true }, stack);
    const cluster = onlyResource(synth(stack), 'aws_rds_cluster');
    expect(cluster).toMatchObject({
      global_cluster_identifier: 'shop',
      kms_key_id: expect.stringContaining('aws_kms_key.db_Key') as unknown,
      storage_encrypted: true,
    });
    for (const name of [
      'master_username',
      'master_password_wo',
      'master_password_wo_version',
      'manage_master_user_password',
    ])
      expect(cluster).not.toHaveProperty(name);
  });

  it('takes tokens', () => {
    const stack = newStack();
    const { text } = tokens(stack);
    newGlobal({ identifier: text, databaseName: text, tags: { a: text } }, stack);
    GlobalCluster.fromIdentifier(stack, 'imported', text);
    expect(onlyResource(synth(stack), 'aws_rds_global_cluster').global_cluster_identifier).toBe('${var.text}');
  });

  it.each<[string, () => unknown]>([
    ['DB_PROP_INVALID', () => newGlobal({ engine: 'aurora' as never })],
    ['DB_IDENTIFIER_INVALID', () => newGlobal({ identifier: '' })],
    ['DB_IDENTIFIER_INVALID', () => newGlobal({ identifier: 'A' })],
    ['DB_NAME_INVALID', () => newGlobal({ databaseName: 'a b' })],
    ['TAGS_INVALID', () => newGlobal({ tags: [] as never })],
    ['DB_IDENTIFIER_INVALID', () => GlobalCluster.fromIdentifier(newStack(), 'g', 'a/b')],
    ['DB_IDENTIFIER_INVALID', () => GlobalCluster.fromIdentifier(newStack(), 'g', undefined as never)],
  ])('refuses what is wrong: %s %#', (code, create) => {
    const error = errorOf(create);
    expect(error.code).toBe(code);
    expect(error.constructPath).toMatch(/^shop\/g/);
  });
});
