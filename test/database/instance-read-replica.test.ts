import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstanceReadReplica } from '../../lib/database/instance-read-replica';
import type { IDatabaseInstance } from '../../lib/database/instance-ref';
import type { DatabaseInstanceReadReplicaProps } from '../../lib/database/replica-props';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { errorOf, newStack, onlyResource, synth, type Synthesised } from '../core/support';
import { CLASS, imported, instanceNamed, type Loose, managed, NETWORK, PASSWORD, primary } from './instance-sources';

describe('DatabaseInstanceReadReplica', () => {
  const create = (stack: TerraformStack, props: Loose<DatabaseInstanceReadReplicaProps>) =>
    new DatabaseInstanceReadReplica(stack, 'replica', { ...CLASS, ...props } as never);

  it('leaves to the source what RDS takes from it, and is as secure', () => {
    const stack = newStack();
    const source = primary(stack, { port: 7777 });
    const replica = create(stack, { source });
    expect(replica.encryptionKey).toBe(source.encryptionKey);
    expect(replica.engine).toBe(source.engine);
    const instance = instanceNamed(synth(stack), 'replica');
    expect(instance).toMatchObject({
      replicate_source_db: expect.stringMatching(/^\$\{aws_db_instance\.primary_\w+\.identifier\}$/) as unknown,
      storage_encrypted: true,
      publicly_accessible: false,
      deletion_protection: true,
      delete_automated_backups: false,
      skip_final_snapshot: true,
      port: 7777,
      multi_az: false,
      iam_database_authentication_enabled: true,
      copy_tags_to_snapshot: true,
      monitoring_interval: 60,
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
      performance_insights_enabled: true,
      performance_insights_kms_key_id: expect.stringContaining('aws_kms_key.primary_Key') as unknown,
      parameter_group_name: expect.stringContaining('aws_db_parameter_group.replica_ParameterGroup') as unknown,
      vpc_security_group_ids: [expect.stringContaining('aws_security_group.primary_SecurityGroup')],
      lifecycle: { postcondition: [{ condition: '${self.storage_encrypted}' }] },
    });
    for (const absent of [
      'engine',
      'engine_version',
      'username',
      'db_name',
      'password_wo',
      'manage_master_user_password',
      'allocated_storage',
      'kms_key_id',
      'db_subnet_group_name',
      'final_snapshot_identifier',
      'backup_retention_period',
      'license_model',
    ])
      expect(instance).not.toHaveProperty(absent);
  });

  it('stands in another region with a key, subnets and a group of its own', () => {
    const stack = newStack();
    const source = imported(stack);
    create(stack, {
      ...NETWORK,
      source,
      engine: DatabaseEngine.MYSQL_8_4,
      sourceRegion: 'us-east-1',
      multiAz: true,
      backupRetentionDays: 7,
    });
    const json = synth(stack);
    const arn = expect.stringMatching(/^arn:\$\{.+\}:rds:us-east-1:\$\{.+\}:db:orders$/) as unknown;
    const key = expect.stringContaining('aws_kms_key.replica_Key') as unknown;
    const instance = onlyResource(json, 'aws_db_instance');
    expect(instance).toMatchObject({
      replicate_source_db: arn,
      kms_key_id: key,
      multi_az: true,
      backup_retention_period: 7,
    });
    expect(instance.db_subnet_group_name).toContain('aws_db_subnet_group.replica_SubnetGroup');
    expect(instance.vpc_security_group_ids).toEqual([
      expect.stringContaining('aws_security_group.replica_SecurityGroup'),
    ]);
    const { postcondition } = instance.lifecycle as { postcondition: { condition: string; error_message: string }[] };
    expect(postcondition[0]?.condition).toMatch(
      /^\$\{\(?self\.storage_encrypted && \(self\.kms_key_id == aws_kms_key\.replica_Key_\w+\.arn\)\)?\}$/,
    );
    expect(postcondition[0]?.error_message).toContain('encrypt the source first');
  });

  it('is made of SQL Server Enterprise although RDS manages the password', () => {
    const stack = newStack();
    const source = managed(stack, DatabaseEngine.SQL_SERVER_EE_16);
    const replica = create(stack, { source });
    expect(replica.masterUserSecret).toBe(source.masterUserSecret);
    expect(instanceNamed(synth(stack), 'replica')).not.toHaveProperty('option_group_name');
  });

  it('can be mounted, of Oracle', () => {
    const stack = newStack();
    create(stack, { source: primary(stack, { engine: DatabaseEngine.ORACLE_EE_19 }), replicaMode: 'mounted' });
    const instance = instanceNamed(synth(stack), 'replica');
    expect(instance.replica_mode).toBe('mounted');
    expect(instance.option_group_name).toContain('aws_db_option_group.replica_OptionGroup');
  });

  it('can be replicated again where RDS does that', () => {
    const stack = newStack();
    const first = create(stack, { source: primary(stack) });
    expect(() => new DatabaseInstanceReadReplica(stack, 'second', { ...CLASS, source: first })).not.toThrow();
  });

  it.each<[string, (stack: TerraformStack) => IDatabaseInstance, string]>([
    ['a managed password', (stack) => managed(stack, DatabaseEngine.POSTGRES_17), 'pass masterPasswordWo'],
    ['a managed password', (stack) => managed(stack, DatabaseEngine.ORACLE_EE_19), 'pass masterPasswordWo'],
    [
      'the Standard edition',
      (stack) => primary(stack, { engine: DatabaseEngine.ORACLE_SE2_19 }),
      'the Enterprise edition alone',
    ],
    [
      'the Standard edition',
      (stack) => managed(stack, DatabaseEngine.SQL_SERVER_SE_16),
      'the Enterprise edition alone',
    ],
    [
      'the Web edition, elsewhere',
      (stack) => imported(stack, DatabaseEngine.SQL_SERVER_WEB_16),
      'the Enterprise edition alone',
    ],
    [
      'blue/green updates',
      (stack) => primary(stack, { blueGreenUpdate: true }),
      'take blueGreenUpdate from the source',
    ],
    [
      'a replica without backups',
      (stack) => create(stack, { source: primary(stack, { engine: DatabaseEngine.MYSQL_8_4 }) }),
      'pass backupRetentionDays to the source',
    ],
    [
      'a replica of Oracle',
      (stack) => create(stack, { source: primary(stack, { engine: DatabaseEngine.ORACLE_EE_19 }) }),
      'replicate the primary instance',
    ],
  ])('refuses a source with %s: %#', (_, sourceOf, remedy) => {
    const stack = newStack();
    const source = sourceOf(stack);
    const error = errorOf(() => new DatabaseInstanceReadReplica(stack, 'refused', { ...CLASS, source }));
    expect(error.code).toBe('DB_REPLICA_INVALID');
    expect(error.constructPath).toBe('shop/refused');
    expect(error.message).toContain(remedy);
  });

  it.each<[Loose<DatabaseInstanceReadReplicaProps>, string]>([
    [{ source: undefined }, 'DB_REPLICA_INVALID'],
    [{ source: 'orders' }, 'DB_REPLICA_INVALID'],
    [{ engine: 'postgres' }, 'DB_PROP_INVALID'],
    [{ engine: DatabaseEngine.MYSQL_8_4 }, 'DB_REPLICA_INVALID'],
    [{ subnetIds: NETWORK.subnetIds }, 'DB_REPLICA_INVALID'],
    [{ sourceRegion: 'Ireland', ...NETWORK }, 'DB_REPLICA_INVALID'],
    [{ sourceRegion: 'us-east-1' }, 'DB_REPLICA_INVALID'],
    [{ sourceRegion: 'us-east-1', vpcId: 'vpc-1' }, 'DB_REPLICA_INVALID'],
    [{ sourceRegion: 'us-east-1', vpcId: 'vpc-1', subnetIds: ['subnet-1'] }, 'DB_SUBNETS_MISSING'],
    [{ replicaMode: 'mounted' }, 'DB_REPLICA_INVALID'],
    [{ backupRetentionDays: 1 }, 'DB_BACKUP_RETENTION_INVALID'],
    [{ masterUsername: 'shop' }, 'DB_REPLICA_INVALID'],
    [{ masterPasswordWo: PASSWORD }, 'DB_REPLICA_INVALID'],
    [{ masterUserSecretKey: {} }, 'DB_REPLICA_INVALID'],
    [{ databaseName: 'shop' }, 'DB_REPLICA_INVALID'],
    [{ allocatedStorageGib: 100 }, 'DB_REPLICA_INVALID'],
    [{ blueGreenUpdate: true }, 'DB_REPLICA_INVALID'],
    [{ licenseModel: 'license-included' }, 'DB_REPLICA_INVALID'],
    [{ finalSnapshotIdentifier: 'last' }, 'DB_REPLICA_INVALID'],
    [{ storageType: 'io1' }, 'DB_STORAGE_INVALID'],
  ])('refuses %#: %p', (props, code) => {
    const stack = newStack();
    const source = primary(stack);
    const error = errorOf(() => create(stack, { source, ...props }));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/replica');
  });

  it('must be told the engine of a source that does not know it, and its mode is checked', () => {
    const stack = newStack();
    expect(errorOf(() => create(stack, { source: imported(stack) })).message).toContain('pass the prop engine');
    const other = newStack();
    const source = primary(other, { engine: DatabaseEngine.ORACLE_EE_19 });
    expect(errorOf(() => create(other, { source, replicaMode: 'open' })).code).toBe('DB_REPLICA_INVALID');
  });

  it('works for a source in another stack of the app', () => {
    const app = Testing.app();
    const [first, second] = ['first', 'second'].map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      return stack;
    });
    if (first === undefined || second === undefined) throw new Error('no stacks');
    const source = primary(first);
    const replica = create(second, { source });
    const role = new Role(second, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    source.grantConnect(role, 'shop');
    replica.grantConnect(role, 'reports');
    app.synth();
    const json = JSON.parse(Testing.synth(second, true)) as Synthesised;
    expect(onlyResource(json, 'aws_db_instance').replicate_source_db).toMatch(
      /^\$\{data\.terraform_remote_state\.cross-stack-reference-input-first\.outputs\./,
    );
    expect(JSON.stringify(json)).not.toContain('TfToken');
  });
});
