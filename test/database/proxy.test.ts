import { Testing, type TerraformStack } from 'cdktf';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { DatabaseCluster } from '../../lib/database/cluster';
import { DatabaseEngine } from '../../lib/database/engine';
import { DatabaseInstance } from '../../lib/database/instance';
import { DatabaseProxy } from '../../lib/database/proxy';
import { ProxyEngineFamily } from '../../lib/database/proxy-engine-family';
import type { DatabaseProxyAttributes, DatabaseProxyProps } from '../../lib/database/proxy-props';
import { ProxyTarget } from '../../lib/database/proxy-target';
import { Key } from '../../lib/encryption/key';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { Secret } from '../../lib/secrets/secret';
import { errorOf, newStack, onlyResource, resourcesOf, synth, type Synthesised } from '../core/support';
import { newCluster, newRole, statementsOf, synthTwoStacks, tokens } from './cluster-support';

const NETWORK = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
const REASON = { looseningReason: 'the framework cannot make tokens' };
const ARN = 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0123456789abcdef0';

function newInstance(stack: TerraformStack, engine = DatabaseEngine.MYSQL_8_4): DatabaseInstance {
  return new DatabaseInstance(stack, 'db', { ...NETWORK, engine, instanceClass: 'db.m7g.large' });
}

/** A cluster that was made elsewhere: costs little to make. */
function importedTarget(stack: TerraformStack, id = 'imported'): ProxyTarget {
  const cluster = DatabaseCluster.fromAttributes(stack, id, {
    clusterIdentifier: 'shop',
    clusterEndpoint: 'shop.example.com',
    port: 5433,
    resourceId: 'cluster-ABCDEFGHIJKL01234',
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, `${id}-group`, 'sg-0123456789abcdef0')],
    masterUserSecret: new Secret(stack, `${id}-secret`),
  });
  return ProxyTarget.fromCluster(cluster);
}

function newProxy(props: Partial<DatabaseProxyProps> = {}, stack = newStack()): DatabaseProxy {
  const target = props.target ?? importedTarget(stack);
  return new DatabaseProxy(stack, 'proxy', {
    ...NETWORK,
    engineFamily: target.engineFamily === undefined ? ProxyEngineFamily.POSTGRESQL : undefined,
    ...props,
    target,
  });
}

describe('DatabaseProxy', () => {
  it('takes TLS and IAM tokens alone, and reads one secret', () => {
    const stack = newStack();
    const proxy = newCluster({}, stack).addProxy('proxy');
    const json = synth(stack);
    const resource = onlyResource(json, 'aws_db_proxy');
    const secretArn = expect.stringMatching(
      /^\$\{aws_rds_cluster\.db_\w+\.master_user_secret\[0\]\.secret_arn\}$/,
    ) as unknown;
    expect(resource).toMatchObject({
      auth: [{ auth_scheme: 'SECRETS', iam_auth: 'REQUIRED', secret_arn: secretArn }],
      debug_logging: false,
      engine_family: 'POSTGRESQL',
      idle_client_timeout: 1800,
      require_tls: true,
      role_arn: expect.stringMatching(/^\$\{aws_iam_role\.db_proxy_Role_\w+\.arn\}$/) as unknown,
      vpc_security_group_ids: [expect.stringContaining('aws_security_group.db_proxy_SecurityGroup')],
      vpc_subnet_ids: ['subnet-1', 'subnet-2'],
    });
    expect(resource).not.toHaveProperty('default_auth_scheme');
    expect(resource.depends_on).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_cloudwatch_log_group\./),
        expect.stringMatching(/^aws_iam_role_policy_attachment\.db_proxy_Role/),
      ]),
    );
    expect(statementsOf(json)).toEqual([
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: [expect.stringContaining('aws_kms_key.db_MasterUserSecretKey')],
        Condition: { StringEquals: { 'kms:ViaService': [expect.stringMatching(/^secretsmanager\./)] } },
      },
      { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: [secretArn] },
    ]);
    expect(onlyResource(json, 'aws_db_proxy_default_target_group')).toMatchObject({
      connection_pool_config: {
        connection_borrow_timeout: 120,
        max_connections_percent: 100,
        max_idle_connections_percent: 50,
      },
    });
    expect(onlyResource(json, 'aws_db_proxy_target')).toMatchObject({
      db_cluster_identifier: expect.stringMatching(/^shop-db-/) as unknown,
      target_group_name: expect.stringContaining('aws_db_proxy_default_target_group.') as unknown,
      depends_on: [expect.stringContaining('aws_rds_cluster_instance.db_Instance-writer')],
    });
    const log = resourcesOf(json, 'aws_cloudwatch_log_group').find(({ name }) => String(name).includes('/proxy/'));
    expect(log).toMatchObject({ name: `/aws/rds/proxy/${proxy.proxyName}`, retention_in_days: 365 });
    const [egress] = resourcesOf(json, 'aws_vpc_security_group_egress_rule');
    const [ingress] = resourcesOf(json, 'aws_vpc_security_group_ingress_rule');
    for (const rule of [egress, ingress]) expect(rule).toMatchObject({ from_port: 5433, to_port: 5433 });
    expect(ingress?.security_group_id).toContain('aws_security_group.db_SecurityGroup');
    expect(egress?.security_group_id).toContain('aws_security_group.db_proxy_SecurityGroup');
  });

  it('is let in on its own port, never from the internet', () => {
    const stack = newStack();
    const proxy = newProxy({ target: ProxyTarget.fromInstance(newInstance(stack)) }, stack);
    const app = new SecurityGroup(stack, 'app', { vpcId: 'vpc-1' });
    proxy.connections.allowDefaultPortFrom(app);
    const ports = resourcesOf(synth(stack), 'aws_vpc_security_group_ingress_rule').map(({ from_port: port }) => port);
    expect([...ports].sort()).toEqual([3306, 3307]);
    expect(
      errorOf(() => {
        proxy.connections.allowFrom(Peer.anyIpv4('all'), Port.HTTPS);
      }).code,
    ).toBe('SG_PUBLIC_SOURCE_FORBIDDEN');
  });

  it('grants on its resource id, which its ARN has and its name has not', () => {
    const stack = newStack();
    const role = newRole(stack);
    newProxy({}, stack).grantConnect(role, 'shop');
    const imported = DatabaseProxy.fromAttributes(stack, 'known', {
      proxyName: 'shop',
      proxyArn: ARN,
      endpoint: 'shop.proxy.example.com',
      engineFamily: ProxyEngineFamily.MYSQL,
      securityGroups: [],
    });
    imported.grantConnect(role, 'orders');
    expect(imported.port).toBe(3306);
    const json = JSON.parse(Testing.synth(stack, true)) as Synthesised & { readonly locals: Record<string, string> };
    const { locals } = json;
    expect(Object.values(locals)).toEqual([
      expect.stringMatching(/^\$\{element\(split\(":", aws_db_proxy\.proxy_\w+\.arn\), 6\)\}$/),
    ]);
    const connect = statementsOf(json).filter(({ Action }) => String(Action) === 'rds-db:connect');
    expect(connect.map(({ Resource }) => String(Resource).replace(/^.*:dbuser:/, ''))).toEqual([
      `\${local.${Object.keys(locals).join()}}/shop`,
      'prx-0123456789abcdef0/orders',
    ]);
    expect(String(connect[1]?.Resource)).toBe(
      ARN.replace(':rds:', ':rds-db:').replace('db-proxy:', 'dbuser:') + '/orders',
    );
    for (const user of ['*', 'a?', '', undefined as never])
      expect(errorOf(() => imported.grantConnect(role, user)).code).toBe('DB_USER_INVALID');
  });

  it.each<[DatabaseEngine, string, number, string]>([
    [DatabaseEngine.POSTGRES_17, 'POSTGRESQL', 5432, 'POSTGRES_SCRAM_SHA_256'],
    [DatabaseEngine.MYSQL_8_4, 'MYSQL', 3306, 'MYSQL_CACHING_SHA2_PASSWORD'],
    [DatabaseEngine.MARIADB_11_4, 'MYSQL', 3306, 'MYSQL_CACHING_SHA2_PASSWORD'],
    [DatabaseEngine.SQL_SERVER_SE_16, 'SQLSERVER', 1433, 'SQL_SERVER_AUTHENTICATION'],
  ])('knows the protocol of an instance: engine %#', (engine, family, port, password) => {
    const target = ProxyTarget.fromInstance(newInstance(newStack(), engine));
    expect(target.engineFamily).toMatchObject({ name: family, port });
    expect(target.engineFamily?.clientPasswordAuthTypes[0]).toBe(password);
  });

  it('passes on what it is told', () => {
    const stack = newStack();
    const secrets = ['one', 'two'].map((id) => new Secret(stack, id));
    newProxy(
      {
        secrets,
        engineFamily: ProxyEngineFamily.POSTGRESQL,
        proxyName: 'shop-proxy',
        idleClientTimeoutSeconds: 60,
        maxConnectionsPercent: 31,
        connectionBorrowTimeoutSeconds: 0,
        initQuery: 'SET x = 1',
        sessionPinningFilters: ['EXCLUDE_VARIABLE_SETS'],
        securityGroups: [new SecurityGroup(stack, 'group', { vpcId: 'vpc-1' })],
        encryptionKey: new Key(stack, 'key'),
        logRetentionDays: 731,
        tags: { a: 'b' },
      },
      stack,
    );
    const json = synth(stack);
    const proxy = onlyResource(json, 'aws_db_proxy');
    expect(proxy).toMatchObject({ name: 'shop-proxy', idle_client_timeout: 60, tags: { a: 'b' } });
    expect(proxy.auth).toHaveLength(2);
    expect(proxy.vpc_security_group_ids).toEqual([expect.stringContaining('aws_security_group.group_')]);
    expect(onlyResource(json, 'aws_db_proxy_default_target_group').connection_pool_config).toEqual({
      connection_borrow_timeout: 0,
      init_query: 'SET x = 1',
      max_connections_percent: 31,
      max_idle_connections_percent: 15,
      session_pinning_filters: ['EXCLUDE_VARIABLE_SETS'],
    });
    expect(onlyResource(json, 'aws_cloudwatch_log_group')).toMatchObject({
      name: '/aws/rds/proxy/shop-proxy',
      retention_in_days: 731,
      kms_key_id: expect.stringContaining('aws_kms_key.key_') as unknown,
    });
    expect(Guardrails.loosened(stack)).toEqual([]);
  });

  it('wants a reason for passwords and long idle times, and reports it', () => {
    expect(errorOf(() => newProxy({ iamAuthentication: false })).code).toBe('LOOSENING_REASON_MISSING');
    expect(errorOf(() => newProxy({ idleClientTimeoutSeconds: 1801 })).code).toBe('LOOSENING_REASON_MISSING');
    const stack = newStack();
    const proxy = newProxy(
      { iamAuthentication: false, clientPasswordAuthType: 'POSTGRES_MD5', idleClientTimeoutSeconds: 3600, ...REASON },
      stack,
    );
    expect(onlyResource(synth(stack), 'aws_db_proxy').auth).toEqual([
      expect.objectContaining({ iam_auth: 'DISABLED', client_password_auth_type: 'POSTGRES_MD5' }),
    ]);
    expect(Guardrails.loosened(stack).map(({ setting }) => setting)).toEqual([
      'iamAuthentication',
      'clientPasswordAuthType',
      'idleClientTimeoutSeconds',
    ]);
    expect(errorOf(() => proxy.grantConnect(newRole(stack), 'shop')).code).toBe('DB_PROXY_INVALID');
  });

  it('takes tokens for every number, text, list and flag', () => {
    const stack = newStack();
    const { text, number, list, flag } = tokens(stack);
    newProxy(
      {
        vpcId: text,
        subnetIds: list,
        proxyName: text,
        iamAuthentication: flag,
        clientPasswordAuthType: text,
        idleClientTimeoutSeconds: number,
        maxConnectionsPercent: number,
        maxIdleConnectionsPercent: number,
        connectionBorrowTimeoutSeconds: number,
        initQuery: text,
        sessionPinningFilters: list,
        logRetentionDays: number,
        tags: { a: text },
        ...REASON,
      },
      stack,
    );
    const json = synth(stack);
    expect(onlyResource(json, 'aws_db_proxy')).toMatchObject({
      auth: [{ iam_auth: '${var.flag ? "REQUIRED" : "DISABLED"}', client_password_auth_type: '${var.text}' }],
      idle_client_timeout: '${var.number}',
      vpc_subnet_ids: '${var.list}',
    });
    expect(JSON.stringify(json)).not.toMatch(/NaN|-1\.888\d*e\+?289/);
  });

  it.each<[string, Partial<DatabaseProxyProps>]>([
    ['DB_PROXY_INVALID', { engineFamily: 'MYSQL' as never }],
    ['DB_PROXY_INVALID', { secrets: [] }],
    ['DB_PROXY_INVALID', { secrets: ['arn'] as never }],
    ['DB_PROXY_INVALID', { idleClientTimeoutSeconds: 0 }],
    ['DB_PROXY_INVALID', { idleClientTimeoutSeconds: 28_801 }],
    ['DB_PROXY_INVALID', { maxConnectionsPercent: 0 }],
    ['DB_PROXY_INVALID', { maxConnectionsPercent: 101 }],
    ['DB_PROXY_INVALID', { maxConnectionsPercent: 20, maxIdleConnectionsPercent: 30 }],
    ['DB_PROXY_INVALID', { connectionBorrowTimeoutSeconds: 301 }],
    ['DB_PROXY_INVALID', { sessionPinningFilters: ['ALL'] }],
    ['DB_PROXY_INVALID', { sessionPinningFilters: 'EXCLUDE_VARIABLE_SETS' as never }],
    ['DB_PROXY_INVALID', { clientPasswordAuthType: 'POSTGRES_MD5' }],
    ['DB_PROXY_INVALID', { iamAuthentication: false, clientPasswordAuthType: 'MYSQL_NATIVE_PASSWORD', ...REASON }],
    ['DB_PROP_INVALID', { iamAuthentication: 'no' as never }],
    ['DB_PROP_INVALID', { initQuery: '' }],
    ['DB_PROP_INVALID', { vpcId: '' }],
    ['DB_PROP_INVALID', { looseningReason: '' }],
    ['DB_SUBNETS_MISSING', { subnetIds: ['subnet-1'] }],
    ['DB_IDENTIFIER_INVALID', { proxyName: 'Shop' }],
    ['DB_LOG_RETENTION_INVALID', { logRetentionDays: 7 }],
    ['TAGS_INVALID', { tags: { 'aws:x': 'y' } }],
    ['KEY_ARN_INVALID', { encryptionKey: {} as never }],
  ])('refuses what is wrong: %s %j', (code, props) => {
    const error = errorOf(() => newProxy(props));
    expect(error.code).toBe(code);
    expect(error.constructPath).toBe('shop/proxy');
  });

  it('refuses targets that it cannot stand before', () => {
    const stack = newStack();
    const oracle = newInstance(stack, DatabaseEngine.ORACLE_SE2_19);
    expect(errorOf(() => ProxyTarget.fromInstance(oracle)).message).toMatch(/oracle-se2.+without a proxy/);
    expect(errorOf(() => ProxyTarget.fromCluster({} as never)).code).toBe('DB_PROXY_INVALID');
    expect(errorOf(() => ProxyTarget.fromInstance(undefined as never)).code).toBe('DB_PROXY_INVALID');
    const create = (target: unknown, engineFamily?: ProxyEngineFamily) => () =>
      new DatabaseProxy(newStack(), 'proxy', { ...NETWORK, target: target as never, engineFamily });
    expect(errorOf(create({})).code).toBe('DB_PROXY_INVALID');
    expect(errorOf(create(importedTarget(stack))).message).toMatch(/pass engineFamily/);
    const known = ProxyTarget.fromCluster(newCluster({}, stack, 'cluster'));
    expect(errorOf(create(known, ProxyEngineFamily.MYSQL)).message).toMatch(/engineFamily is MYSQL.+POSTGRESQL/);
  });

  it.each<[string, Partial<DatabaseProxyAttributes>]>([
    ['DB_PROXY_INVALID', { proxyArn: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:shop' }],
    ['DB_PROXY_INVALID', { engineFamily: 'MYSQL' as never }],
    ['DB_PROXY_INVALID', { securityGroups: 'sg-1' as never }],
    ['DB_PROXY_INVALID', { proxyArn: undefined }],
    ['DB_PROXY_INVALID', { engineFamily: undefined }],
    ['DB_IDENTIFIER_INVALID', { proxyName: 'a b' }],
    ['DB_PROP_INVALID', { endpoint: ' ' }],
  ])('refuses attributes of imports that are wrong: %s %j', (code, attributes) => {
    const error = errorOf(() =>
      DatabaseProxy.fromAttributes(newStack(), 'proxy', {
        proxyName: 'shop',
        proxyArn: ARN,
        endpoint: 'shop.example.com',
        engineFamily: ProxyEngineFamily.MYSQL,
        securityGroups: [],
        ...attributes,
      }),
    );
    expect(error.code).toBe(code);
  });

  it('notices what is undone behind its back', () => {
    const stack = newStack();
    const proxy = newProxy({}, stack);
    proxy.resource.requireTls = false;
    proxy.resource.addOverride('debug_logging', true);
    proxy.resource.addOverride('auth.0.iam_auth', 'DISABLED');
    expect(() => synth(stack)).toThrow(/DB_TLS_REQUIRED[^]+DB_PROXY_LOGS[^]+DB_PROXY_AUTHENTICATION/);
  });

  it('stands before a database of another stack', () => {
    const { data, web, order } = synthTwoStacks((dataStack, webStack) => {
      const cluster = newCluster({}, dataStack);
      new DatabaseProxy(webStack, 'proxy', { ...NETWORK, target: ProxyTarget.fromCluster(cluster) });
    });
    expect(order).toEqual(['data']);
    expect(resourcesOf(web, 'aws_vpc_security_group_ingress_rule')).toHaveLength(1);
    expect(resourcesOf(data, 'aws_vpc_security_group_ingress_rule')).toHaveLength(0);
    expect(onlyResource(web, 'aws_db_proxy_target')).not.toHaveProperty('depends_on');
    expect(JSON.stringify(onlyResource(web, 'aws_db_proxy').auth)).toContain('cross-stack-reference-input-data');
  });

  it('lets roles of another stack connect', () => {
    const { data, web, order } = synthTwoStacks((dataStack, webStack) => {
      newCluster({}, dataStack).addProxy('proxy').grantConnect(newRole(webStack), 'shop');
    });
    expect(order).toEqual(['data']);
    expect(JSON.stringify(statementsOf(web))).toMatch(
      /dbuser:\$\{data\.terraform_remote_state\.cross-stack-reference-input-data\.outputs\.[\w-]+\}\/shop/,
    );
    expect(JSON.stringify(data.output)).toContain('${local.');
  });
});
