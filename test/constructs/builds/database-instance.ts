import { DbSnapshot } from '@cdktf/provider-aws/lib/db-snapshot';
import type { TerraformStack } from 'cdktf';
import { DatabaseEngine } from '../../../lib/database/engine';
import { DatabaseInstance } from '../../../lib/database/instance';
import { DatabaseInstanceFromPointInTime } from '../../../lib/database/instance-from-point-in-time';
import { DatabaseInstanceFromSnapshot } from '../../../lib/database/instance-from-snapshot';
import type { DatabaseInstanceProps } from '../../../lib/database/instance-props';
import { DatabaseInstanceReadReplica } from '../../../lib/database/instance-read-replica';
import { Metric } from '../../../lib/database/metric';
import { Key } from '../../../lib/encryption/key';
import { Role } from '../../../lib/iam/role';
import { ServicePrincipal } from '../../../lib/iam/service-principal';
import { SecurityGroup } from '../../../lib/network/security-group';
import type { ConstructBuild } from '../construct-build';
import { alarmTopic, databaseNetwork } from '../database-network';

const NO_STANDBY = 'the Express edition of SQL Server cannot have a standby in a second availability zone';

/** An instance with nothing but what it must be told. */
function instance(
  stack: TerraformStack,
  id: string,
  engine: DatabaseEngine,
  more: Partial<DatabaseInstanceProps> = {},
) {
  return new DatabaseInstance(stack, id, { instanceClass: 'db.m6i.large', ...databaseNetwork(stack), engine, ...more });
}

function everyOption(stack: TerraformStack): DatabaseInstance {
  const network = databaseNetwork(stack);
  const group = new SecurityGroup(stack, 'database-group', { vpcId: network.vpcId });
  const app = new SecurityGroup(stack, 'app-group', { vpcId: network.vpcId });
  const database = new DatabaseInstance(stack, 'database', {
    ...network,
    engine: DatabaseEngine.postgres('16.6'),
    instanceClass: 'db.t4g.large',
    databaseName: 'shop',
    identifier: 'shop-orders',
    masterUsername: 'shopowner',
    port: 6432,
    storageType: 'gp3',
    allocatedStorageGib: 400,
    maxAllocatedStorageGib: 1000,
    iops: 12_000,
    storageThroughput: 500,
    encryptionKey: new Key(stack, 'key'),
    masterUserSecretKey: new Key(stack, 'secret-key'),
    securityGroups: [group],
    multiAz: true,
    backupRetentionDays: 35,
    finalSnapshotIdentifier: 'shop-orders-last',
    logRetentionDays: 400,
    monitoringIntervalSeconds: 15,
    performanceInsightsRetentionDays: 465,
    databaseInsightsMode: 'advanced',
    parameters: { work_mem: '8192', log_statement: 'mod' },
    certificateAuthority: 'rds-ca-rsa4096-g1',
    backupWindow: '03:00-04:00',
    maintenanceWindow: 'sun:04:30-sun:05:30',
    applyImmediately: true,
    allowMajorVersionUpgrade: true,
    looseningReason: 'nothing is made weaker here',
    tags: { Team: 'shop' },
  });
  database.connections.allowDefaultPortFrom(app);
  const grantee = new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
  database.grantConnect(grantee, 'shop');
  database.grantReadSecret(grantee);
  database.addRecommendedAlarms(alarmTopic(stack), { cpuPercent: 80 });
  database
    .metric('DiskQueueDepth', { statistic: 'p99', periodSeconds: 60 })
    .createAlarm(database, 'QueueDepth', { threshold: 64, topicArn: 'arn:aws:sns:eu-west-1:123456789012:operators' });
  return database;
}

/** A source whose password is written, because RDS replicates no instance whose password it manages. */
function replicated(stack: TerraformStack, id: string, engine: DatabaseEngine): DatabaseInstance {
  stack.addOverride('ephemeral.aws_secretsmanager_random_password.master', { password_length: 32 });
  return instance(stack, id, engine, {
    masterPasswordWo: '${ephemeral.aws_secretsmanager_random_password.master.random_password}',
    masterPasswordWoVersion: 2,
    blueGreenUpdate: false,
  });
}

/** Versions that the pretended AWS of the deployment test has option groups for. */
const ENGINES: readonly DatabaseEngine[] = [
  DatabaseEngine.MYSQL_8_0,
  DatabaseEngine.mariadb('10.6'),
  DatabaseEngine.SQL_SERVER_SE_16,
  DatabaseEngine.ORACLE_SE2_19,
  DatabaseEngine.ORACLE_EE_CDB_19,
];

export const databaseInstanceBuilds: readonly ConstructBuild[] = [
  {
    construct: 'DatabaseInstance',
    variant: 'defaults',
    slowToDeploy: true,
    build: (stack) => instance(stack, 'database', DatabaseEngine.POSTGRES_17),
  },
  {
    construct: 'DatabaseInstance',
    variant: 'every option',
    slowToDeploy: true,
    build: everyOption,
  },
  ...ENGINES.map((engine) => ({
    construct: 'DatabaseInstance',
    variant: `defaults of ${engine.name}`,
    slowToDeploy: true,
    build: (stack: TerraformStack) => instance(stack, 'database', engine),
  })),
  {
    construct: 'DatabaseInstance',
    variant: 'SQL Server Express with options',
    slowToDeploy: true,
    exceptions: { 'rds-instance-multi-az': NO_STANDBY },
    build: (stack) =>
      instance(stack, 'database', DatabaseEngine.sqlServerEx('15.00'), {
        instanceClass: 'db.t3.medium',
        licenseModel: 'license-included',
        options: [
          { name: 'SQLSERVER_BACKUP_RESTORE', settings: { IAM_ROLE_ARN: 'arn:aws:iam::123456789012:role/backups' } },
        ],
      }),
  },
  {
    construct: 'DatabaseInstance',
    variant: 'blue/green updates of provisioned storage',
    slowToDeploy: true,
    build: (stack) => {
      stack.addOverride('ephemeral.aws_secretsmanager_random_password.master', { password_length: 32 });
      return instance(stack, 'database', DatabaseEngine.MYSQL_8_0, {
        storageType: 'io2',
        iops: 3000,
        masterPasswordWo: '${ephemeral.aws_secretsmanager_random_password.master.random_password}',
        blueGreenUpdate: true,
      });
    },
  },
  {
    construct: 'DatabaseInstanceFromSnapshot',
    variant: 'of a snapshot of the stack',
    slowToDeploy: true,
    build: (stack) => {
      const network = databaseNetwork(stack);
      const engine = DatabaseEngine.POSTGRES_17;
      const source = new DatabaseInstance(stack, 'source', { ...network, engine, instanceClass: 'db.m6i.large' });
      const snapshot = new DbSnapshot(stack, 'snapshot', {
        dbInstanceIdentifier: source.resource.identifier,
        dbSnapshotIdentifier: 'orders-before-migration',
      });
      return new DatabaseInstanceFromSnapshot(stack, 'database', {
        ...network,
        engine,
        instanceClass: 'db.m6i.large',
        snapshotIdentifier: snapshot.dbSnapshotIdentifier,
      });
    },
  },
  {
    construct: 'DatabaseInstanceFromPointInTime',
    variant: 'of an instance of the stack',
    slowToDeploy: true,
    build: (stack) => {
      const network = databaseNetwork(stack);
      const engine = DatabaseEngine.POSTGRES_17;
      const source = new DatabaseInstance(stack, 'source', { ...network, engine, instanceClass: 'db.m6i.large' });
      return new DatabaseInstanceFromPointInTime(stack, 'database', {
        ...network,
        source,
        instanceClass: 'db.m6i.large',
        restoreTime: '2026-11-01T12:00:00Z',
      });
    },
  },
  {
    construct: 'DatabaseInstanceReadReplica',
    variant: 'in the region of its source',
    slowToDeploy: true,
    build: (stack) => {
      const replica = new DatabaseInstanceReadReplica(stack, 'replica', {
        source: replicated(stack, 'source', DatabaseEngine.POSTGRES_17),
        instanceClass: 'db.r6i.large',
      });
      replica.addRecommendedAlarms(alarmTopic(stack));
      return replica;
    },
  },
  {
    construct: 'DatabaseInstanceReadReplica',
    variant: 'in another region than its source',
    slowToDeploy: true,
    build: (stack) => {
      const network = databaseNetwork(stack);
      const source = DatabaseInstance.fromAttributes(stack, 'source', {
        instanceIdentifier: 'orders',
        endpointAddress: 'orders.abcdefghijkl.us-east-1.rds.amazonaws.com',
        port: 6432,
        resourceId: 'db-ABCDEFGHIJKL01234',
        securityGroups: [],
        engine: DatabaseEngine.POSTGRES_17,
      });
      return new DatabaseInstanceReadReplica(stack, 'replica', {
        ...network,
        source,
        sourceRegion: 'us-east-1',
        instanceClass: 'db.r6i.large',
        backupRetentionDays: 7,
        multiAz: true,
      });
    },
  },
  {
    construct: 'DatabaseInstance',
    variant: 'imported',
    build: (stack) => {
      const { vpcId } = databaseNetwork(stack);
      const legacy = DatabaseInstance.fromAttributes(stack, 'database', {
        instanceIdentifier: 'orders',
        endpointAddress: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com',
        port: 6432,
        resourceId: 'db-ABCDEFGHIJKL01234',
        securityGroups: [new SecurityGroup(stack, 'database-group', { vpcId })],
      });
      legacy.connections.allowDefaultPortFrom(new SecurityGroup(stack, 'app-group', { vpcId }));
      legacy.addRecommendedAlarms(alarmTopic(stack), { connections: 200 });
      return legacy;
    },
  },
  {
    construct: 'MetricAlarm',
    variant: 'of any metric',
    build: (stack) =>
      new Metric({ namespace: 'AWS/RDS', metricName: 'DiskQueueDepth', dimensions: { DBInstanceIdentifier: 'orders' } })
        .withOptions({ statistic: 'p99', periodSeconds: 60 })
        .createAlarm(stack, 'queue', {
          threshold: 64,
          evaluationPeriods: 5,
          description: 'the storage cannot keep up',
          topicArn: alarmTopic(stack),
        }),
  },
];
