import { DatabaseCluster } from '../../lib/database/cluster';
import { ActivityStreamMode } from '../../lib/database/cluster-activity-stream-mode';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { ClusterInstance } from '../../lib/database/cluster-instance';
import type { DatabaseClusterAttributes, DatabaseClusterProps } from '../../lib/database/cluster-props';
import { GlobalCluster } from '../../lib/database/global-cluster';
import { Key } from '../../lib/encryption/key';
import { errorOf, newStack } from '../core/support';
import { newCluster, WRITER } from './cluster-support';

type Props = Partial<DatabaseClusterProps>;

const MYSQL = DatabaseClusterEngine.AURORA_MYSQL_8_0;
const SERVERLESS = ClusterInstance.serverlessV2('writer');
const stack = newStack();
const globalCluster = new GlobalCluster(stack, 'global', { engine: DatabaseClusterEngine.AURORA_POSTGRES_16 });

const provisioned = (id: string, instanceClass = 'db.r7g.large', promotionTier?: number) =>
  ClusterInstance.provisioned(id, { instanceClass, promotionTier });

/** Code, and props that are refused with it. */
const REFUSED: readonly (readonly [string, Props])[] = [
  ['DB_PROP_INVALID', { engine: 'aurora-postgresql' as never }],
  ['DB_PROP_INVALID', { engine: undefined }],
  ['DB_PROP_INVALID', { storageType: 'aurora-iopt1' as never }],
  ['DB_PROP_INVALID', { vpcId: '' }],
  ['DB_PROP_INVALID', { vpcId: undefined }],
  ['DB_PROP_INVALID', { enableDataApi: 'yes' as never }],
  ['DB_PROP_INVALID', { allowMajorVersionUpgrade: 1 as never }],
  ['DB_PROP_INVALID', { applyImmediately: {} as never }],
  ['DB_PROP_INVALID', { parameters: ['x'] as never }],
  ['DB_PROP_INVALID', { instanceParameters: { work_mem: 8192 as never } }],
  ['DB_PROP_INVALID', { looseningReason: ' ' }],
  ['DB_PROP_INVALID', { securityGroups: ['sg-1'] as never }],
  ['TAGS_INVALID', { tags: { a: 1 as never } }],
  ['DB_SUBNETS_MISSING', { subnetIds: [] }],
  ['DB_SUBNETS_MISSING', { subnetIds: ['subnet-1', 'subnet-1'] }],
  ['DB_SUBNETS_MISSING', { subnetIds: 'subnet-1' as never }],
  ['DB_IDENTIFIER_INVALID', { identifier: 'Shop' }],
  ['DB_IDENTIFIER_INVALID', { identifier: '' }],
  ['DB_IDENTIFIER_INVALID', { identifier: 'shop--orders' }],
  ['DB_IDENTIFIER_INVALID', { identifier: 'a'.repeat(60) }],
  ['DB_IDENTIFIER_INVALID', { writer: provisioned('w'.repeat(23)) }],
  ['DB_IDENTIFIER_INVALID', { finalSnapshotIdentifier: 'last-' }],
  ['DB_IDENTIFIER_INVALID', { finalSnapshotIdentifier: 7 as never }],
  ['DB_NAME_INVALID', { databaseName: '1shop' }],
  ['DB_NAME_INVALID', { databaseName: '' }],
  ['DB_USERNAME_INVALID', { masterUsername: 'postgres' }],
  ['DB_USERNAME_INVALID', { masterUsername: 'x-y' }],
  ['DB_USERNAME_INVALID', { engine: MYSQL, masterUsername: 'a'.repeat(17) }],
  ['DB_PORT_INVALID', { port: 80 }],
  ['DB_PORT_INVALID', { port: 5433.5 }],
  ['DB_PORT_INVALID', { port: '5433' as never }],
  ['DB_BACKUP_RETENTION_INVALID', { backupRetentionDays: 1 }],
  ['DB_BACKUP_RETENTION_INVALID', { backupRetentionDays: 36 }],
  ['DB_BACKUP_RETENTION_INVALID', { backupRetentionDays: NaN }],
  ['DB_LOG_RETENTION_INVALID', { logRetentionDays: 30 }],
  ['DB_LOG_RETENTION_INVALID', { logRetentionDays: 0 }],
  ['DB_MONITORING_INTERVAL_INVALID', { monitoringIntervalSeconds: 0 }],
  ['DB_INSIGHTS_INVALID', { performanceInsightsRetentionDays: 8 }],
  ['DB_CERTIFICATE_AUTHORITY_INVALID', { certificateAuthority: 'rds-ca-2019' }],
  ['DB_WINDOW_INVALID', { backupWindow: '3-4' }],
  ['DB_WINDOW_INVALID', { backupWindow: '03:00-04:00', maintenanceWindow: 'sun:03:30-sun:04:30' }],
  ['DB_PARAMETER_RESERVED', { parameters: { 'rds.force_ssl': '0' } }],
  ['DB_PARAMETER_RESERVED', { parameters: { 'RDS.FORCE_SSL': '0' } }],
  ['DB_PARAMETER_RESERVED', { engine: MYSQL, parameters: { tls_version: 'TLSv1' } }],
  ['DB_PARAMETER_RESERVED', { instanceParameters: { log_statement: 'all' } }],
  ['DB_PARAMETER_RESERVED', { engine: MYSQL, instanceParameters: { Slow_Query_Log: '0' } }],
  ['DB_BACKTRACK_INVALID', { backtrackHours: 24 }],
  ['DB_BACKTRACK_INVALID', { engine: MYSQL, backtrackHours: 73 }],
  ['DB_BACKTRACK_INVALID', { engine: MYSQL, backtrackHours: -1 }],
  ['DB_BACKTRACK_INVALID', { engine: MYSQL, writer: SERVERLESS, backtrackHours: 1 }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: undefined }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: { id: 'x', instanceClass: 'db.r7g.large' } as never }],
  ['DB_CLUSTER_MEMBER_INVALID', { readers: WRITER as never }],
  ['DB_CLUSTER_MEMBER_INVALID', { readers: [WRITER] }],
  ['DB_CLUSTER_MEMBER_INVALID', { readers: ['reader' as never] }],
  ['DB_CLUSTER_MEMBER_INVALID', { readers: Array.from({ length: 16 }, (_, i) => provisioned(`r${i}`)) }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: provisioned('') }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: provisioned('W/1') }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: provisioned('${var.x}') }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: provisioned('w', undefined, 16) }],
  [
    'DB_CLUSTER_MEMBER_INVALID',
    { readers: [ClusterInstance.serverlessV2('r', { scaleWithWriter: false, promotionTier: 1 })] },
  ],
  ['DB_PROP_INVALID', { readers: [ClusterInstance.serverlessV2('r', { scaleWithWriter: 'no' as never })] }],
  ['DB_INSTANCE_CLASS_INVALID', { writer: provisioned('w', 'r7g.large') }],
  ['DB_INSTANCE_CLASS_INVALID', { writer: provisioned('w', '') }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MinCapacity: 0.25 }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MinCapacity: -1 }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MaxCapacity: 256.5 }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MaxCapacity: 0.5 }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MaxCapacity: '4' as never }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MinCapacity: 8, serverlessV2MaxCapacity: 4 }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2AutoPauseSeconds: 300 }],
  ['DB_CAPACITY_INVALID', { writer: SERVERLESS, serverlessV2MinCapacity: 0, serverlessV2AutoPauseSeconds: 60 }],
  ['DB_CAPACITY_INVALID', { serverlessV2MaxCapacity: 4 }],
  [
    'DB_CAPACITY_INVALID',
    { engine: DatabaseClusterEngine.auroraPostgres('16.1'), writer: SERVERLESS, serverlessV2MinCapacity: 0 },
  ],
  ['DB_ACTIVITY_STREAM_INVALID', { activityStream: 'sync' as never }],
  ['DB_ACTIVITY_STREAM_INVALID', { engine: MYSQL, activityStream: ActivityStreamMode.SYNC }],
  ['DB_ACTIVITY_STREAM_INVALID', { writer: SERVERLESS, activityStream: ActivityStreamMode.ASYNC }],
  [
    'DB_ACTIVITY_STREAM_INVALID',
    { writer: provisioned('w', 'db.t4g.medium'), activityStream: ActivityStreamMode.ASYNC },
  ],
  ['DB_RESTORE_INVALID', { snapshotIdentifier: 'a', sourceClusterIdentifier: 'b' }],
  ['DB_RESTORE_INVALID', { snapshotIdentifier: 'a', globalCluster }],
  ['DB_RESTORE_INVALID', { restoreToTime: '2026-11-01T12:00:00Z' }],
  ['DB_RESTORE_INVALID', { copyOnWrite: true }],
  ['DB_RESTORE_INVALID', { sourceClusterIdentifier: 'a', restoreToTime: 'yesterday' }],
  ['DB_RESTORE_INVALID', { sourceClusterIdentifier: 'a', restoreToTime: '2026-13-01T12:00:00Z' }],
  ['DB_RESTORE_INVALID', { sourceClusterIdentifier: 'a', restoreToTime: '2026-11-01T12:00:00Z', copyOnWrite: true }],
  ['DB_RESTORE_INVALID', { snapshotIdentifier: 'a', masterUsername: 'shopowner' }],
  ['DB_RESTORE_INVALID', { snapshotIdentifier: 'a', databaseName: 'shop' }],
  ['DB_PROP_INVALID', { snapshotIdentifier: '' }],
  ['DB_PROP_INVALID', { sourceClusterIdentifier: 'a', copyOnWrite: 'yes' as never }],
  ['DB_GLOBAL_CLUSTER_INVALID', { globalCluster: 'shop' as never }],
  ['DB_GLOBAL_CLUSTER_INVALID', { engine: MYSQL, globalCluster, isSecondary: true }],
  ['DB_GLOBAL_CLUSTER_INVALID', { isSecondary: true }],
  ['DB_CLUSTER_MEMBER_INVALID', { writer: stack as never }],
  ['DB_PROP_INVALID', { engine: stack as never }],
  ['DB_GLOBAL_CLUSTER_INVALID', { globalCluster, isSecondary: true, masterUsername: 'shopowner' }],
  ['DB_GLOBAL_CLUSTER_INVALID', { globalCluster, isSecondary: true, databaseName: 'shop' }],
  ['DB_GLOBAL_CLUSTER_INVALID', { globalCluster, isSecondary: true, masterUserSecretKey: new Key(stack, 'key') }],
  ['DB_PROP_INVALID', { globalCluster, isSecondary: 1 as never }],
  ['DB_MASTER_PASSWORD_INVALID', { globalCluster }],
  ['DB_MASTER_PASSWORD_INVALID', { globalCluster, masterPasswordWo: 'hunter' + '2hunter2' }],
  ['DB_MASTER_PASSWORD_INVALID', { globalCluster, masterPasswordWo: 7 as never }],
  ['DB_MASTER_PASSWORD_INVALID', { globalCluster, isSecondary: true, masterPasswordWo: '${var.x}' }],
  ['DB_MASTER_PASSWORD_INVALID', { masterPasswordWo: '${ephemeral.random_password.x.result}' }],
  ['DB_MASTER_PASSWORD_INVALID', { masterPasswordWoVersion: 2 }],
  ['DB_MASTER_PASSWORD_INVALID', { globalCluster, masterPasswordWo: '${ephemeral.a.b.c}', masterPasswordWoVersion: 0 }],
  ['KEY_ARN_INVALID', { encryptionKey: { keyArn: 'alias/aws/rds' } as never }],
  [
    'KEY_REGION_MISMATCH',
    {
      masterUserSecretKey: Key.fromKeyArn(
        stack,
        'far-key',
        'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
    },
  ],
];

describe('props of DatabaseCluster', () => {
  it.each(REFUSED.map(([code, props], index) => [index, code, Object.keys(props).join(', '), props] as const))(
    'are refused: %i %s %s',
    (_index, code, _names, props) => {
      const error = errorOf(() => newCluster(props));
      expect(error.code).toBe(code);
      expect(error.constructPath).toBe('shop/db');
      expect(error.message).not.toContain('hunter2');
      expect(error.message).not.toMatch(/\[object/);
    },
  );

  it('refuse an isSecondary that is not known', () => {
    const isSecondary = '${var.x}' as never;
    expect(errorOf(() => newCluster({ globalCluster, isSecondary })).code).toMatch(
      /^DB_(?:GLOBAL_CLUSTER|PROP)_INVALID$/,
    );
  });

  it('refuse to be left out', () => {
    const attempts: readonly (readonly [string, () => unknown])[] = [
      ['DB_PROP_INVALID', () => new DatabaseCluster(newStack(), 'db', undefined as never)],
      ['DB_INSTANCE_CLASS_INVALID', () => newCluster({ writer: ClusterInstance.provisioned('w', undefined as never) })],
      ['DB_PROP_INVALID', () => new GlobalCluster(newStack(), 'global', null as never)],
      ['DB_PROP_INVALID', () => DatabaseCluster.fromAttributes(newStack(), 'db', undefined as never)],
    ];
    for (const [code, attempt] of attempts) expect(errorOf(attempt).code).toBe(code);
  });

  it('refuse a second cluster of the same id', () => {
    const own = newStack();
    newCluster({}, own);
    expect(() => newCluster({}, own)).toThrow(/already a Construct with name 'db'/);
  });

  it.each<[string, Partial<DatabaseClusterAttributes>]>([
    ['DB_IDENTIFIER_INVALID', { clusterIdentifier: 'Shop Orders' }],
    ['DB_PROP_INVALID', { resourceId: 'shop-orders' }],
    ['DB_PROP_INVALID', { resourceId: undefined }],
    ['DB_PROP_INVALID', { clusterEndpoint: '' }],
    ['DB_PORT_INVALID', { port: 0 }],
    ['DB_PROP_INVALID', { port: undefined }],
    ['DB_PROP_INVALID', { securityGroups: 'sg-1' as never }],
  ])('of imported clusters are refused: %s %j', (code, attributes) => {
    const error = errorOf(() =>
      DatabaseCluster.fromAttributes(newStack(), 'db', {
        clusterIdentifier: 'shop',
        clusterEndpoint: 'shop.example.com',
        port: 5433,
        resourceId: 'cluster-ABCDEFGHIJKL01234',
        securityGroups: [],
        ...attributes,
      }),
    );
    expect(error.code).toBe(code);
  });
});
