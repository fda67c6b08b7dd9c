import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { DatabaseCluster } from '../../lib/database/cluster';
import { DatabaseInstance } from '../../lib/database/instance';
import { Key } from '../../lib/encryption/key';
import { KeySpec, KeyUsage } from '../../lib/encryption/key-spec';
import { serviceTable } from '../../lib/iam-data';
import type { Grant } from '../../lib/iam/grant';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import type { Role } from '../../lib/iam/role';
import { simulateRole, type RequestContext } from '../../lib/policy-evaluation';
import { Secret } from '../../lib/secrets/secret';
import { synthesizeStack } from '../../lib/testing/synthesize';
import { errorOf, resourcesOf, synth } from '../core/support';
import { newRole } from './support';

const ACCOUNT = '111122223333';
const TLS: RequestContext = { 'aws:SecureTransport': 'true' };
const VIA: RequestContext = { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' };
const OTHER_VIA: RequestContext = { 'kms:ViaService': 'rds.eu-west-1.amazonaws.com' };
const STAGE = 'secretsmanager:VersionStage';
const INSTANCE = 'db-ABCDEFGHIJKL01234';
const CLUSTER = 'cluster-ABCDEFGHIJKL01234';
const userArn = (resourceId: string, user: string) =>
  `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:${resourceId}/${user}`;

function accountStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'shop');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1', allowedAccountIds: [ACCOUNT] });
  return stack;
}

/** Asks about roles of a stack, which is synthesised once. */
function asking(
  stack: TerraformStack,
): (role: Role, action: string, resource: string, context: RequestContext) => string {
  const { configuration } = synthesizeStack(stack);
  return (role, action, resource, context) => {
    const block = configuration.block(`aws_iam_role.${role.resource.friendlyUniqueId}`);
    if (block === undefined) throw new Error('the role is not there');
    return simulateRole(block, { action, resource, context: { 'aws:PrincipalAccount': ACCOUNT, ...context } }).decision;
  };
}

/** What may be asked about, as `${…}` of the configuration, and the same of a resource that nothing was granted on. */
interface Place {
  readonly resource: string;
  readonly other: string;
}

interface Case {
  readonly grant: (stack: TerraformStack, role: Role) => readonly [Grant, Place];
  readonly service: string;
  /** Contexts in which the actions are allowed, and in which they are not. */
  readonly within: readonly RequestContext[];
  readonly without: readonly RequestContext[];
  readonly actions: readonly string[];
}

const arnOf = ({
  resource,
}: {
  readonly resource: { readonly terraformResourceType: string; readonly friendlyUniqueId: string };
}) => `\${${resource.terraformResourceType}.${resource.friendlyUniqueId}.arn}`;

function onSecret(use: (secret: Secret, role: Role) => Grant): Case['grant'] {
  return (stack, role) => {
    const [secret, other] = [new Secret(stack, 'api'), new Secret(stack, 'other')];
    return [use(secret, role), { resource: arnOf(secret), other: arnOf(other) }];
  };
}

function onKeyOfSecret(use: (secret: Secret, role: Role) => Grant): Case['grant'] {
  return (stack, role) => {
    const [key, other] = [new Key(stack, 'key'), new Key(stack, 'other')];
    return [use(new Secret(stack, 'api', { encryptionKey: key }), role), { resource: arnOf(key), other: arnOf(other) }];
  };
}

function onKey(use: (key: Key, role: Role) => Grant, props: ConstructorParameters<typeof Key>[2] = {}): Case['grant'] {
  return (stack, role) => {
    const [key, other] = [new Key(stack, 'key', props), new Key(stack, 'other', props)];
    return [use(key, role), { resource: arnOf(key), other: arnOf(other) }];
  };
}

const database = (stack: TerraformStack) =>
  DatabaseInstance.fromAttributes(stack, 'db', {
    instanceIdentifier: 'db',
    endpointAddress: 'db.example.com',
    port: 5432,
    resourceId: INSTANCE,
    securityGroups: [],
  });

const cluster = (stack: TerraformStack) =>
  DatabaseCluster.fromAttributes(stack, 'db', {
    clusterIdentifier: 'shop',
    clusterEndpoint: 'shop.example.com',
    port: 5432,
    resourceId: CLUSTER,
    securityGroups: [],
  });

const ENCRYPT_DECRYPT = ['Encrypt', 'Decrypt', 'GenerateDataKey'];
const SIGNING = { keySpec: KeySpec.RSA_2048, keyUsage: KeyUsage.SIGN_VERIFY };
const MAC = { keySpec: KeySpec.HMAC_256 };
const CLOSED = (stack: TerraformStack) => ({ admins: [newRole(stack, {}, 'admin')], users: [] });

const CASES: Readonly<Record<string, Case>> = {
  'secret.grantRead': {
    grant: onSecret((secret, role) => secret.grantRead(role)),
    service: 'secretsmanager',
    within: [TLS, { ...TLS, [STAGE]: ['AWSCURRENT'] }],
    without: [{ 'aws:SecureTransport': 'false' }],
    actions: ['GetSecretValue'],
  },
  'secret.grantRead of a stage': {
    grant: onSecret((secret, role) => secret.grantRead(role, ['AWSCURRENT'])),
    service: 'secretsmanager',
    within: [{ ...TLS, [STAGE]: ['AWSCURRENT'] }],
    without: [TLS, { ...TLS, [STAGE]: ['AWSPREVIOUS'] }],
    actions: ['GetSecretValue'],
  },
  'secret.grantRead on its key': {
    grant: onKeyOfSecret((secret, role) => secret.grantRead(role)),
    service: 'kms',
    within: [VIA],
    without: [{}, OTHER_VIA],
    actions: ['Decrypt'],
  },
  'secret.grantWrite': {
    grant: onSecret((secret, role) => secret.grantWrite(role)),
    service: 'secretsmanager',
    within: [TLS],
    without: [{ 'aws:SecureTransport': 'false' }],
    actions: ['PutSecretValue'],
  },
  'secret.grantWrite on its key': {
    grant: onKeyOfSecret((secret, role) => secret.grantWrite(role)),
    service: 'kms',
    within: [VIA],
    without: [{}, OTHER_VIA],
    actions: ['Decrypt', 'GenerateDataKey'],
  },
  'secret.grantRotate on its key': {
    grant: onKeyOfSecret((secret, role) => secret.grantRotate(role)),
    service: 'kms',
    within: [VIA],
    without: [{}, OTHER_VIA],
    actions: ['Decrypt', 'GenerateDataKey'],
  },
  'secret.grantRotate': {
    grant: onSecret((secret, role) => secret.grantRotate(role)),
    service: 'secretsmanager',
    within: [TLS],
    without: [],
    actions: ['DescribeSecret', 'GetRandomPassword', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'],
  },
  'key.grantDecrypt': {
    grant: onKey((key, role) => key.grantDecrypt(role)),
    service: 'kms',
    within: [{}, VIA],
    without: [],
    actions: ['Decrypt'],
  },
  'key.grantEncrypt': {
    grant: onKey((key, role) => key.grantEncrypt(role)),
    service: 'kms',
    within: [{}],
    without: [],
    actions: ['Encrypt', 'GenerateDataKey'],
  },
  'key.grantEncryptDecrypt through a service in a context': {
    grant: onKey((key, role) =>
      key.grantEncryptDecrypt(role, { viaService: 'secretsmanager', encryptionContext: { app: 'shop' } }),
    ),
    service: 'kms',
    within: [{ ...VIA, 'kms:EncryptionContext:app': 'shop' }],
    without: [
      {},
      VIA,
      { ...OTHER_VIA, 'kms:EncryptionContext:app': 'shop' },
      { ...VIA, 'kms:EncryptionContext:app': 'x' },
    ],
    actions: ENCRYPT_DECRYPT,
  },
  'key.grantDecrypt where the key names its users': {
    grant: (stack, role) => onKey((key) => key.grantDecrypt(role), CLOSED(stack))(stack, role),
    service: 'kms',
    within: [{}],
    without: [],
    actions: ['Decrypt'],
  },
  'key.grantSign': {
    grant: onKey((key, role) => key.grantSign(role), SIGNING),
    service: 'kms',
    within: [{}],
    without: [],
    actions: ['Sign'],
  },
  'key.grantVerify': {
    grant: onKey((key, role) => key.grantVerify(role), SIGNING),
    service: 'kms',
    within: [{}],
    without: [],
    actions: ['GetPublicKey', 'Verify'],
  },
  'key.grantGenerateMac': {
    grant: onKey((key, role) => key.grantGenerateMac(role), MAC),
    service: 'kms',
    within: [{}],
    without: [],
    actions: ['GenerateMac'],
  },
  'key.grantVerifyMac': {
    grant: onKey((key, role) => key.grantVerifyMac(role), MAC),
    service: 'kms',
    within: [{}],
    without: [],
    actions: ['VerifyMac'],
  },
  'database.grantConnect': {
    grant: (stack, role) => [
      database(stack).grantConnect(role, 'app'),
      { resource: userArn(INSTANCE, 'app'), other: userArn(INSTANCE, 'admin') },
    ],
    service: 'rds-db',
    within: [{}],
    without: [],
    actions: ['connect'],
  },
  'cluster.grantConnect': {
    grant: (stack, role) => [
      cluster(stack).grantConnect(role, 'app'),
      { resource: userArn(CLUSTER, 'app'), other: userArn('cluster-ZYXWVUTSRQPO01234', 'app') },
    ],
    service: 'rds-db',
    within: [{}],
    without: [],
    actions: ['connect'],
  },
  'cluster.grantDataApiAccess': {
    grant: (stack, role) => [
      cluster(stack).grantDataApiAccess(role, new Secret(stack, 'user')),
      {
        resource: `arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:shop`,
        other: `arn:aws:rds:eu-west-1:${ACCOUNT}:cluster:shop2`,
      },
    ],
    service: 'rds-data',
    within: [{}],
    without: [],
    actions: [
      'BatchExecuteStatement',
      'BeginTransaction',
      'CommitTransaction',
      'ExecuteStatement',
      'RollbackTransaction',
    ],
  },
  'role.grantAssume': {
    grant: (stack, role) => {
      const [target, other] = [newRole(stack, {}, 'target'), newRole(stack, {}, 'elsewhere')];
      return [target.grantAssume(role), { resource: arnOf(target), other: arnOf(other) }];
    },
    service: 'sts',
    within: [{}],
    without: [],
    actions: ['AssumeRole'],
  },
  'role.grantPassRole': {
    grant: (stack, role) => {
      const [target, other] = [newRole(stack, {}, 'target'), newRole(stack, {}, 'elsewhere')];
      const place = { resource: arnOf(target), other: arnOf(other) };
      return [target.grantPassRole(role, 'ecs-tasks.amazonaws.com'), place];
    },
    service: 'iam',
    within: [{ 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
    without: [{}, { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    actions: ['PassRole'],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { grant, service, within, without, actions }) => {
  const stack = accountStack();
  const [role, stranger] = [newRole(stack), newRole(stack, {}, 'stranger')];
  const [granted, { resource, other }] = grant(stack, role);
  const ask = asking(stack);
  const known = [...(serviceTable(service)?.actions.values() ?? [])].map(({ name }) => name);
  const allowedOf = (who: Role, asked: string, context: RequestContext) =>
    known.filter((name) => !ask(who, `${service}:${name}`, asked, context).endsWith('Deny'));

  it('allows its actions and no other of the service', () => {
    expect(known).toEqual(expect.arrayContaining([...actions]));
    for (const context of within) expect(allowedOf(role, resource, context).sort()).toEqual([...actions].sort());
    const decisions = actions.map((name) => ask(role, `${service}:${name}`, resource, within[0] ?? {}));
    expect(new Set(decisions)).toEqual(new Set(['allowed']));
  });

  it('allows nothing in another context, on another resource, or to another role', () => {
    const always = actions.filter((name) => name === 'GetRandomPassword');
    for (const context of without) expect(allowedOf(role, resource, context)).toEqual([]);
    for (const context of within) {
      expect(allowedOf(role, other, context)).toEqual(always);
      expect(allowedOf(stranger, resource, context)).toEqual([]);
    }
  });

  it('tells what it did', () => {
    expect(granted.grantee).toBe(role);
    expect(granted.unattachedStatements).toEqual([]);
    granted.assertSuccess();
    const told = granted.principalStatements.flatMap((each) => each._toStatementJson().Action ?? []);
    expect(told).toEqual(expect.arrayContaining(actions.map((name) => `${service}:${name}`)));
  });
});

describe('a key that names its users', () => {
  it('is used by none that only its own policies allow it', () => {
    const stack = accountStack();
    const [role, stranger] = [newRole(stack), newRole(stack, {}, 'stranger')];
    const key = new Key(stack, 'key', CLOSED(stack));
    const grant = key.grantDecrypt(role);
    stranger.addToPolicy(PolicyStatement.allow({ actions: ['kms:Decrypt'], resources: [key.keyArn] }));
    const ask = asking(stack);
    expect(ask(role, 'kms:Decrypt', arnOf(key), {})).toBe('allowed');
    expect(ask(stranger, 'kms:Decrypt', arnOf(key), {})).toBe('implicitDeny');
    expect(grant.resourceStatements.map((each) => JSON.parse(each.toJson()) as unknown)).toEqual([
      {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: arnOf(role) }, Action: ['kms:Decrypt'], Resource: ['*'] }],
      },
    ]);
    expect(grant.resourceStatements[0]?.resource).toBe(key);
  });
});

describe('what a grant is given', () => {
  const VALUES = { dbUser: 'app', resourceId: INSTANCE };

  it.each(Object.keys(VALUES))('is looked at when it is known: %s', (name) => {
    const synthOf = (byDefault: string): string => {
      const stack = accountStack();
      const token = new TerraformVariable(stack, 'late', { default: byDefault }).stringValue;
      const { dbUser, resourceId } = Object.assign({}, VALUES, { [name]: token }) as typeof VALUES;
      DatabaseInstance.fromAttributes(stack, 'db', {
        instanceIdentifier: 'db',
        endpointAddress: 'db.example.com',
        port: 5432,
        resourceId,
        securityGroups: [],
      }).grantConnect(newRole(stack), dbUser);
      return Testing.synth(stack, true);
    };
    expect(synthOf(name === 'dbUser' ? 'app' : INSTANCE)).toContain('${var.late}');
    for (const wide of ['*', 'db-*', 'a/b', ''])
      expect(() => synthOf(wide)).toThrow(/DB_USER_INVALID|without wildcards/);
  });

  it.each<[string, (stack: TerraformStack, role: never) => unknown]>([
    ['secret.grantRead', (stack, role) => new Secret(stack, 's').grantRead(role)],
    ['secret.grantWrite', (stack, role) => new Secret(stack, 's').grantWrite(role)],
    ['secret.grantRotate', (stack, role) => new Secret(stack, 's').grantRotate(role)],
    ['key.grantDecrypt', (stack, role) => new Key(stack, 'k').grantDecrypt(role)],
    ['key.grantSign', (stack, role) => new Key(stack, 'k', SIGNING).grantSign(role)],
    ['database.grantConnect', (stack, role) => database(stack).grantConnect(role, 'app')],
    ['cluster.grantConnect', (stack, role) => cluster(stack).grantConnect(role, 'app')],
    ['cluster.grantDataApiAccess', (stack, role) => cluster(stack).grantDataApiAccess(role, new Secret(stack, 's'))],
    ['role.grantAssume', (stack, role) => newRole(stack).grantAssume(role)],
    ['role.grantPassRole', (stack, role) => newRole(stack).grantPassRole(role, 'ec2.amazonaws.com')],
  ])('is a role, or nothing is granted: %s', (_, use) => {
    for (const value of [undefined, null, 7, 'arn:aws:iam::111122223333:role/a', {}, { roleArn: 'a' }, () => 1]) {
      const stack = accountStack();
      expect(errorOf(() => use(stack, value as never)).code).toBe('ROLE_INVALID');
      expect(resourcesOf(synth(stack), 'aws_iam_policy')).toEqual([]);
    }
  });
});
