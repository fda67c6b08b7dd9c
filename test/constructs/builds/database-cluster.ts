import { DbClusterSnapshot } from '@cdktf/provider-aws/lib/db-cluster-snapshot';
import { RdsGlobalCluster } from '@cdktf/provider-aws/lib/rds-global-cluster';
import type { TerraformStack } from 'cdktf';
import { Role } from '../../../lib/iam/role';
import { ServicePrincipal } from '../../../lib/iam/service-principal';
import { ActivityStreamMode } from '../../../lib/database/cluster-activity-stream-mode';
import { DatabaseCluster } from '../../../lib/database/cluster';
import { DatabaseClusterEngine } from '../../../lib/database/cluster-engine';
import { ClusterInstance } from '../../../lib/database/cluster-instance';
import { ClusterStorageType } from '../../../lib/database/cluster-storage-type';
import { GlobalCluster } from '../../../lib/database/global-cluster';
import { Key } from '../../../lib/encryption/key';
import { Port } from '../../../lib/network/port';
import { SecurityGroup } from '../../../lib/network/security-group';
import type { ConstructBuild } from '../construct-build';
import { alarmTopic, databaseNetwork } from '../database-network';

const writer = ClusterInstance.provisioned('writer', { instanceClass: 'db.r7g.large' });

function role(stack: TerraformStack): Role {
  return new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

function everyOption(stack: TerraformStack): DatabaseCluster {
  const network = databaseNetwork(stack);
  const group = new SecurityGroup(stack, 'database-group', { vpcId: network.vpcId });
  const app = new SecurityGroup(stack, 'app-group', { vpcId: network.vpcId });
  const cluster = new DatabaseCluster(stack, 'cluster', {
    ...network,
    engine: DatabaseClusterEngine.auroraPostgres('16.6'),
    writer: ClusterInstance.provisioned('writer', {
      instanceClass: 'db.r7g.large',
      availabilityZone: 'eu-west-1a',
      promotionTier: 0,
    }),
    readers: [
      ClusterInstance.provisioned('reader', { instanceClass: 'db.r7g.large', availabilityZone: 'eu-west-1b' }),
      ClusterInstance.serverlessV2('analytics', { scaleWithWriter: false }),
    ],
    databaseName: 'shop',
    identifier: 'shop-orders',
    masterUsername: 'shopowner',
    port: 6432,
    serverlessV2MinCapacity: 0,
    serverlessV2MaxCapacity: 8.5,
    serverlessV2AutoPauseSeconds: 600,
    encryptionKey: new Key(stack, 'key'),
    masterUserSecretKey: new Key(stack, 'secret-key'),
    securityGroups: [group],
    backupRetentionDays: 35,
    finalSnapshotIdentifier: 'shop-orders-last',
    logRetentionDays: 400,
    monitoringIntervalSeconds: 15,
    performanceInsightsRetentionDays: 93,
    parameters: { 'rds.logical_replication': '1', log_statement: 'mod' },
    instanceParameters: { work_mem: '8192' },
    certificateAuthority: 'rds-ca-rsa4096-g1',
    enableDataApi: true,
    backupWindow: '03:00-04:00',
    maintenanceWindow: 'sun:04:30-sun:05:30',
    allowMajorVersionUpgrade: true,
    applyImmediately: true,
    looseningReason: 'nothing is made weaker here',
    tags: { Team: 'shop' },
  });
  cluster.connections.allowDefaultPortFrom(app);
  const grantee = role(stack);
  cluster.grantConnect(grantee, 'shop');
  cluster.grantReadSecret(grantee);
  cluster.grantDataApiAccess(grantee);
  cluster.addRecommendedAlarms(alarmTopic(stack), { connections: 500 });
  return cluster;
}

export const databaseClusterBuilds: readonly ConstructBuild[] = [
  {
    construct: 'DatabaseCluster',
    variant: 'defaults',
    slowToDeploy: true,
    build: (stack) =>
      new DatabaseCluster(stack, 'cluster', {
        ...databaseNetwork(stack),
        engine: DatabaseClusterEngine.AURORA_POSTGRES_16,
        writer,
      }),
  },
  {
    construct: 'DatabaseCluster',
    variant: 'every option',
    slowToDeploy: true,
    build: everyOption,
  },
  {
    construct: 'DatabaseCluster',
    variant: 'Aurora MySQL with backtrack',
    slowToDeploy: true,
    build: (stack) =>
      new DatabaseCluster(stack, 'cluster', {
        ...databaseNetwork(stack),
        engine: DatabaseClusterEngine.auroraMysql('8.0.mysql_aurora.3.08.0'),
        writer,
        backtrackHours: 48,
      }),
  },
  {
    construct: 'DatabaseCluster',
    variant: 'serverless',
    slowToDeploy: true,
    build: (stack) =>
      new DatabaseCluster(stack, 'cluster', {
        ...databaseNetwork(stack),
        engine: DatabaseClusterEngine.AURORA_MYSQL_8_0,
        writer: ClusterInstance.serverlessV2('writer'),
      }),
  },
  {
    construct: 'DatabaseCluster',
    variant: 'activity stream and I/O-Optimized storage',
    slowToDeploy: true,
    build: (stack) =>
      new DatabaseCluster(stack, 'cluster', {
        ...databaseNetwork(stack),
        engine: DatabaseClusterEngine.AURORA_POSTGRES_17,
        writer,
        activityStream: ActivityStreamMode.SYNC,
        storageType: ClusterStorageType.AURORA_IOPT1,
      }),
  },
  {
    construct: 'DatabaseCluster',
    variant: 'restored from a snapshot',
    slowToDeploy: true,
    build: (stack) => {
      const network = databaseNetwork(stack);
      const engine = DatabaseClusterEngine.AURORA_POSTGRES_16;
      const source = new DatabaseCluster(stack, 'source', { ...network, engine, writer });
      const snapshot = new DbClusterSnapshot(stack, 'snapshot', {
        dbClusterIdentifier: source.resource.id,
        dbClusterSnapshotIdentifier: 'shop-orders',
      });
      return new DatabaseCluster(stack, 'cluster', { ...network, engine, writer, snapshotIdentifier: snapshot.id });
    },
  },
  {
    construct: 'DatabaseCluster',
    variant: 'restored to a point in time',
    slowToDeploy: true,
    build: (stack) => {
      const network = databaseNetwork(stack);
      const engine = DatabaseClusterEngine.AURORA_POSTGRES_16;
      const source = new DatabaseCluster(stack, 'source', { ...network, engine, writer });
      return new DatabaseCluster(stack, 'cluster', {
        ...network,
        engine,
        writer,
        sourceClusterIdentifier: source.resource.id,
        copyOnWrite: true,
      });
    },
  },
  {
    construct: 'DatabaseCluster',
    variant: 'imported',
    build: (stack) => {
      const { vpcId } = databaseNetwork(stack);
      const existing = new SecurityGroup(stack, 'existing-group', { vpcId });
      const cluster = DatabaseCluster.fromAttributes(stack, 'cluster', {
        clusterIdentifier: 'shop-orders',
        clusterEndpoint: 'shop-orders.cluster-abc.eu-west-1.rds.amazonaws.com',
        port: 5433,
        resourceId: 'cluster-ABCDEFGHIJKL01234',
        securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'database-group', existing.securityGroupId)],
      });
      const app = new SecurityGroup(stack, 'app-group', { vpcId });
      app.connections.allowTo(cluster, Port.tcp(cluster.port));
      cluster.grantConnect(role(stack), 'shop');
      return cluster;
    },
  },
];

/** The password of a primary cluster comes from an ephemeral resource, which the provider makes. */
function ephemeralPassword(stack: TerraformStack): string {
  stack.addOverride('ephemeral.aws_secretsmanager_random_password.master', {
    password_length: 40,
    exclude_punctuation: true,
  });
  return '${ephemeral.aws_secretsmanager_random_password.master.random_password}';
}

export const globalClusterBuilds: readonly ConstructBuild[] = [
  {
    construct: 'GlobalCluster',
    variant: 'defaults',
    build: (stack) => new GlobalCluster(stack, 'global', { engine: DatabaseClusterEngine.AURORA_POSTGRES_16 }),
  },
  {
    construct: 'GlobalCluster',
    variant: 'every option, with its primary cluster',
    slowToDeploy: true,
    build: (stack) => {
      const engine = DatabaseClusterEngine.auroraPostgres('16.6');
      const globalCluster = new GlobalCluster(stack, 'global', {
        engine,
        identifier: 'shop',
        databaseName: 'shop',
        tags: { Team: 'shop' },
      });
      new DatabaseCluster(stack, 'primary', {
        ...databaseNetwork(stack),
        engine,
        writer,
        globalCluster,
        masterPasswordWo: ephemeralPassword(stack),
        masterPasswordWoVersion: 2,
      });
      return globalCluster;
    },
  },
  {
    construct: 'GlobalCluster',
    variant: 'imported, with a secondary cluster',
    slowToDeploy: true,
    build: (stack) => {
      const elsewhere = new RdsGlobalCluster(stack, 'elsewhere', {
        globalClusterIdentifier: 'shop-elsewhere',
        engine: 'aurora-postgresql',
        engineVersion: '16',
        storageEncrypted: true,
        deletionProtection: true,
      });
      const globalCluster = GlobalCluster.fromIdentifier(stack, 'global', elsewhere.id);
      new DatabaseCluster(stack, 'secondary', {
        ...databaseNetwork(stack),
        engine: DatabaseClusterEngine.AURORA_POSTGRES_16,
        writer,
        globalCluster,
        isSecondary: true,
      });
      return globalCluster;
    },
  },
];
