import { TerraformStack, Testing } from 'cdktf';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { ApprovedInstanceFamilies } from '../../lib/database/approved-instance-families';
import { DatabaseCluster } from '../../lib/database/cluster';
import { DatabaseClusterEngine } from '../../lib/database/cluster-engine';
import { ClusterInstance } from '../../lib/database/cluster-instance';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { Secret } from '../../lib/secrets/secret';
import { errorOf, newStack, onlyResource, resourcesOf, synth } from '../core/support';
import { newCluster, newRole, statementsOf, synthTwoStacks, WRITER } from './cluster-support';

const MYSQL = DatabaseClusterEngine.AURORA_MYSQL_8_0;
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';

describe('a DatabaseCluster in use', () => {
  it('grants on its resource id, its secret and its Data API, and on nothing else', () => {
    const stack = newStack();
    const cluster = newCluster({ enableDataApi: true }, stack);
    const role = newRole(stack);
    cluster.grantConnect(role, 'shop');
    cluster.grantReadSecret(role);
    cluster.grantDataApiAccess(role, new Secret(stack, 'user'));
    const statements = statementsOf(synth(stack));
    expect(statements[0]).toMatchObject({
      Action: ['rds-db:connect'],
      Resource: [expect.stringMatching(/:dbuser:\$\{aws_rds_cluster\.db_\w+\.cluster_resource_id\}\/shop$/)],
    });
    expect(statements).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Action: ['secretsmanager:GetSecretValue'],
          Resource: [expect.stringMatching(/^\$\{aws_rds_cluster\.db_\w+\.master_user_secret\[0\]\.secret_arn\}$/)],
        }),
        expect.objectContaining({
          Action: ['kms:Decrypt'],
          Resource: [expect.stringContaining('aws_kms_key.db_MasterUserSecretKey')],
        }),
        expect.objectContaining({
          Action: expect.arrayContaining(['rds-data:ExecuteStatement']) as unknown,
          Resource: [expect.stringMatching(/^\$\{aws_rds_cluster\.db_\w+\.arn\}$/)],
        }),
      ]),
    );
    for (const user of ['*', 'a/b', '', 7 as never, undefined as never])
      expect(errorOf(() => cluster.grantConnect(role, user)).code).toBe('DB_USER_INVALID');
  });

  it('refuses to grant what it does not have', () => {
    const stack = newStack();
    const role = newRole(stack);
    expect(errorOf(() => newCluster({}, stack).grantDataApiAccess(role)).code).toBe('DB_PROP_INVALID');
    const imported = DatabaseCluster.fromAttributes(stack, 'imported', {
      clusterIdentifier: 'shop',
      clusterEndpoint: 'shop.example.com',
      port: 5433,
      resourceId: 'cluster-ABCDEFGHIJKL01234',
      securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'group', 'sg-0123456789abcdef0')],
    });
    expect(imported.readerEndpoint).toBe('shop.example.com');
    expect(errorOf(() => imported.grantReadSecret(role)).code).toBe('DB_SECRET_UNKNOWN');
    expect(errorOf(() => imported.grantDataApiAccess(role)).code).toBe('DB_SECRET_UNKNOWN');
  });

  it('has metrics, and alarms that are made once', () => {
    const stack = newStack();
    const cluster = newCluster({ writer: ClusterInstance.serverlessV2('writer') }, stack);
    expect(cluster.metric('Queries', { periodSeconds: 60 })).toMatchObject({
      namespace: 'AWS/RDS',
      metricName: 'Queries',
      dimensions: { DBClusterIdentifier: cluster.clusterIdentifier },
      periodSeconds: 60,
    });
    const alarms = cluster.addRecommendedAlarms(TOPIC, { connections: 100, acuPercent: 80 });
    expect(cluster.addRecommendedAlarms(TOPIC, { connections: 100 })).toEqual(alarms);
    const made = resourcesOf(synth(stack), 'aws_cloudwatch_metric_alarm');
    expect(made.map(({ metric_name: name, threshold }) => [name, threshold])).toEqual([
      ['ACUUtilization', 80],
      ['AuroraReplicaLag', 2000],
      ['CPUUtilization', 90],
      ['DatabaseConnections', 100],
      ['FreeableMemory', 256 * 1024 ** 2],
    ]);
    for (const alarm of made) expect(alarm).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
    expect(errorOf(() => cluster.addRecommendedAlarms('alarms')).code).toBe('ALARM_INVALID');
  });

  it('wants a reason for each weaker default, and reports it', () => {
    const loosened = {
      engine: MYSQL,
      port: 3306,
      backupRetentionDays: 7,
      backtrackHours: 0,
      readers: [],
      parameters: { slow_query_log: '0', server_audit_events: 'CONNECT' },
    };
    for (const [setting, value] of Object.entries({ ...loosened, engine: undefined }))
      if (value !== undefined)
        expect(errorOf(() => newCluster({ engine: MYSQL, [setting]: value })).code).toBe('LOOSENING_REASON_MISSING');
    const stack = newStack();
    newCluster({ ...loosened, looseningReason: 'a test of the weekend' }, stack);
    synth(stack);
    expect(
      Guardrails.loosened(stack).map(({ setting, value, defaultValue }) => [setting, defaultValue, value]),
    ).toEqual([
      ['backupRetentionDays', '35', '7'],
      ['backtrackHours', '24', '0'],
      ['port', '3307', '3306'],
      ['readers', 'a reader in a second availability zone', 'none'],
      ['parameters.slow_query_log', '1', '0'],
      ['parameters.server_audit_events', 'CONNECT,QUERY_DCL,QUERY_DDL', 'CONNECT'],
    ]);
  });

  it('takes stronger values and a second zone without a reason', () => {
    const zone = (id: string, availabilityZone: string) =>
      ClusterInstance.provisioned(id, { instanceClass: 'db.r7g.large', availabilityZone });
    const stack = newStack();
    newCluster({ engine: MYSQL, backtrackHours: 72, parameters: { server_audit_events: 'CONNECT,QUERY' } }, stack);
    newCluster({ writer: zone('writer', 'eu-west-1a'), readers: [zone('reader', 'eu-west-1b')] }, stack, 'zones');
    expect(Guardrails.loosened(stack)).toEqual([]);
    const sameZone = { writer: zone('writer', 'eu-west-1a'), readers: [zone('reader', 'eu-west-1a')] };
    expect(errorOf(() => newCluster(sameZone)).code).toBe('LOOSENING_REASON_MISSING');
  });

  it.each<[string, readonly ClusterInstance[], RegExp]>([
    ['a small reader', [ClusterInstance.provisioned('r', { instanceClass: 'db.r7g.medium' })], /another class/],
    ['a reader that scales alone', [ClusterInstance.serverlessV2('r', { scaleWithWriter: false })], /tier 0 or 1/],
  ])('warns of a failover to %s', (_, readers, warning) => {
    const cluster = newCluster({ readers: [...readers] });
    const warnings = cluster.node.metadata.filter(({ type }) => type.includes('warn')).map(({ data }) => String(data));
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    const quiet = newCluster({ readers: [WRITER._standby('r')] });
    expect(quiet.node.metadata.filter(({ type }) => type.includes('warn'))).toEqual([]);
  });

  it('keeps to the approved instance families', () => {
    const stack = newStack();
    ApprovedInstanceFamilies.set(stack, ['r8g']);
    expect(errorOf(() => newCluster({}, stack)).code).toBe('DB_INSTANCE_CLASS_NOT_APPROVED');
    const cluster = newCluster(
      { writer: ClusterInstance.provisioned('w', { instanceClass: 'db.r8g.large' }) },
      stack,
      'b',
    );
    newCluster({ writer: ClusterInstance.serverlessV2('w') }, stack, 'c');
    expect(() => synth(stack)).not.toThrow();
    cluster.writerResource.instanceClass = 'db.r7g.large';
    expect(() => synth(stack)).toThrow(/DB_INSTANCE_CLASS_NOT_APPROVED/);
  });

  it('notices what is undone behind its back', () => {
    const cluster = newCluster();
    const stack = TerraformStack.of(cluster);
    cluster.readerResources[0]?.addOverride('publicly_accessible', true);
    cluster.resource.addOverride('master_password', 'hunter' + '2');
    let message = '';
    try {
      Testing.synth(stack, true);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/DB_NOT_PUBLIC: aws_rds_cluster_instance/);
    expect(message).toMatch(/DB_MANAGED_PASSWORD: aws_rds_cluster/);
    expect(message).not.toContain('hunter2');
  });

  it('is used from another stack', () => {
    const { data, web, order } = synthTwoStacks((dataStack, webStack) => {
      const cluster = newCluster({}, dataStack);
      const group = new SecurityGroup(webStack, 'group', { vpcId: 'vpc-1' });
      group.connections.allowTo(cluster, Port.tcp(cluster.port));
      const role = newRole(webStack);
      cluster.grantConnect(role, 'shop');
      cluster.grantReadSecret(role);
    });
    expect(order).toEqual(['data']);
    expect(onlyResource(web, 'aws_vpc_security_group_egress_rule').referenced_security_group_id).toMatch(
      /^\$\{data\.terraform_remote_state\.cross-stack-reference-input-data\.outputs\.cross-stack-output-aws_security_group/,
    );
    const statements = JSON.stringify(statementsOf(web));
    expect(statements).toContain('cross-stack-output-aws_rds_clusterdb_');
    expect(statements).not.toMatch(/\$\{aws_(?:rds_cluster|kms_key)\./);
    expect(Object.keys(data.output).length).toBeGreaterThan(2);
  });
});
