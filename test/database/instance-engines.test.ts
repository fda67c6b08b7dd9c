import { Profile } from '../../lib/core/profile';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import type { DatabaseInstanceProps } from '../../lib/database/instance-props';
import { Key } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { childResource, errorOf, newStack, onlyResource, resourcesOf, synth, type Synthesised } from '../core/support';

const PROPS = { instanceClass: 'db.m6i.large', vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };

function create(
  engine: DatabaseEngine,
  props: Partial<DatabaseInstanceProps> = {},
  stack = newStack(),
): DatabaseInstance {
  return new DatabaseInstance(stack, 'db', { ...PROPS, engine, ...props });
}

function synthesised(engine: DatabaseEngine, props: Partial<DatabaseInstanceProps> = {}): Synthesised {
  const stack = newStack();
  create(engine, props, stack);
  return synth(stack);
}

function parametersOf(json: Synthesised): Readonly<Record<string, string>> {
  const list = (onlyResource(json, 'aws_db_parameter_group').parameter ?? []) as { name: string; value: string }[];
  return Object.fromEntries(list.map(({ name, value }) => [name, value]));
}

interface Option {
  readonly option_name: string;
  readonly option_settings: readonly { readonly name: string; readonly value: string }[];
}

function optionsOf(json: Synthesised): readonly Option[] {
  return onlyResource(json, 'aws_db_option_group').option as readonly Option[];
}

describe('a database of SQL Server', () => {
  it.each([
    [DatabaseEngine.SQL_SERVER_EX_16, false, ['error']],
    [DatabaseEngine.SQL_SERVER_WEB_16, false, ['agent', 'error']],
    [DatabaseEngine.SQL_SERVER_SE_16, true, ['agent', 'error']],
    [DatabaseEngine.SQL_SERVER_EE_16, true, ['agent', 'error']],
  ])('forces TLS, and has a standby where the edition can: %#', (engine, multiAz, logs) => {
    const json = synthesised(engine);
    const instance = onlyResource(json, 'aws_db_instance');
    expect(instance).toMatchObject({
      engine: engine.name,
      engine_version: '16.00',
      license_model: 'license-included',
      multi_az: multiAz,
      port: 1435,
      enabled_cloudwatch_logs_exports: logs,
      manage_master_user_password: true,
    });
    expect(instance).not.toHaveProperty('iam_database_authentication_enabled');
    expect(instance).not.toHaveProperty('option_group_name');
    expect(parametersOf(json)).toEqual({ 'rds.force_ssl': '1', 'rds.tls10': 'disabled', 'rds.tls11': 'disabled' });
    expect(onlyResource(json, 'aws_db_parameter_group').family).toBe(`${engine.name}-16.0`);
  });

  it('takes time zone, collation and options', () => {
    const json = synthesised(DatabaseEngine.SQL_SERVER_SE_16, {
      timezone: 'Central European Standard Time',
      characterSetName: 'Latin1_General_CI_AS',
      options: [{ name: 'TDE' }, { name: 'SSIS', port: 8443, version: '1.0', settings: { A: 'b' } }],
    });
    expect(onlyResource(json, 'aws_db_instance')).toMatchObject({
      timezone: 'Central European Standard Time',
      character_set_name: 'Latin1_General_CI_AS',
      option_group_name: expect.stringContaining('aws_db_option_group.db_OptionGroup') as unknown,
    });
    expect(optionsOf(json)).toMatchObject([
      { option_name: 'TDE' },
      { option_name: 'SSIS', port: 8443, version: '1.0', option_settings: [{ name: 'A', value: 'b' }] },
    ]);
  });

  it('lets nobody connect with IAM, which it does not know', () => {
    const stack = newStack();
    const role = new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const error = errorOf(() => create(DatabaseEngine.SQL_SERVER_SE_16, {}, stack).grantConnect(role, 'shop'));
    expect(error.code).toBe('DB_IAM_AUTHENTICATION_UNSUPPORTED');
  });
});

describe('a database of Oracle', () => {
  it.each([
    [DatabaseEngine.ORACLE_SE2_19, 'license-included'],
    [DatabaseEngine.ORACLE_EE_19, 'bring-your-own-license'],
    [DatabaseEngine.ORACLE_SE2_CDB_19, 'license-included'],
    [DatabaseEngine.ORACLE_EE_CDB_19, 'bring-your-own-license'],
  ])('requires network encryption and writes an audit trail: %#', (engine, licenseModel) => {
    const json = synthesised(engine);
    expect(onlyResource(json, 'aws_db_instance')).toMatchObject({
      engine: engine.name,
      license_model: licenseModel,
      port: 1522,
      option_group_name: expect.stringContaining('aws_db_option_group.db_OptionGroup') as unknown,
      enabled_cloudwatch_logs_exports: ['alert', 'audit', 'listener', 'trace'],
    });
    expect(parametersOf(json)).toEqual({ audit_trail: 'XML' });
    expect(onlyResource(json, 'aws_db_option_group')).toMatchObject({
      engine_name: engine.name,
      major_engine_version: '19',
    });
    const [option] = optionsOf(json);
    expect(option?.option_name).toBe('NATIVE_NETWORK_ENCRYPTION');
    const settings = Object.fromEntries((option?.option_settings ?? []).map(({ name, value }) => [name, value]));
    expect(settings).toMatchObject({
      'SQLNET.ENCRYPTION_SERVER': 'REQUIRED',
      'SQLNET.CRYPTO_CHECKSUM_SERVER': 'REQUIRED',
      'SQLNET.ALLOW_WEAK_CRYPTO_CLIENTS': 'FALSE',
    });
  });

  it('notices when network encryption is made negotiable', () => {
    const stack = newStack();
    const group = childResource(create(DatabaseEngine.ORACLE_SE2_19, {}, stack), 'OptionGroup');
    group.addOverride('option.0.option_settings.7.value', 'REQUESTED');
    expect(() => synth(stack)).toThrow(/\[shop\/db\] DB_TLS_REQUIRED: aws_db_option_group\./);
  });
});

describe('settings of a database that are made weaker', () => {
  const reason = 'a copy that is rebuilt every night';

  it.each<[Partial<DatabaseInstanceProps>, string, string, string]>([
    [{ multiAz: false }, 'multiAz', 'true', 'false'],
    [{ backupRetentionDays: 34 }, 'backupRetentionDays', '35', '34'],
    [{ port: 5432 }, 'port', '5433', '5432'],
    [{ parameters: { log_statement: 'none' } }, 'parameters.log_statement', 'ddl', 'none'],
    [{ parameters: { LOG_CONNECTIONS: '0' } }, 'parameters.log_connections', '1', '0'],
    [{ parameters: { log_min_duration_statement: '-1' } }, 'parameters.log_min_duration_statement', '1000', '-1'],
  ])('need a reason, and are listed: %#', (props, setting, defaultValue, value) => {
    const engine = DatabaseEngine.POSTGRES_17;
    const error = errorOf(() => create(engine, props));
    expect(error.code).toBe('LOOSENING_REASON_MISSING');
    expect(error.message).toContain(setting);
    const stack = newStack();
    create(engine, { ...props, looseningReason: reason }, stack);
    expect(Guardrails.loosened(stack)).toMatchObject([
      { construct: 'DatabaseInstance', constructPath: 'shop/db', setting, defaultValue, value, reason },
    ]);
    expect(() => synth(stack)).not.toThrow();
  });

  it('are no weaker where they are what the profile says, or stronger', () => {
    const stack = newStack();
    Profile.set(stack, Profile.DEV);
    create(
      DatabaseEngine.POSTGRES_17,
      { multiAz: false, backupRetentionDays: 7, parameters: { log_statement: 'all' } },
      stack,
    );
    expect(Guardrails.loosened(stack)).toEqual([]);
    const mysql = { parameters: { long_query_time: '1.5', slow_query_log: 'ON' }, logRetentionDays: 731 };
    expect(() => create(DatabaseEngine.MYSQL_8_4, mysql)).not.toThrow();
  });
});

describe('keys of a database', () => {
  it('are one for data and one for the master password, or those that are given', () => {
    expect(resourcesOf(synthesised(DatabaseEngine.POSTGRES_17), 'aws_kms_key')).toHaveLength(2);
    const stack = newStack();
    const [encryptionKey, masterUserSecretKey] = [new Key(stack, 'data'), new Key(stack, 'password')];
    const role = new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    create(DatabaseEngine.POSTGRES_17, { encryptionKey, masterUserSecretKey }, stack).grantReadSecret(role);
    const json = synth(stack);
    expect(resourcesOf(json, 'aws_kms_key')).toHaveLength(2);
    expect(onlyResource(json, 'aws_db_instance')).toMatchObject({
      kms_key_id: expect.stringContaining('aws_kms_key.data') as unknown,
      master_user_secret_kms_key_id: expect.stringContaining('aws_kms_key.password') as unknown,
      performance_insights_kms_key_id: expect.stringContaining('aws_kms_key.data') as unknown,
    });
    expect(JSON.stringify(onlyResource(json, 'aws_iam_policy').policy)).toContain('aws_kms_key.password');
  });
});

describe('insights of a database', () => {
  it.each<[Partial<DatabaseInstanceProps>, number]>([
    [{}, 7],
    [{ performanceInsightsRetentionDays: 731 }, 731],
    [{ databaseInsightsMode: 'standard' }, 7],
    [{ databaseInsightsMode: 'advanced' }, 465],
  ])('are kept for as long as is asked: %#', (props, days) => {
    const instance = onlyResource(synthesised(DatabaseEngine.POSTGRES_17, props), 'aws_db_instance');
    expect(instance.performance_insights_retention_period).toBe(days);
    expect(instance.database_insights_mode).toBe(props.databaseInsightsMode);
  });
});
