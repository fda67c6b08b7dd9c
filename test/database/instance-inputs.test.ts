import { TerraformVariable, type TerraformStack } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import type { DatabaseInstanceProps } from '../../lib/database/instance-props';
import { Key } from '../../lib/encryption/key';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';

const { MYSQL_8_4, ORACLE_EE_19, ORACLE_SE2_19, POSTGRES_17, SQL_SERVER_EX_16, SQL_SERVER_SE_16, SQL_SERVER_WEB_16 } =
  DatabaseEngine;

const PROPS: DatabaseInstanceProps = {
  engine: POSTGRES_17,
  instanceClass: 'db.m7g.large',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
};

type Props = Partial<Record<keyof DatabaseInstanceProps, unknown>>;

function create(props: Props, stack: TerraformStack = newStack()): DatabaseInstance {
  return new DatabaseInstance(stack, 'db', { ...PROPS, ...props } as DatabaseInstanceProps);
}

const PASSWORD = '${ephemeral.random_password.master.result}';
const LITERAL = 'hunter' + '2';

describe('props of a database that are refused', () => {
  it.each<[Props, string]>([
    [{ engine: 'postgres' }, 'DB_PROP_INVALID'],
    [{ engine: undefined }, 'DB_PROP_INVALID'],
    [{ instanceClass: 'm7g.large' }, 'DB_INSTANCE_CLASS_INVALID'],
    [{ instanceClass: '' }, 'DB_INSTANCE_CLASS_INVALID'],
    [{ instanceClass: 7 }, 'DB_INSTANCE_CLASS_INVALID'],
    [{ instanceClass: undefined }, 'DB_INSTANCE_CLASS_INVALID'],
    [{ vpcId: '' }, 'DB_PROP_INVALID'],
    [{ vpcId: 1 }, 'DB_PROP_INVALID'],
    [{ subnetIds: 'subnet-1' }, 'DB_SUBNETS_MISSING'],
    [{ subnetIds: undefined }, 'DB_SUBNETS_MISSING'],
    [{ subnetIds: ['subnet-1', 2] }, 'DB_SUBNETS_MISSING'],
    [{ subnetIds: ['subnet-1', ''] }, 'DB_SUBNETS_MISSING'],
    [{ databaseName: '1shop' }, 'DB_NAME_INVALID'],
    [{ databaseName: '' }, 'DB_NAME_INVALID'],
    [{ databaseName: 'shop-db' }, 'DB_NAME_INVALID'],
    [{ databaseName: 'x'.repeat(64) }, 'DB_NAME_INVALID'],
    [{ databaseName: 'ninechars', engine: ORACLE_SE2_19 }, 'DB_NAME_INVALID'],
    [{ databaseName: 'shop', engine: SQL_SERVER_SE_16 }, 'DB_NAME_INVALID'],
    [{ identifier: 7 }, 'DB_IDENTIFIER_INVALID'],
    [{ identifier: '' }, 'DB_IDENTIFIER_INVALID'],
    [{ finalSnapshotIdentifier: 'a_b' }, 'DB_IDENTIFIER_INVALID'],
    [{ finalSnapshotIdentifier: 'a--b' }, 'DB_IDENTIFIER_INVALID'],
    [{ finalSnapshotIdentifier: '' }, 'DB_IDENTIFIER_INVALID'],
    [{ masterUsername: 'sys' }, 'DB_USERNAME_INVALID'],
    [{ masterUsername: 7 }, 'DB_USERNAME_INVALID'],
    [{ masterPasswordWo: LITERAL }, 'SECRET_LITERAL_VALUE'],
    [{ masterPasswordWo: '' }, 'SECRET_LITERAL_VALUE'],
    [{ masterPasswordWo: 7 }, 'DB_MASTER_PASSWORD_INVALID'],
    [{ masterPasswordWoVersion: 2 }, 'DB_MASTER_PASSWORD_INVALID'],
    [{ masterPasswordWo: PASSWORD, masterPasswordWoVersion: 0 }, 'DB_MASTER_PASSWORD_INVALID'],
    [{ masterPasswordWo: PASSWORD, masterPasswordWoVersion: '1' }, 'DB_MASTER_PASSWORD_INVALID'],
    [{ masterUserSecretKey: 'alias/aws/secretsmanager' }, 'KEY_ARN_INVALID'],
    [{ encryptionKey: 'alias/aws/rds' }, 'KEY_ARN_INVALID'],
    [{ encryptionKey: null }, 'KEY_ARN_INVALID'],
    [{ securityGroups: ['sg-1'] }, 'DB_PROP_INVALID'],
    [{ securityGroups: 'sg-1' }, 'DB_PROP_INVALID'],
    [{ port: '5433' }, 'DB_PORT_INVALID'],
    [{ port: 5433.5 }, 'DB_PORT_INVALID'],
    [{ port: Number.NaN }, 'DB_PORT_INVALID'],
    [{ port: 3389, engine: SQL_SERVER_SE_16 }, 'DB_PORT_INVALID'],
    [{ storageType: 'gp2' }, 'DB_STORAGE_INVALID'],
    [{ storageType: 3 }, 'DB_STORAGE_INVALID'],
    [{ storageType: 'io1' }, 'DB_STORAGE_INVALID'],
    [{ storageType: 'io2', iops: 3000, allocatedStorageGib: 99 }, 'DB_STORAGE_INVALID'],
    [{ storageType: 'io2', iops: 3000, storageThroughput: 500 }, 'DB_STORAGE_INVALID'],
    [{ storageType: 'io1', iops: 5001, allocatedStorageGib: 100 }, 'DB_STORAGE_INVALID'],
    [{ iops: 999, allocatedStorageGib: 400 }, 'DB_STORAGE_INVALID'],
    [{ iops: 12_000, allocatedStorageGib: 399 }, 'DB_STORAGE_INVALID'],
    [{ iops: 12_000 }, 'DB_STORAGE_INVALID'],
    [{ storageThroughput: 500, allocatedStorageGib: 100 }, 'DB_STORAGE_INVALID'],
    [{ iops: 12_000, storageThroughput: 3001, allocatedStorageGib: 400 }, 'DB_STORAGE_INVALID'],
    [{ storageThroughput: 124, allocatedStorageGib: 400 }, 'DB_STORAGE_INVALID'],
    [{ iops: 12_000, allocatedStorageGib: 199, engine: ORACLE_EE_19 }, 'DB_STORAGE_INVALID'],
    [{ allocatedStorageGib: 16_385, engine: SQL_SERVER_SE_16 }, 'DB_STORAGE_INVALID'],
    [{ allocatedStorageGib: '20' }, 'DB_STORAGE_INVALID'],
    [{ allocatedStorageGib: 100, maxAllocatedStorageGib: 100 }, 'DB_STORAGE_INVALID'],
    [{ maxAllocatedStorageGib: 21 }, 'DB_STORAGE_INVALID'],
    [{ multiAz: 'yes' }, 'DB_PROP_INVALID'],
    [{ multiAz: true, engine: SQL_SERVER_EX_16 }, 'DB_MULTI_AZ_UNSUPPORTED'],
    [{ multiAz: true, engine: SQL_SERVER_WEB_16 }, 'DB_MULTI_AZ_UNSUPPORTED'],
    [{ backupRetentionDays: '7' }, 'DB_BACKUP_RETENTION_INVALID'],
    [{ logRetentionDays: '365' }, 'DB_LOG_RETENTION_INVALID'],
    [{ monitoringIntervalSeconds: '60' }, 'DB_MONITORING_INTERVAL_INVALID'],
    [{ performanceInsightsRetentionDays: 30 }, 'DB_INSIGHTS_INVALID'],
    [{ performanceInsightsRetentionDays: 0 }, 'DB_INSIGHTS_INVALID'],
    [{ databaseInsightsMode: 'off' }, 'DB_INSIGHTS_INVALID'],
    [{ databaseInsightsMode: 'advanced', performanceInsightsRetentionDays: 7 }, 'DB_INSIGHTS_INVALID'],
    [{ databaseInsightsMode: 'standard', engine: MYSQL_8_4, instanceClass: 'db.t4g.small' }, 'DB_INSIGHTS_INVALID'],
    [{ parameters: ['log_statement'] }, 'DB_PROP_INVALID'],
    [{ parameters: { work_mem: 8192 } }, 'DB_PROP_INVALID'],
    [{ parameters: { 'work mem': '8192' } }, 'DB_PARAMETER_INVALID'],
    [{ parameters: { '': '1' } }, 'DB_PARAMETER_INVALID'],
    [{ parameters: { 'RDS.Force_SSL': '1' } }, 'DB_PARAMETER_RESERVED'],
    [{ parameters: { ssl: '0' } }, 'DB_PARAMETER_RESERVED'],
    [{ parameters: { ssl_min_protocol_version: 'TLSv1' } }, 'DB_PARAMETER_RESERVED'],
    [{ parameters: { ssl_max_protocol_version: 'TLSv1.1' } }, 'DB_PARAMETER_RESERVED'],
    [{ parameters: { tls_version: 'TLSv1.1,TLSv1.2' }, engine: MYSQL_8_4 }, 'DB_PARAMETER_RESERVED'],
    [{ parameters: { 'rds.tls10': 'enabled' }, engine: SQL_SERVER_SE_16 }, 'DB_PARAMETER_RESERVED'],
    [{ options: 'S3_INTEGRATION' }, 'DB_PARAMETER_INVALID'],
    [{ options: [{ name: '' }] }, 'DB_PARAMETER_INVALID'],
    [{ options: [{}] }, 'DB_PARAMETER_INVALID'],
    [{ options: [{ name: 'JVM' }, { name: 'jvm' }] }, 'DB_PARAMETER_INVALID'],
    [{ options: [{ name: 'JVM', settings: { a: 1 } }] }, 'DB_PROP_INVALID'],
    [{ options: [{ name: 'SSL' }], engine: ORACLE_SE2_19 }, 'DB_PARAMETER_RESERVED'],
    [{ options: [{ name: 'native_network_encryption' }], engine: ORACLE_SE2_19 }, 'DB_PARAMETER_RESERVED'],
    [{ options: [{ name: 'MARIADB_AUDIT_PLUGIN' }], engine: MYSQL_8_4 }, 'DB_PARAMETER_RESERVED'],
    [{ certificateAuthority: 'rds-ca-2019' }, 'DB_CERTIFICATE_AUTHORITY_INVALID'],
    [{ backupWindow: '3:00-4:00' }, 'DB_WINDOW_INVALID'],
    [{ backupWindow: '03:00-03:29' }, 'DB_WINDOW_INVALID'],
    [{ backupWindow: 3 }, 'DB_WINDOW_INVALID'],
    [{ maintenanceWindow: '03:00-04:00' }, 'DB_WINDOW_INVALID'],
    [{ maintenanceWindow: 'day:03:00-day:04:00' }, 'DB_WINDOW_INVALID'],
    [{ backupWindow: '03:00-04:00', maintenanceWindow: 'sun:03:30-sun:04:30' }, 'DB_WINDOW_INVALID'],
    [{ backupWindow: '23:30-00:30', maintenanceWindow: 'sun:00:00-sun:01:00' }, 'DB_WINDOW_INVALID'],
    [{ backupWindow: '00:30-01:00', maintenanceWindow: 'sun:23:30-mon:00:45' }, 'DB_WINDOW_INVALID'],
    [{ applyImmediately: 'no' }, 'DB_PROP_INVALID'],
    [{ allowMajorVersionUpgrade: 1 }, 'DB_PROP_INVALID'],
    [{ licenseModel: 'license-included' }, 'DB_LICENSE_INVALID'],
    [{ licenseModel: 'license-included', engine: ORACLE_EE_19 }, 'DB_LICENSE_INVALID'],
    [{ licenseModel: 'bring-your-own-license', engine: SQL_SERVER_SE_16 }, 'DB_LICENSE_INVALID'],
    [{ blueGreenUpdate: true }, 'DB_BLUE_GREEN_UNSUPPORTED'],
    [{ blueGreenUpdate: true, masterPasswordWo: PASSWORD, engine: ORACLE_SE2_19 }, 'DB_BLUE_GREEN_UNSUPPORTED'],
    [{ blueGreenUpdate: 'true', masterPasswordWo: PASSWORD }, 'DB_BLUE_GREEN_UNSUPPORTED'],
    [{ timezone: 'UTC' }, 'DB_PROP_INVALID'],
    [{ timezone: '', engine: SQL_SERVER_SE_16 }, 'DB_PROP_INVALID'],
    [{ characterSetName: 'UTF8' }, 'DB_PROP_INVALID'],
    [{ tags: { a: 1 } }, 'TAGS_INVALID'],
    [{ tags: 'a' }, 'TAGS_INVALID'],
    [{ looseningReason: '', multiAz: false }, 'LOOSENING_REASON_MISSING'],
  ])('%#: %p', (props, code) => {
    const error = errorOf(() => create(props));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/db');
    expect(error.message).not.toContain(LITERAL);
    expect(error.message).toMatch(/^[A-Z_]+: [a-z].*\(construct shop\/db\)$/s);
  });

  it('say what was got, what is allowed and what to do', () => {
    expect(errorOf(() => create({ iops: 12_000 })).message).toBe(
      'DB_STORAGE_INVALID: iops is set for 20 GiB of gp3 storage, allowed is it from 400 GiB on for postgres; allocate more, or leave it out (construct shop/db)',
    );
    expect(errorOf(() => create({ multiAz: true, engine: SQL_SERVER_EX_16 })).message).toContain(
      'the Express edition of SQL Server has neither mirroring nor availability groups',
    );
  });

  it('include an id that is taken', () => {
    const stack = newStack();
    create({}, stack);
    expect(() => create({}, stack)).toThrow(/already a Construct with name 'db'/);
  });

  it('include a key that is known to lie in another region', () => {
    const stack = newStack();
    const arn = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const key = Key.fromKeyArn(stack, 'key', arn);
    expect(errorOf(() => create({ encryptionKey: key }, stack)).code).toBe('KEY_REGION_MISMATCH');
    expect(errorOf(() => new DatabaseInstance(stack, 'b', { ...PROPS, masterUserSecretKey: key })).code).toBe(
      'KEY_REGION_MISMATCH',
    );
  });
});

describe('props of a database that are taken', () => {
  it.each<[Props]>([
    [{ backupWindow: '03:00-04:00', maintenanceWindow: 'Sun:04:00-Sun:05:00' }],
    [{ backupWindow: '23:30-00:30', maintenanceWindow: 'sun:00:30-sun:01:30' }],
    [{ iops: 5000, storageThroughput: 300, engine: SQL_SERVER_SE_16 }],
    [{ storageType: 'io1', iops: 5000 }],
    [{ parameters: { ssl_min_protocol_version: 'TLSv1.3' } }],
    [{ parameters: { tls_version: 'TLSv1.2,TLSv1.3' }, engine: MYSQL_8_4 }],
    [{ licenseModel: 'license-included', engine: ORACLE_SE2_19 }],
    [{ databaseName: 'ORDERS', engine: ORACLE_SE2_19 }],
    [{ instanceClass: 'db.r6i.4xlarge.tpc2.mem2x', engine: ORACLE_EE_19 }],
    [{ subnetIds: ['subnet-1', '${aws_subnet.b.id}'] }],
  ])('%#: %p', (props) => {
    expect(() => create(props)).not.toThrow();
  });

  it('may be tokens, each of them', () => {
    const stack = newStack();
    const number = new TerraformVariable(stack, 'n', { type: 'number' }).numberValue;
    const text = new TerraformVariable(stack, 's', { type: 'string' }).stringValue;
    const list = new TerraformVariable(stack, 'l', { type: 'list(string)' }).listValue;
    const yes = new TerraformVariable(stack, 'b', { type: 'bool' }).booleanValue as unknown;
    const map = new TerraformVariable(stack, 'm', { type: 'map(string)' }).value as unknown;
    const database = create(
      {
        instanceClass: text,
        vpcId: text,
        subnetIds: list,
        databaseName: text,
        identifier: text,
        masterUsername: text,
        masterPasswordWo: text,
        masterPasswordWoVersion: number,
        port: number,
        storageType: text,
        iops: number,
        storageThroughput: number,
        allocatedStorageGib: number,
        maxAllocatedStorageGib: number,
        multiAz: yes,
        backupRetentionDays: number,
        finalSnapshotIdentifier: text,
        logRetentionDays: number,
        monitoringIntervalSeconds: number,
        performanceInsightsRetentionDays: number,
        databaseInsightsMode: text,
        parameters: { log_statement: text },
        certificateAuthority: text,
        backupWindow: text,
        maintenanceWindow: text,
        applyImmediately: yes,
        allowMajorVersionUpgrade: yes,
        licenseModel: text,
        tags: map,
      },
      stack,
    );
    database.addRecommendedAlarms(text, { cpuPercent: number, freeStorageGib: number, connections: number });
    const json = synth(stack);
    const instance = onlyResource(json, 'aws_db_instance');
    expect(instance).toMatchObject({
      allocated_storage: '${var.n}',
      allow_major_version_upgrade: '${var.b}',
      apply_immediately: '${var.b}',
      backup_retention_period: '${var.n}',
      backup_window: '${var.s}',
      ca_cert_identifier: '${var.s}',
      database_insights_mode: '${var.s}',
      db_name: '${var.s}',
      final_snapshot_identifier: '${var.s}',
      identifier: '${var.s}',
      instance_class: '${var.s}',
      iops: '${var.n}',
      license_model: '${var.s}',
      maintenance_window: '${var.s}',
      max_allocated_storage: '${var.n}',
      monitoring_interval: '${var.n}',
      multi_az: '${var.b}',
      password_wo: '${var.s}',
      password_wo_version: '${var.n}',
      performance_insights_retention_period: '${var.n}',
      port: '${var.n}',
      storage_throughput: '${var.n}',
      storage_type: '${var.s}',
      username: '${var.s}',
    });
    expect(onlyResource(json, 'aws_db_subnet_group').subnet_ids).toBe('${var.l}');
    expect(resourcesOf(json, 'aws_cloudwatch_log_group')[0]?.name).toBe('/aws/rds/instance/${var.s}/postgresql');
    expect(JSON.stringify(json)).not.toMatch(/TfToken|NaN|e\+\d{3}/);
  });

  it('go with a provider whose region is not known', () => {
    const stack = newStack();
    const region = new TerraformVariable(stack, 'region', {}).stringValue;
    new AwsProvider(stack, 'other', { region, alias: 'other' });
    expect(() => create({}, stack)).not.toThrow();
  });
});
