import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { type TerraformStack, TerraformVariable } from 'cdktf';
import { Profile } from '../../lib/core/profile';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import type { DatabaseInstanceProps } from '../../lib/database/instance-props';
import { Key } from '../../lib/encryption/key';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { Secret } from '../../lib/secrets/secret';
import {
  childResource,
  deletionAttacks,
  errorOf,
  newStack,
  onlyResource,
  overrideAttacks,
  resourcesOf,
  synth,
  type Attack,
  type Synthesised,
} from '../core/support';

const PROPS: DatabaseInstanceProps = {
  engine: DatabaseEngine.POSTGRES_17,
  instanceClass: 'db.m7g.large',
  vpcId: 'vpc-1',
  subnetIds: ['subnet-1', 'subnet-2'],
};

function newDatabase(stack: TerraformStack = newStack(), props: Partial<DatabaseInstanceProps> = {}): DatabaseInstance {
  return new DatabaseInstance(stack, 'db', { ...PROPS, ...props });
}

function synthesised(props: Partial<DatabaseInstanceProps> = {}, stack = newStack()): Synthesised {
  newDatabase(stack, props);
  return synth(stack);
}

function parametersOf(json: Synthesised): Readonly<Record<string, string>> {
  const parameters = onlyResource(json, 'aws_db_parameter_group').parameter as { name: string; value: string }[];
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

const newRole = (stack: TerraformStack) =>
  new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });

describe('DatabaseInstance', () => {
  it('is secure with nothing but what it must be told', () => {
    const json = synthesised();
    const key = expect.stringMatching(/^\$\{aws_kms_key\.db_Key_\w+\.arn\}$/) as unknown;
    const instance = onlyResource(json, 'aws_db_instance');
    expect(instance).toMatchObject({
      allocated_storage: 20,
      auto_minor_version_upgrade: true,
      backup_retention_period: 35,
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      copy_tags_to_snapshot: true,
      db_subnet_group_name: expect.stringMatching(/^\$\{aws_db_subnet_group\.db_SubnetGroup_\w+\.name\}$/) as unknown,
      delete_automated_backups: false,
      deletion_protection: true,
      enabled_cloudwatch_logs_exports: ['postgresql', 'upgrade'],
      engine: 'postgres',
      engine_version: '17',
      iam_database_authentication_enabled: true,
      instance_class: 'db.m7g.large',
      kms_key_id: key,
      manage_master_user_password: true,
      master_user_secret_kms_key_id: expect.stringMatching(
        /^\$\{aws_kms_key\.db_MasterUserSecretKey_\w+\.arn\}$/,
      ) as unknown,
      monitoring_interval: 60,
      multi_az: true,
      parameter_group_name: expect.stringMatching(
        /^\$\{aws_db_parameter_group\.db_ParameterGroup_\w+\.name\}$/,
      ) as unknown,
      performance_insights_enabled: true,
      performance_insights_kms_key_id: key,
      port: 5433,
      publicly_accessible: false,
      skip_final_snapshot: false,
      storage_encrypted: true,
      username: 'dbowner',
      vpc_security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\.db_SecurityGroup_\w+\.id\}$/)],
    });
    expect(instance.identifier).toMatch(/^shop-db-[0-9a-f]{8}$/);
    expect(instance.final_snapshot_identifier).toBe(`${String(instance.identifier)}-final`);
    expect(instance).not.toHaveProperty('password');
    expect(onlyResource(json, 'aws_db_subnet_group').subnet_ids).toEqual(['subnet-1', 'subnet-2']);
    expect(resourcesOf(json, 'aws_vpc_security_group_ingress_rule')).toHaveLength(0);
    expect(resourcesOf(json, 'aws_vpc_security_group_egress_rule')).toHaveLength(0);
  });

  it('makes encrypted log groups first, which the key lets CloudWatch Logs use', () => {
    const json = synthesised({ identifier: 'shop-db' });
    const groups = resourcesOf(json, 'aws_cloudwatch_log_group');
    expect(groups.map(({ name }) => name)).toEqual([
      '/aws/rds/instance/shop-db/postgresql',
      '/aws/rds/instance/shop-db/upgrade',
    ]);
    for (const group of groups)
      expect(group).toMatchObject({
        retention_in_days: 365,
        kms_key_id: expect.stringContaining('aws_kms_key.db_Key') as unknown,
      });
    const policy = String(resourcesOf(json, 'aws_kms_key')[0]?.policy);
    expect(policy).toContain(':log-group:/aws/rds/instance/shop-db/postgresql');
    expect(policy).toContain(':log-group:/aws/rds/instance/shop-db/upgrade');
    expect(onlyResource(json, 'aws_db_instance').depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy_attachment\.db_MonitoringRole_/),
      expect.stringMatching(/^aws_cloudwatch_log_group\.db_LogGroup-postgresql_/),
      expect.stringMatching(/^aws_cloudwatch_log_group\.db_LogGroup-upgrade_/),
    ]);
  });

  it('trusts RDS monitoring for this one instance', () => {
    const trust = JSON.parse(
      String(onlyResource(synthesised({ identifier: 'shop-db' }), 'aws_iam_role').assume_role_policy),
    ) as {
      Statement: unknown[];
    };
    expect(trust.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'monitoring.rds.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': [expect.stringContaining('aws_caller_identity')] },
          ArnLike: { 'aws:SourceArn': [expect.stringMatching(/:rds:.+:db:shop-db$/)] },
        },
      },
    ]);
  });

  it.each<[DatabaseEngine, string, readonly string[], boolean]>([
    [DatabaseEngine.POSTGRES_15, 'rds.force_ssl', ['postgresql', 'upgrade'], false],
    [DatabaseEngine.MYSQL_8_4, 'require_secure_transport', ['audit', 'error', 'general', 'slowquery'], true],
    [DatabaseEngine.MARIADB_11_4, 'require_secure_transport', ['audit', 'error', 'general', 'slowquery'], true],
  ])('rejects clear text and writes the logs it exports: engine %#', (engine, parameter, logs, audits) => {
    const json = synthesised({ engine });
    expect(parametersOf(json)[parameter]).toBe('1');
    expect(onlyResource(json, 'aws_db_parameter_group').family).toBe(engine.family);
    expect(onlyResource(json, 'aws_db_instance').enabled_cloudwatch_logs_exports).toEqual(logs);
    const optionGroups = resourcesOf(json, 'aws_db_option_group');
    expect(optionGroups).toHaveLength(audits ? 1 : 0);
    if (audits)
      expect(optionGroups[0]).toMatchObject({ engine_name: engine.name, major_engine_version: engine.majorVersion });
  });

  it('logs statements of PostgreSQL', () => {
    expect(parametersOf(synthesised())).toMatchObject({ log_statement: 'ddl', log_min_duration_statement: '1000' });
  });

  it('takes further parameters, but not the one for TLS', () => {
    const parameters = { work_mem: '8192', log_statement: 'mod' };
    expect(parametersOf(synthesised({ parameters }))).toMatchObject({ ...parameters, 'rds.force_ssl': '1' });
    const error = errorOf(() => newDatabase(newStack(), { parameters: { 'rds.force_ssl': '0' } }));
    expect(error.code).toBe('DB_PARAMETER_RESERVED');
  });

  it('goes without Performance Insights where the class is too small for it', () => {
    const instance = onlyResource(
      synthesised({ engine: DatabaseEngine.MYSQL_8_4, instanceClass: 'db.t4g.micro' }),
      'aws_db_instance',
    );
    expect(instance.performance_insights_enabled).toBe(false);
    expect(instance).not.toHaveProperty('performance_insights_kms_key_id');
  });

  it.each<[Profile, boolean, number]>([
    [Profile.PROD, true, 35],
    [Profile.STAGING, true, 14],
    [Profile.DEV, false, 7],
  ])('spends what the profile %s allows and guards as always', (profile, multiAz, days) => {
    const stack = newStack();
    Profile.set(stack, profile);
    const instance = onlyResource(synthesised({}, stack), 'aws_db_instance');
    expect(instance).toMatchObject({ multi_az: multiAz, backup_retention_period: days });
    expect(instance).toMatchObject({
      storage_encrypted: true,
      deletion_protection: true,
      publicly_accessible: false,
      skip_final_snapshot: false,
    });
  });

  it('passes on what it is told', () => {
    const stack = newStack();
    const props: Partial<DatabaseInstanceProps> = {
      databaseName: 'shop',
      masterUsername: 'shopowner',
      port: 6000,
      allocatedStorageGib: 100,
      maxAllocatedStorageGib: 200,
      multiAz: false,
      backupRetentionDays: 10,
      looseningReason: 'rebuilt from events within an hour',
      finalSnapshotIdentifier: 'last',
      monitoringIntervalSeconds: 5,
      logRetentionDays: 400,
      backupWindow: '03:00-04:00',
      maintenanceWindow: 'sun:04:30-sun:05:30',
      tags: { a: 'b' },
      encryptionKey: Key.fromKeyArn(
        stack,
        'key',
        'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
    };
    const json = synthesised(props, stack);
    expect(onlyResource(json, 'aws_db_instance')).toMatchObject({
      db_name: 'shop',
      username: 'shopowner',
      port: 6000,
      allocated_storage: 100,
      max_allocated_storage: 200,
      multi_az: false,
      backup_retention_period: 10,
      final_snapshot_identifier: 'last',
      monitoring_interval: 5,
      backup_window: '03:00-04:00',
      maintenance_window: 'sun:04:30-sun:05:30',
      tags: { a: 'b' },
      kms_key_id: props.encryptionKey?.keyArn,
    });
    expect(resourcesOf(json, 'aws_kms_key').map(({ description }) => description)).toEqual([
      'Key of the logs of shop/db',
      'Key of the master password of the database at shop/db',
    ]);
    for (const group of resourcesOf(json, 'aws_cloudwatch_log_group')) expect(group.retention_in_days).toBe(400);
  });

  it('takes tokens for every number', () => {
    const stack = newStack();
    const n = new TerraformVariable(stack, 'n', { type: 'number' }).numberValue;
    const db = newDatabase(stack, {
      port: n,
      allocatedStorageGib: n,
      maxAllocatedStorageGib: n,
      backupRetentionDays: n,
      monitoringIntervalSeconds: n,
      logRetentionDays: n,
    });
    db.connections.allowDefaultPortFrom(Peer.ipv4('10.0.0.0/8'));
    const json = synth(stack);
    const instance = onlyResource(json, 'aws_db_instance');
    for (const attribute of [
      'port',
      'allocated_storage',
      'max_allocated_storage',
      'backup_retention_period',
      'monitoring_interval',
    ]) {
      expect(instance[attribute]).toBe('${var.n}');
    }
    expect(resourcesOf(json, 'aws_cloudwatch_log_group')[0]?.retention_in_days).toBe('${var.n}');
    expect(onlyResource(json, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      from_port: '${var.n}',
      to_port: '${var.n}',
    });
  });

  it.each<[Partial<DatabaseInstanceProps>, string]>([
    [{ backupRetentionDays: 0 }, 'DB_BACKUP_RETENTION_INVALID'],
    [{ backupRetentionDays: 6 }, 'DB_BACKUP_RETENTION_INVALID'],
    [{ backupRetentionDays: 36 }, 'DB_BACKUP_RETENTION_INVALID'],
    [{ port: 1149 }, 'DB_PORT_INVALID'],
    [{ port: 65_536 }, 'DB_PORT_INVALID'],
    [{ allocatedStorageGib: 19 }, 'DB_STORAGE_INVALID'],
    [{ maxAllocatedStorageGib: 65_537 }, 'DB_STORAGE_INVALID'],
    [{ monitoringIntervalSeconds: 0 }, 'DB_MONITORING_INTERVAL_INVALID'],
    [{ monitoringIntervalSeconds: 20 }, 'DB_MONITORING_INTERVAL_INVALID'],
    [{ logRetentionDays: 30 }, 'DB_LOG_RETENTION_INVALID'],
    [{ logRetentionDays: 0 }, 'DB_LOG_RETENTION_INVALID'],
    [{ masterUsername: 'admin' }, 'DB_USERNAME_INVALID'],
    [{ masterUsername: 'Postgres' }, 'DB_USERNAME_INVALID'],
    [{ masterUsername: '' }, 'DB_USERNAME_INVALID'],
    [{ masterUsername: 'seventeen_letters', engine: DatabaseEngine.MYSQL_8_4 }, 'DB_USERNAME_INVALID'],
    [{ identifier: 'Shop' }, 'DB_IDENTIFIER_INVALID'],
    [{ identifier: 'shop--db' }, 'DB_IDENTIFIER_INVALID'],
    [{ identifier: 'x'.repeat(64) }, 'DB_IDENTIFIER_INVALID'],
    [{ subnetIds: [] }, 'DB_SUBNETS_MISSING'],
    [{ subnetIds: ['subnet-1', 'subnet-1'] }, 'DB_SUBNETS_MISSING'],
  ])('refuses %p', (props, code) => {
    const error = errorOf(() => newDatabase(newStack(), props));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/db');
  });

  it('takes a list of subnets that is not known yet', () => {
    const stack = newStack();
    const subnetIds = new TerraformVariable(stack, 'subnets', { type: 'list(string)' }).listValue;
    expect(onlyResource(synthesised({ subnetIds }, stack), 'aws_db_subnet_group').subnet_ids).toBe('${var.subnets}');
  });
});

describe('connections of a database', () => {
  it('open its port to those who ask, at both ends', () => {
    const stack = newStack();
    const web = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
    newDatabase(stack).connections.allowDefaultPortFrom(web);
    const json = synth(stack);
    expect(onlyResource(json, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      from_port: 5433,
      to_port: 5433,
      ip_protocol: 'tcp',
    });
    expect(onlyResource(json, 'aws_vpc_security_group_egress_rule')).toMatchObject({
      from_port: 5433,
      to_port: 5433,
      ip_protocol: 'tcp',
    });
  });

  it('never let the internet in, on no port', () => {
    const stack = newStack();
    const own = newDatabase(stack);
    const shared = new SecurityGroup(stack, 'shared', { vpcId: 'vpc-1' });
    new DatabaseInstance(stack, 'other', { ...PROPS, securityGroups: [shared] });
    for (const { connections } of [own, shared]) {
      expect(
        errorOf(() => {
          connections.allowFrom(Peer.anyIpv4('why not'), Port.HTTPS);
        }).code,
      ).toBe('SG_PUBLIC_SOURCE_FORBIDDEN');
    }
    const open = new SecurityGroup(stack, 'open', { vpcId: 'vpc-1' });
    open.connections.allowFrom(Peer.anyIpv6('website'), Port.HTTPS);
    expect(errorOf(() => new DatabaseInstance(stack, 'third', { ...PROPS, securityGroups: [open] })).code).toBe(
      'SG_PUBLIC_SOURCE_FORBIDDEN',
    );
  });
});

describe('grants on a database', () => {
  it('let a role connect as one user of this instance', () => {
    const stack = newStack();
    const grant = newDatabase(stack).grantConnect(newRole(stack), 'app_user');
    expect(grant.principalStatements).toHaveLength(1);
    const policy = JSON.parse(String(onlyResource(synth(stack), 'aws_iam_policy').policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    expect(policy.Statement[0]?.Action).toEqual(['rds-db:connect']);
    expect(policy.Statement[0]?.Resource).toEqual([
      expect.stringMatching(
        /^arn:\$\{.+\}:rds-db:\$\{.+\}:\$\{.+\}:dbuser:\$\{aws_db_instance\.db_\w+\.resource_id\}\/app_user$/,
      ),
    ]);
  });

  it.each(['*', 'app*', '', 'a/b', 'a?'])('refuse user %p', (user) => {
    const stack = newStack();
    expect(errorOf(() => newDatabase(stack).grantConnect(newRole(stack), user)).code).toBe('DB_USER_INVALID');
  });

  it('let a role read the master password and decrypt it', () => {
    const stack = newStack();
    newDatabase(stack).grantReadSecret(newRole(stack));
    const policy = JSON.parse(String(onlyResource(synth(stack), 'aws_iam_policy').policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    expect(policy.Statement.map(({ Action }) => Action)).toEqual([['kms:Decrypt'], ['secretsmanager:GetSecretValue']]);
    expect(policy.Statement[1]?.Resource).toEqual([
      expect.stringMatching(/^\$\{aws_db_instance\.db_\w+\.master_user_secret\[0\]\.secret_arn\}$/),
    ]);
  });

  it('work for an instance that was made elsewhere', () => {
    const stack = newStack();
    const attributes = {
      instanceIdentifier: 'legacy',
      endpointAddress: 'legacy.example.com',
      port: 5555,
      resourceId: 'db-ABCDEFGHIJKL01234',
      securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'group', 'sg-0123456789abcdef0')],
    };
    const role = newRole(stack);
    const legacy = DatabaseInstance.fromAttributes(stack, 'legacy', attributes);
    legacy.connections.allowDefaultPortFrom(Peer.ipv4('10.0.0.0/8'));
    legacy.grantConnect(role, 'app');
    expect(errorOf(() => legacy.grantReadSecret(role)).code).toBe('DB_SECRET_UNKNOWN');
    const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:legacy-AbCdEf';
    const masterUserSecret = Secret.fromSecretArn(stack, 'secret', arn);
    DatabaseInstance.fromAttributes(stack, 'known', { ...attributes, masterUserSecret }).grantReadSecret(role);
    const json = synth(stack);
    expect(onlyResource(json, 'aws_vpc_security_group_ingress_rule')).toMatchObject({
      from_port: 5555,
      security_group_id: 'sg-0123456789abcdef0',
    });
    const policy = String(onlyResource(json, 'aws_iam_policy').policy);
    expect(policy).toContain('dbuser:db-ABCDEFGHIJKL01234/app');
    expect(policy).toContain(arn);
    expect(json.resource.aws_db_instance).toBeUndefined();
  });
});

describe('guarantees of a database', () => {
  const both = (attribute: string, insecure: unknown): readonly Attack[] => [
    ...overrideAttacks(attribute, insecure),
    ...deletionAttacks(attribute),
  ];

  it.each<Attack<DbInstance>>([
    ['setter of storageEncrypted', (r) => (r.storageEncrypted = false)],
    [
      'resetStorageEncrypted',
      (r) => {
        r.resetStorageEncrypted();
      },
    ],
    [
      'resetKmsKeyId',
      (r) => {
        r.resetKmsKeyId();
      },
    ],
    ['setter of publiclyAccessible', (r) => (r.publiclyAccessible = true)],
    [
      'resetPubliclyAccessible',
      (r) => {
        r.resetPubliclyAccessible();
      },
    ],
    ['setter of deletionProtection', (r) => (r.deletionProtection = false)],
    [
      'resetDeletionProtection',
      (r) => {
        r.resetDeletionProtection();
      },
    ],
    ['setter of backupRetentionPeriod', (r) => (r.backupRetentionPeriod = 0)],
    [
      'resetBackupRetentionPeriod',
      (r) => {
        r.resetBackupRetentionPeriod();
      },
    ],
    ['setter of password', (r) => (r.password = 'hunter' + '2')],
    [
      'resetManageMasterUserPassword',
      (r) => {
        r.resetManageMasterUserPassword();
      },
    ],
    [
      'resetParameterGroupName',
      (r) => {
        r.resetParameterGroupName();
      },
    ],
    ['setter of vpcSecurityGroupIds', (r) => (r.vpcSecurityGroupIds = ['sg-open'])],
    ['setter of snapshotIdentifier', (r) => (r.snapshotIdentifier = 'clear')],
    ...both('storage_encrypted', false),
    ...both('kms_key_id', 'alias/aws/rds'),
    ...both('publicly_accessible', true),
    ...both('deletion_protection', false),
    ...both('skip_final_snapshot', true),
    ...both('backup_retention_period', 6),
    ...both('manage_master_user_password', false),
    ...both('iam_database_authentication_enabled', false),
    ...both('auto_minor_version_upgrade', false),
    ...both('copy_tags_to_snapshot', false),
    ...both('monitoring_interval', 0),
    ...both('enabled_cloudwatch_logs_exports', ['other']),
    ...both('parameter_group_name', 'default.postgres17'),
    ...overrideAttacks('ca_cert_identifier', 'rds-ca-2019'),
    ...overrideAttacks('username', 'postgres'),
    ...overrideAttacks('password', 'x'),
    ...overrideAttacks('restore_to_point_in_time', { source_db_instance_identifier: 'clear' }),
    ...overrideAttacks('performance_insights_kms_key_id', 'alias/aws/rds'),
  ])('notice %s', (_, attack) => {
    const stack = newStack();
    attack(newDatabase(stack).resource, stack);
    expect(() => synth(stack)).toThrow(/\[shop\/db\] DB_/);
  });

  it.each<[string, string, Attack]>(
    [
      [
        'ParameterGroup',
        'DB_TLS_REQUIRED',
        [...overrideAttacks('parameter', [{ name: 'rds.force_ssl', value: '0' }]), ...deletionAttacks('parameter')],
      ] as const,
      ['LogGroup-upgrade', 'DB_LOGS_', [...both('kms_key_id', 'alias/x'), ...both('retention_in_days', 30)]] as const,
    ].flatMap(([child, code, attacks]) => attacks.map((attack): [string, string, Attack] => [child, code, attack])),
  )('notice an attack on its %s with %s: %p', (child, code, [, run]) => {
    const stack = newStack();
    run(childResource(newDatabase(stack), child), stack);
    expect(() => synth(stack)).toThrow(new RegExp(code));
  });

  it('leave room for what is as good', () => {
    const stack = newStack();
    const database = newDatabase(stack);
    const { resource } = database;
    resource.monitoringInterval = 1;
    resource.caCertIdentifier = 'rds-ca-ecc384-g1';
    childResource(database, 'ParameterGroup').addOverride('parameter', [{ name: 'work_mem', value: '8192' }]);
    expect(() => synth(stack)).not.toThrow();
  });

  it('notice a default that is made weaker behind the back of its props', () => {
    const weaker = (change: (resource: DatabaseInstance['resource']) => void, props: object = {}) => {
      const stack = newStack();
      change(newDatabase(stack, props).resource);
      return () => synth(stack);
    };
    const standby = (resource: DatabaseInstance['resource']) => (resource.multiAz = false);
    const backups = (resource: DatabaseInstance['resource']) => (resource.backupRetentionPeriod = 14);
    expect(weaker(standby)).toThrow(/DB_MULTI_AZ/);
    expect(weaker(backups)).toThrow(/DB_BACKUPS.* guarantees 35 days/);
    expect(weaker(standby, { multiAz: false, looseningReason: 'a test' })).not.toThrow();
    expect(weaker(backups, { backupRetentionDays: 10, looseningReason: 'a test' })).not.toThrow();
  });

  it('list everything that is broken, without passwords', () => {
    const stack = newStack();
    const { resource } = newDatabase(stack);
    resource.storageEncrypted = false;
    resource.password = 'hunter' + '2';
    let message = '';
    try {
      synth(stack);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('DB_STORAGE_ENCRYPTED');
    expect(message).toContain('DB_MANAGED_PASSWORD');
    expect(message).not.toContain('hunter');
  });
});
