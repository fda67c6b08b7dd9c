import type { TerraformStack } from 'cdktf';
import * as guardrails from '../../lib';
import { GuardrailsError } from '../../lib/core/guardrails-error';
import { newStack } from './support';

const {
  AccountPrincipal,
  ArnPrincipal,
  Connections,
  DatabaseCluster,
  DatabaseEngine,
  DatabaseInstance,
  DatabaseInstanceFromPointInTime,
  DatabaseInstanceFromSnapshot,
  DatabaseInstanceReadReplica,
  DatabaseProxy,
  InstanceProfile,
  Key,
  ManagedPolicy,
  Metric,
  NetworkAcl,
  OidcPrincipal,
  PodIdentityPrincipal,
  Policy,
  PolicyStatement,
  ReplicaKey,
  Role,
  SamlPrincipal,
  Secret,
  SecretPolicyStatement,
  SecurityGroup,
  ServicePrincipal,
  Vpc,
} = guardrails;

const ARN = 'arn:aws:iam::111122223333:';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';

function newRole(stack: TerraformStack) {
  return new Role(stack, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
}

function newDatabase(stack: TerraformStack, props: object = {}) {
  return new DatabaseInstance(stack, 'db', {
    engine: DatabaseEngine.POSTGRES_17,
    instanceClass: 'db.m7g.large',
    vpcId: 'vpc-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    ...props,
  });
}

type Use = (stack: TerraformStack, value: never) => unknown;

/** What JavaScript passes where an object is needed. */
const NO_OBJECTS: readonly unknown[] = [null, 7, 'x', [], true];

const WITH_PROPS: readonly (readonly [string, Use])[] = [
  ['Key', (s, p) => new Key(s, 'x', p)],
  ['ReplicaKey', (s, p) => new ReplicaKey(s, 'x', p)],
  ['grantDecrypt', (s, p) => new Key(s, 'x').grantDecrypt(newRole(s), p)],
  ['Role', (s, p) => new Role(s, 'x', p)],
  ['Role.fromRoleArn', (s, p) => Role.fromRoleArn(s, 'x', `${ARN}role/x`, p)],
  ['Policy', (s, p) => new Policy(s, 'x', p)],
  ['ManagedPolicy', (s, p) => new ManagedPolicy(s, 'x', p)],
  ['InstanceProfile', (s, p) => new InstanceProfile(s, 'x', p)],
  ['PolicyStatement.allow', (_, p) => PolicyStatement.allow(p)],
  ['PolicyStatement.deny', (_, p) => PolicyStatement.deny(p)],
  ['ServicePrincipal', (_, p) => new ServicePrincipal('ec2.amazonaws.com', p)],
  ['AccountPrincipal', (_, p) => new AccountPrincipal('111122223333', p)],
  ['ArnPrincipal', (_, p) => new ArnPrincipal(`${ARN}role/x`, p)],
  ['SamlPrincipal', (_, p) => new SamlPrincipal(`${ARN}saml-provider/x`, p)],
  ['OidcPrincipal', (_, p) => new OidcPrincipal(`${ARN}oidc-provider/x`, p)],
  ['gitHubActions', (_, p) => OidcPrincipal.gitHubActions(p)],
  ['gitLab', (_, p) => OidcPrincipal.gitLab(p)],
  ['eksServiceAccount', (_, p) => OidcPrincipal.eksServiceAccount(p)],
  ['PodIdentityPrincipal', (_, p) => new PodIdentityPrincipal(p)],
  ['Secret', (s, p) => new Secret(s, 'x', p)],
  ['Secret.fromSecretAttributes', (s, p) => Secret.fromSecretAttributes(s, 'x', p)],
  [
    'addRotation',
    (s, p) => {
      new Secret(s, 'x').addRotation(p);
    },
  ],
  ['SecretPolicyStatement', (_, p) => SecretPolicyStatement.allow(p)],
  ['SecurityGroup', (s, p) => new SecurityGroup(s, 'x', p)],
  ['SecurityGroup.fromSecurityGroupId', (s, p) => SecurityGroup.fromSecurityGroupId(s, 'x', 'sg-0123456789abcdef0', p)],
  ['NetworkAcl', (s, p) => new NetworkAcl(s, 'x', p)],
  ['Vpc', (s, p) => new Vpc(s, 'x', p)],
  ['Vpc.fromVpcAttributes', (s, p) => Vpc.fromVpcAttributes(s, 'x', p)],
  ['Connections', (_, p) => new Connections(p)],
  ['DatabaseInstance', (s, p) => new DatabaseInstance(s, 'x', p)],
  ['DatabaseInstance.fromAttributes', (s, p) => DatabaseInstance.fromAttributes(s, 'x', p)],
  ['DatabaseInstanceFromSnapshot', (s, p) => new DatabaseInstanceFromSnapshot(s, 'x', p)],
  ['DatabaseInstanceFromPointInTime', (s, p) => new DatabaseInstanceFromPointInTime(s, 'x', p)],
  ['DatabaseInstanceReadReplica', (s, p) => new DatabaseInstanceReadReplica(s, 'x', p)],
  ['DatabaseCluster', (s, p) => new DatabaseCluster(s, 'x', p)],
  ['DatabaseProxy', (s, p) => new DatabaseProxy(s, 'x', p)],
  ['addRecommendedAlarms', (s, p) => newDatabase(s).addRecommendedAlarms(TOPIC, p)],
  ['Metric', (_, p) => new Metric(p)],
  ['createAlarm', (s, p) => newDatabase(s).metricCpuUtilization().createAlarm(s, 'x', p)],
];

describe('props that are no object', () => {
  it.each(WITH_PROPS)('are refused by %s', (_, use) => {
    for (const value of NO_OBJECTS) {
      const attempt = () => use(newStack(), value as never);
      expect(attempt).toThrow(GuardrailsError);
      expect(attempt).toThrow(/(?:allowed|pass|is missing)/);
    }
  });
});

/** Values of a wrong type that once ended in an error from inside. */
const STRANGE: readonly unknown[] = [7, true, {}, () => 1, 12n, Symbol('x'), Object.create(null), new Date(0)];

describe('a prop of a wrong type', () => {
  it.each<[string, Use]>([
    ['roles of a Policy', (s, roles) => new Policy(s, 'x', { roles })],
    ['a role of a Policy', (s, role) => new Policy(s, 'x', { roles: [role] })],
    ['statements of a Policy', (s, statements) => new Policy(s, 'x', { statements })],
    ['roles of a ManagedPolicy', (s, roles) => new ManagedPolicy(s, 'x', { roles })],
    ['a role of a ManagedPolicy', (s, role) => new ManagedPolicy(s, 'x', { roles: [role] })],
    ['statements of a ManagedPolicy', (s, statements) => new ManagedPolicy(s, 'x', { statements })],
    ['a grantee', (s, grantee) => new Key(s, 'x').grantDecrypt(grantee)],
    ['audience of a SamlPrincipal', (_, audience) => new SamlPrincipal(`${ARN}saml-provider/x`, { audience })],
    ['issuer', (_, issuer) => new OidcPrincipal(`${ARN}oidc-provider/x`, { issuer, subjects: ['a'] })],
    ['provider', (_, arn) => new OidcPrincipal(arn, { issuer: 'gitlab.com', subjects: ['a'] })],
    [
      'sid',
      (_, sid) =>
        SecretPolicyStatement.allow({ principals: [`${ARN}role/x`], actions: ['secretsmanager:GetSecretValue'], sid }),
    ],
    ['a zone', (s, zone) => new Vpc(s, 'x', { availabilityZones: [zone] })],
    ['groups', (_, securityGroups) => new Connections({ securityGroups })],
    ['a group', (_, group) => new Connections({ securityGroups: [group] })],
    ['default port', (_, defaultPort) => new Connections({ defaultPort })],
    ['a group of a database', (s, group) => newDatabase(s, { securityGroups: [group] })],
    ['licence', (s, licenseModel) => newDatabase(s, { licenseModel })],
    ['an option', (s, option) => newDatabase(s, { options: [option] })],
    [
      'dimensions',
      (s, value) =>
        new Metric({ namespace: 'n', metricName: 'm', dimensions: { a: value } }).createAlarm(s, 'x', {
          threshold: 1,
          topicArn: TOPIC,
        }),
    ],
    [
      'name of a metric',
      (s, metricName) =>
        new Metric({ namespace: 'n', metricName, dimensions: {} }).createAlarm(s, 'x', {
          threshold: 1,
          topicArn: TOPIC,
        }),
    ],
    [
      'statistic',
      (s, statistic) =>
        newDatabase(s).metricCpuUtilization({ statistic }).createAlarm(s, 'x', { threshold: 1, topicArn: TOPIC }),
    ],
    [
      'description of an alarm',
      (s, description) =>
        newDatabase(s).metricCpuUtilization().createAlarm(s, 'x', { threshold: 1, topicArn: TOPIC, description }),
    ],
  ])('is refused: %s', (_, use) => {
    for (const value of STRANGE) expect(() => use(newStack(), value as never)).toThrow(GuardrailsError);
  });

  it.each<[string, Use]>([
    ['a threshold', (s, connections) => newDatabase(s).addRecommendedAlarms(TOPIC, { connections })],
    ['a scaled threshold', (s, freeStorageGib) => newDatabase(s).addRecommendedAlarms(TOPIC, { freeStorageGib })],
    [
      'a period',
      (s, periodSeconds) =>
        newDatabase(s).metricCpuUtilization({ periodSeconds }).createAlarm(s, 'x', { threshold: 1, topicArn: TOPIC }),
    ],
  ])('is refused where a number is needed: %s', (_, use) => {
    for (const value of STRANGE.slice(1).concat(Number.NaN, '7'))
      expect(() => use(newStack(), value as never)).toThrow(GuardrailsError);
  });

  it('is refused where it only looks like a security group', () => {
    const stack = newStack();
    const { node } = new SecurityGroup(stack, 'group', { vpcId: 'vpc-0123456789abcdef0' });
    const fake = { securityGroupId: 'sg-0123456789abcdef0', node, addIngressRule: () => undefined };
    expect(() => newDatabase(stack, { securityGroups: [fake] })).toThrow(/DB_PROP_INVALID/);
  });
});
