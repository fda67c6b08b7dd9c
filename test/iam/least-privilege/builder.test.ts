import { TerraformVariable } from 'cdktf';
import { AwsAccount } from '../../../lib/core/aws-account';
import { LeastPrivilegePolicy, ResourceArn } from '../../../lib/iam/least-privilege';
import { CloudWatch } from '../../../lib/iam/services/cloudwatch';
import { DynamoDB } from '../../../lib/iam/services/dynamodb';
import { EC2 } from '../../../lib/iam/services/ec2';
import { IAM } from '../../../lib/iam/services/iam';
import { KMS } from '../../../lib/iam/services/kms';
import { Lambda } from '../../../lib/iam/services/lambda';
import { CloudWatchLogs } from '../../../lib/iam/services/logs';
import { S3 } from '../../../lib/iam/services/s3';
import { SecretsManager } from '../../../lib/iam/services/secretsmanager';
import type { PolicyStatement } from '../../../lib/iam/policy-statement';
import { resolveTokens } from '../../../lib/core/tokens';
import { errorOf, newStack, synth } from '../../core/support';
import { newRole, policiesIn } from '../support';

const PLACE = { region: 'eu-west-1', accountId: '111122223333' };
const BUCKET = S3.bucket({ bucketName: 'data' });
const OBJECTS = S3.object({ bucketName: 'data', objectName: 'reports/*' });

function jsonOf(statements: readonly PolicyStatement[]): unknown[] {
  return statements.map((statement) => statement._toStatementJson());
}

/** What JavaScript can pass: anything. */
interface Untyped extends LeastPrivilegePolicy {
  readonly inRegions: (...values: unknown[]) => unknown;
  readonly when: (...values: unknown[]) => unknown;
}

interface UntypedActions {
  readonly on: (...resources: unknown[]) => Untyped;
  readonly onEvery: (...values: unknown[]) => LeastPrivilegePolicy;
  readonly onUnscopable: (reason?: unknown) => LeastPrivilegePolicy;
}

function untyped(value: unknown): never {
  return value as never;
}

describe('makers of ARNs', () => {
  it('fill in the names and the place', () => {
    expect(OBJECTS.arn).toBe('arn:aws:s3:::data/reports/*');
    expect(String(Lambda.function({ functionName: 'f' }, PLACE))).toBe(
      'arn:aws:lambda:eu-west-1:111122223333:function:f',
    );
    expect(S3.bucket({ bucketName: 'b' }, { partition: 'aws-cn' }).arn).toBe('arn:aws-cn:s3:::b');
    expect(IAM.role({ roleNameWithPath: 'team/app' }, PLACE).arn).toBe('arn:aws:iam::111122223333:role/team/app');
  });

  it('take the account of the stack', () => {
    const stack = newStack();
    const arn = DynamoDB.table({ tableName: 'orders' }, AwsAccount.of(stack));
    const statements = LeastPrivilegePolicy.of(DynamoDB).allow('GetItem').on(arn).toStatements();
    expect(resolveTokens(stack, jsonOf(statements))).toMatchObject([
      {
        Resource: [
          'arn:${data.aws_partition.guardrails-aws-partition.partition}:dynamodb:${data.aws_region.guardrails-aws-region.id}:${data.aws_caller_identity.guardrails-aws-caller-identity.account_id}:table/orders',
        ],
      },
    ]);
  });

  it('believe tokens and check literals', () => {
    const arn = new TerraformVariable(newStack(), 'arn', {}).stringValue;
    expect(KMS.key.fromArn(arn)).toMatchObject({ service: 'kms', kind: 'key', arn });
    expect(S3.object.fromArn(`${arn}/reports/*`).kind).toBe('object');
    expect(Lambda.function.fromArn('arn:aws:lambda:eu-west-1:111122223333:function:f:live').kind).toBe('function');
    for (const [wrong, text] of [
      ['arn:aws:s3:::data', 'is of kind bucket, allowed is a object'],
      ['arn:aws:sqs:eu-west-1:111122223333:q', 'is none of s3'],
      ['data/reports', 'is no ARN'],
      ['', 'is no ARN'],
    ] as const) {
      const error = errorOf(() => S3.object.fromArn(wrong));
      expect(error.code).toBe('POLICY_RESOURCE_INVALID');
      expect(error.message).toContain(text);
    }
  });

  it.each([
    ['a slash in a name that has none', () => S3.bucket({ bucketName: 'data/reports' })],
    ['an empty name', () => S3.object({ bucketName: 'data', objectName: '' })],
    ['a name with a blank', () => S3.bucket({ bucketName: 'my data' })],
    ['no name', () => S3.bucket(untyped({}))],
    ['nothing', () => S3.bucket(untyped(undefined))],
    ['no place', () => Lambda.function({ functionName: 'f' }, untyped(undefined))],
  ])('refuse %s', (_, make) => {
    expect(errorOf(make).code).toBe('POLICY_RESOURCE_INVALID');
  });

  it.each([{ region: '*' }, { accountId: '*' }, { partition: 'aws*' }])(
    'refuse a wildcard for the place: %p',
    (place) => {
      expect(errorOf(() => Lambda.function({ functionName: 'f' }, { ...PLACE, ...place })).code).toBe(
        'POLICY_RESOURCE_WILDCARD',
      );
    },
  );

  it.each([{ partition: 'aws:s3:::*,arn:aws' }, { region: 'eu west' }, { accountId: '1' }, { accountId: 'a:b' }])(
    'refuse a place that is none: %p',
    (place) => {
      expect(errorOf(() => Lambda.function({ functionName: 'f' }, { ...PLACE, ...place })).message).toContain(
        'which is none',
      );
    },
  );

  it('believe tokens that hide the kind', () => {
    expect(Lambda.function.fromArn('arn:aws:lambda:${var.region}:${var.account}:${var.function}').kind).toBe(
      'function',
    );
    expect(S3.object.fromArn('arn:aws:${var.service}:::data/a').kind).toBe('object');
    expect(errorOf(() => S3.object.fromArn('arn:aws:sqs:eu-west-1:111122223333:${var.queue}')).code).toBe(
      'POLICY_RESOURCE_INVALID',
    );
    expect(errorOf(() => S3.object.fromArn('arn:aws:s3:::${var.bucket}')).message).toContain('is of kind bucket');
  });

  it('are absent for kinds that the service does not have', () => {
    const members = S3 as unknown as Readonly<Record<string, unknown>>;
    for (const member of ['table', 'constructor', '__proto__', 'toString', 'then'])
      expect(members[member]).toBeUndefined();
  });
});

describe('LeastPrivilegePolicy.of', () => {
  it('grants what was named, each action on resources of its kinds', () => {
    const policy = LeastPrivilegePolicy.of(S3)
      .allow('GetObject', 'ListBucket')
      .on(OBJECTS, BUCKET)
      .inRegions('eu-west-1');
    const Condition = { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } };
    expect(jsonOf(policy.toStatements())).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [OBJECTS.arn], Condition },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [BUCKET.arn], Condition },
    ]);
  });

  it('puts together what allows the same', () => {
    const other = S3.object({ bucketName: 'other', objectName: 'a' });
    const policy = LeastPrivilegePolicy.of(S3)
      .allow('GetObject')
      .on(OBJECTS)
      .allow('GetObject')
      .on(OBJECTS, other)
      .allow('PutObject')
      .on(other, OBJECTS);
    expect(jsonOf(policy.toStatements())).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: [OBJECTS.arn, other.arn] },
    ]);
  });

  it('never changes', () => {
    const first = LeastPrivilegePolicy.of(S3).allow('GetObject').on(OBJECTS);
    first.inRegions('eu-west-1');
    first.allow('ListBucket').on(BUCKET);
    expect(jsonOf(first.toStatements())).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [OBJECTS.arn] },
    ]);
  });

  it('applies conditions to the last permission only', () => {
    const policy = LeastPrivilegePolicy.of(S3)
      .allow('GetObject')
      .on(OBJECTS)
      .allow('ListBucket')
      .on(BUCKET)
      .when('StringLike', 's3:prefix', 'reports/*');
    expect(jsonOf(policy.toStatements())).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: [OBJECTS.arn] },
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket'],
        Resource: [BUCKET.arn],
        Condition: { StringLike: { 's3:prefix': ['reports/*'] } },
      },
    ]);
  });

  it('takes policies of several services together', () => {
    const key = KMS.key({ keyId: 'k' }, PLACE);
    const policy = LeastPrivilegePolicy.of(S3)
      .allow('GetObject')
      .on(OBJECTS)
      .and(
        LeastPrivilegePolicy.of(KMS)
          .allow('Decrypt')
          .on(key)
          .when('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'),
      );
    expect(jsonOf(policy.toStatements())).toHaveLength(2);
    expect(errorOf(() => policy.and(untyped({}))).code).toBe('POLICY_STATEMENT_INVALID');
  });

  it('keeps reasons of what is wide, and tells the role', () => {
    const role = newRole(newStack());
    const policy = LeastPrivilegePolicy.of(S3)
      .allow('ListAllMyBuckets')
      .onUnscopable('the console lists them')
      .and(
        LeastPrivilegePolicy.of(EC2)
          .allow('CreateNetworkInterface')
          .onEvery('their ids are not known before', EC2.networkInterface({ networkInterfaceId: '*' }, PLACE)),
      );
    const wide = [
      { actions: ['s3:ListAllMyBuckets'], resources: ['*'], reason: 'the console lists them' },
      {
        actions: ['ec2:CreateNetworkInterface'],
        resources: ['arn:aws:ec2:eu-west-1:111122223333:network-interface/*'],
        reason: 'their ids are not known before',
      },
    ];
    expect(policy.wideGrants).toEqual(wide);
    policy.attachTo(role);
    expect(role.node.metadata.map(({ data }) => data as unknown)).toEqual(expect.arrayContaining(wide));
  });

  it('takes an action whose resource type covers one of two wire formats as unscopable', () => {
    const policy = LeastPrivilegePolicy.of(CloudWatch)
      .allow('PutMetricData')
      .onUnscopable('metrics have no ARN')
      .when('StringEquals', 'cloudwatch:namespace', 'App');
    expect(jsonOf(policy.toStatements())).toMatchObject([{ Resource: ['*'] }]);
  });

  it('lets every stream of a log group be written', () => {
    const group = CloudWatchLogs.logGroup({ logGroupName: '/app/web:*' }, PLACE);
    expect(group.arn).toBe('arn:aws:logs:eu-west-1:111122223333:log-group:/app/web:*');
    const stream = CloudWatchLogs.logStream.fromArn(group.arn);
    const policy = LeastPrivilegePolicy.of(CloudWatchLogs).allow('PutLogEvents').on(stream);
    expect(jsonOf(policy.toStatements())).toMatchObject([{ Resource: [group.arn] }]);
  });
});

describe('what the compiler refuses, at run time', () => {
  const s3 = LeastPrivilegePolicy.of(S3) as unknown as { allow: (...actions: unknown[]) => UntypedActions };
  const policy = (): Untyped => s3.allow('GetObject').on(OBJECTS);

  it.each([
    ['GetObjekt', 'POLICY_ACTION_INVALID', '"GetObjekt" is no action of s3; did you mean GetObject?'],
    ['getobject', 'POLICY_ACTION_INVALID', 'did you mean GetObject?'],
    ['kms:Decrypt', 'POLICY_ACTION_INVALID', 'is no action of s3'],
    ['constructor', 'POLICY_ACTION_INVALID', 'is no action of s3'],
    ['Get*', 'POLICY_ACTION_WILDCARD', 'has a wildcard'],
    ['*', 'POLICY_ACTION_WILDCARD', 'has a wildcard'],
    ['s3:*', 'POLICY_ACTION_WILDCARD', 'has a wildcard'],
    ['${var.action}', 'POLICY_ACTION_INVALID', 'cannot be reviewed'],
    ['', 'POLICY_ACTION_INVALID', 'cannot be reviewed'],
    [undefined, 'POLICY_ACTION_INVALID', 'cannot be reviewed'],
    [7, 'POLICY_ACTION_INVALID', 'cannot be reviewed'],
  ])('action %p', (action, code, text) => {
    const error = errorOf(() => s3.allow(action));
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
  });

  it('no action', () => {
    expect(errorOf(() => s3.allow()).code).toBe('POLICY_ACTION_INVALID');
  });

  it.each([
    ['everything', '*'],
    ['a text', 'arn:aws:s3:::data/a'],
    ['an object that looks like an ARN', { service: 's3', kind: 'object', arn: '*' }],
    ['one with the prototype of an ARN', Object.create(ResourceArn.prototype)],
    ['one of JavaScript', Reflect.construct(ResourceArn, ['s3', 'object', '*'])],
    ['a resource of another service', KMS.key({ keyId: 'k' }, PLACE)],
    ['a kind that the action does not work on', BUCKET],
    ['nothing', undefined],
  ])('resource: %s', (_, resource) => {
    expect(errorOf(() => s3.allow('GetObject').on(resource)).code).toBe('POLICY_RESOURCE_INVALID');
  });

  it('a resource that covers everything', () => {
    const all = S3.object({ bucketName: '*', objectName: '*' });
    expect(errorOf(() => s3.allow('GetObject').on(all)).code).toBe('POLICY_RESOURCE_WILDCARD');
    expect(errorOf(() => s3.allow('GetObject').onEvery('because', all)).code).toBe('POLICY_RESOURCE_WILDCARD');
    const secrets = SecretsManager.secret({ secretId: '*' }, PLACE);
    const reads = LeastPrivilegePolicy.of(SecretsManager).allow('GetSecretValue');
    expect(errorOf(() => reads.on(secrets)).code).toBe('POLICY_RESOURCE_WILDCARD');
    expect(errorOf(() => reads.onEvery('because', secrets)).code).toBe('POLICY_RESOURCE_WILDCARD');
  });

  it.each(['????????-*', '?*', '*-*', '-*'])('a pattern that fits each key: %s', (keyId) => {
    const decrypts = LeastPrivilegePolicy.of(KMS).allow('Decrypt');
    expect(errorOf(() => decrypts.on(KMS.key({ keyId }, PLACE))).code).toBe('POLICY_RESOURCE_WILDCARD');
    expect(errorOf(() => decrypts.onEvery('because', KMS.key({ keyId }, PLACE))).code).toBe('POLICY_RESOURCE_WILDCARD');
  });

  it('an action without a resource, and a resource without an action', () => {
    expect(errorOf(() => s3.allow('GetObject').on()).message).toContain('s3:GetObject has no resource of a kind');
    expect(errorOf(() => s3.allow('GetObject', 'ListBucket').on(OBJECTS)).message).toContain(
      's3:ListBucket has no resource of a kind that it works on; pass one of accesspoint, bucket',
    );
    expect(errorOf(() => s3.allow('GetObject', 'ListAllMyBuckets').on(OBJECTS)).message).toContain(
      's3:ListAllMyBuckets works on every resource only',
    );
    expect(errorOf(() => s3.allow('GetObject').on(OBJECTS, BUCKET)).message).toContain(
      'none of GetObject works on resource "arn:aws:s3:::data"',
    );
  });

  it('a scopable action left unscoped, and reasons without words', () => {
    const error = errorOf(() => s3.allow('GetObject', 'ListAllMyBuckets').onUnscopable('because'));
    expect(error.code).toBe('POLICY_RESOURCE_WILDCARD');
    expect(error.message).toContain('s3:GetObject can be limited to resources of kind');
    for (const reason of ['', '  ', undefined, 1]) {
      expect(errorOf(() => s3.allow('ListAllMyBuckets').onUnscopable(reason)).code).toBe('POLICY_RESOURCE_INVALID');
      expect(errorOf(() => s3.allow('GetObject').onEvery(reason, OBJECTS)).code).toBe('POLICY_RESOURCE_INVALID');
    }
  });

  it.each([
    [['StringEquals', 's3:prefixx', 'a'], 'is no condition key of s3; did you mean s3:prefix?'],
    [['StringEquals', 'kms:ViaService', 'a'], 'is no condition key of s3'],
    [['StringEquals', 's3:prefix', 'a'], 'requests of s3:GetObject never carry s3:prefix'],
    [['NumericEquals', 's3:TlsVersion', '1'], undefined],
    [['NumericEquals', 's3:authType', '1'], 'does not compare s3:authType, whose type is String'],
    [['StringEqualsIfExists', 's3:authType', 'a'], 'also allows requests without s3:authType; use StringEquals'],
    [['StringLike', 's3:authType', '*'], 'restricts nothing'],
    [['StringLike', 's3:authType', '?*'], 'restricts nothing'],
    [['Bool', 'aws:SecureTransport', 'yes'], 'is no truth value'],
    [['Null', 's3:authType', 'no'], 'is no truth value'],
    [['StringEquals', 's3:authType'], 'the values of s3:authType are []'],
    [['StringEquals', '${var.key}', 'a'], 'is no condition'],
    [[undefined, 's3:authType', 'a'], 'is no condition'],
    [['StringEquals', 's3:ExistingObjectTag/', 'a'], 'is no condition key of s3'],
    [['StringEquals', 's3:ExistingObjectTag/team', 'a'], undefined],
    [['StringEquals', 'AWS:principaltag/team', 'a'], undefined],
  ] as const)('condition %p', (condition, text) => {
    const narrowed = (): unknown => policy().when(...condition);
    if (text === undefined) expect(narrowed).not.toThrow();
    else {
      const error = errorOf(narrowed);
      expect(error.code).toBe('POLICY_CONDITION_INVALID');
      expect(error.message).toContain(text);
    }
  });

  it('a condition that is there already, in whatever case', () => {
    const twice = LeastPrivilegePolicy.of(S3).allow('GetObject').on(OBJECTS).when('StringEquals', 'aws:username', 'a');
    expect(errorOf(() => (twice as unknown as Untyped).when('StringEquals', 'AWS:Username', 'b')).message).toContain(
      'is there already',
    );
  });

  it('regions of services without regions, and what is no region', () => {
    const global = [
      LeastPrivilegePolicy.of(IAM)
        .allow('GetRole')
        .on(IAM.role({ roleNameWithPath: 'a' }, PLACE)),
      LeastPrivilegePolicy.of(S3).allow('ListAllMyBuckets').onUnscopable('because'),
    ];
    for (const each of global) {
      const narrowed = (): unknown => (each as unknown as Untyped).inRegions('us-east-1');
      expect(errorOf(narrowed).message).toContain('has one endpoint for all regions');
    }
    for (const regions of [[], ['*'], ['eu-west-*'], ['Ireland'], [undefined]]) {
      expect(errorOf(() => policy().inRegions(...regions)).code).toBe('POLICY_CONDITION_INVALID');
    }
    expect(() => policy().inRegions('us-gov-west-1', 'ap-southeast-2', '${data.aws_region.r.name}')).not.toThrow();
  });

  it('what is no service', () => {
    for (const service of ['s3', {}, undefined, null, () => undefined]) {
      expect(errorOf(() => LeastPrivilegePolicy.of(untyped(service))).code).toBe('PROPS_INVALID');
    }
  });

  it('guards operators that are true for requests without the key', () => {
    const items = LeastPrivilegePolicy.of(DynamoDB)
      .allow('GetItem')
      .on(DynamoDB.table({ tableName: 'orders' }, PLACE))
      .when('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', '${aws:username}');
    expect(jsonOf(items.toStatements())).toMatchObject([
      {
        Condition: {
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:username}'] },
          Null: { 'dynamodb:LeadingKeys': ['false'] },
        },
      },
    ]);
  });
});

describe('size of policies', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      S3.object({ bucketName: 'data', objectName: `${'x'.repeat(80)}${index}` }),
    );
  const [first, ...others] = many(200);
  if (first === undefined) throw new Error('no object');
  const long = LeastPrivilegePolicy.of(S3)
    .allow('GetObject')
    .on(first, ...others);

  it('divides a statement that no managed policy can hold, and loses nothing', () => {
    const documents = long.toDocuments().map((document) => document.toJson());
    expect(documents.length).toBeGreaterThan(2);
    for (const text of documents) expect(text.length).toBeLessThanOrEqual(6144);
    const resources = documents.flatMap((text) =>
      (JSON.parse(text) as { Statement: { Resource: string[] }[] }).Statement.flatMap(({ Resource }) => Resource),
    );
    expect(resources.sort()).toEqual([first, ...others].map(({ arn }) => arn).sort());
  });

  it('refuses one document that is too long for its place', () => {
    expect(errorOf(() => long.toDocument()).message).toContain('allowed are 6144 (managed)');
    const some = LeastPrivilegePolicy.of(S3)
      .allow('GetObject')
      .on(first, ...others.slice(0, 29));
    expect(some.toDocument().isEmpty).toBe(false);
    expect(some.toDocument('inline-role').isEmpty).toBe(false);
    expect(errorOf(() => some.toDocument('inline-user')).code).toBe('POLICY_TOO_LARGE');
    expect(errorOf(() => some.toDocument(untyped('constructor'))).message).toContain('is no place for a policy');
  });

  it('refuses one ARN that no managed policy can hold', () => {
    const huge = S3.object({ bucketName: 'data', objectName: 'x'.repeat(6200) });
    const policy = LeastPrivilegePolicy.of(S3).allow('GetObject').on(huge);
    expect(errorOf(() => policy.toDocuments()).code).toBe('POLICY_TOO_LARGE');
    expect(errorOf(() => policy.attachTo(newRole(newStack()))).code).toBe('POLICY_TOO_LARGE');
  });

  it('spreads over the managed policies of a role', () => {
    const stack = newStack();
    const grant = long.attachTo(newRole(stack));
    const policies = policiesIn(synth(stack));
    expect(policies.size).toBeGreaterThan(2);
    expect([...policies.values()].flat().sort()).toEqual([first, ...others].map(({ arn }) => arn).sort());
    expect(grant.principalStatements.length).toBeGreaterThan(2);
  });

  it('counts tokens as the ARNs that they stand for', () => {
    const stack = newStack();
    const arns = Array.from({ length: 100 }, (_, index) => S3.object.fromArn(`\${aws_s3_bucket.b${index}.arn}/*`));
    const [head, ...tail] = arns;
    if (head === undefined) throw new Error('no ARN');
    LeastPrivilegePolicy.of(S3)
      .allow('GetObject')
      .on(head, ...tail)
      .attachTo(newRole(stack));
    expect(policiesIn(synth(stack)).size).toBeGreaterThan(1);
  });
});
