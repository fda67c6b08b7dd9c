import { Fn, TerraformVariable } from 'cdktf';
import { AwsAccount } from '../../lib/core/aws-account';
import { PolicyDocument } from '../../lib/iam/policy-document';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { resolveTokens } from '../../lib/core/tokens';
import { errorOf, newStack } from '../core/support';
import { newRole } from './support';

const OBJECTS = 'arn:aws:s3:::reports/*';

describe('PolicyStatement.allow', () => {
  it('lists exact actions on named resources', () => {
    const statement = PolicyStatement.allow({
      sid: 'Read',
      actions: ['s3:GetObject'],
      resources: [OBJECTS],
      conditions: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
    });
    expect(statement._toStatementJson()).toEqual({
      Sid: 'Read',
      Effect: 'Allow',
      Action: ['s3:GetObject'],
      Resource: [OBJECTS],
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
    });
  });

  it.each(['*', '*:*', 's3:*', 's3:Get*', 's3:Ge?Object', 'iam:*'])('refuses action %s', (action) => {
    const error = errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject', action], resources: [OBJECTS] }));
    expect(error.code).toBe('POLICY_ACTION_WILDCARD');
    expect(error.message).toContain(JSON.stringify(action));
  });

  it.each(['', 'GetObject', 's3', 's3:', 'S3:GetObject', 's3:GetObject '])('refuses malformed action %p', (action) => {
    expect(errorOf(() => PolicyStatement.allow({ actions: [action], resources: [OBJECTS] })).code).toBe(
      'POLICY_ACTION_INVALID',
    );
  });

  it('refuses no action, and actions that nobody can review', () => {
    const variable = new TerraformVariable(newStack(), 'v', {});
    expect(errorOf(() => PolicyStatement.allow({ actions: [], resources: [OBJECTS] })).code).toBe(
      'POLICY_ACTION_INVALID',
    );
    expect(errorOf(() => PolicyStatement.allow({ actions: [variable.stringValue], resources: [OBJECTS] })).code).toBe(
      'POLICY_ACTION_INVALID',
    );
  });

  it.each([
    '*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::*/*',
    'arn:*:*:*:*:*',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:kms:eu-west-1:111122223333:key/*',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*',
    'arn:aws:sqs:eu-west-1:111122223333:*',
  ])('refuses resource %s', (resource) => {
    expect(errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [resource] })).code).toBe(
      'POLICY_RESOURCE_WILDCARD',
    );
  });

  it.each([
    OBJECTS,
    'arn:aws:s3:::reports',
    'arn:aws:execute-api:eu-west-1:111122223333:abcdefghij/*',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/*',
    'arn:aws:logs:eu-west-1:111122223333:log-group:/shop:*',
    'arn:aws:iam::111122223333:role/shop-*',
  ])('takes resource %s', (resource) => {
    expect(
      PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [resource] })._toStatementJson().Resource,
    ).toEqual([resource]);
  });

  it('refuses what is no ARN, and no resources at all', () => {
    expect(errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject'], resources: ['reports'] })).code).toBe(
      'POLICY_RESOURCE_INVALID',
    );
    expect(errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject'] })).code).toBe('POLICY_RESOURCE_INVALID');
    expect(errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [] })).code).toBe(
      'POLICY_RESOURCE_INVALID',
    );
  });

  it('takes tokens for resources, but no list of unknown length', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'v', { type: 'list(string)' });
    const statement = PolicyStatement.allow({
      actions: ['s3:GetObject'],
      resources: [Fn.element(variable.listValue, 0) as string],
    });
    expect(resolveTokens(stack, statement._toStatementJson().Resource)).toEqual(['${element(var.v, 0)}']);
    expect(
      errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject'], resources: variable.listValue })).code,
    ).toBe('POLICY_RESOURCE_INVALID');
  });

  it('covers every resource only for a reason and for actions that cannot be limited', () => {
    const statement = PolicyStatement.allow({
      actions: ['xray:PutTraceSegments'],
      unscopable: 'xray knows no resources',
    });
    expect(statement._toStatementJson().Resource).toEqual(['*']);
    expect(
      PolicyStatement.allow({
        actions: ['kms:ListAliases', 'sts:GetCallerIdentity'],
        unscopable: 'lists',
      })._toStatementJson().Resource,
    ).toEqual(['*']);
    expect(errorOf(() => PolicyStatement.allow({ actions: ['xray:PutTraceSegments'], unscopable: ' ' })).code).toBe(
      'POLICY_RESOURCE_INVALID',
    );
    expect(
      errorOf(() => PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [OBJECTS], unscopable: 'x' })).code,
    ).toBe('POLICY_RESOURCE_INVALID');
  });

  it.each([
    'kms:Decrypt',
    'secretsmanager:GetSecretValue',
    'sts:AssumeRole',
    'iam:PassRole',
    'iam:CreateAccessKey',
    'ssm:GetParameter',
  ])('refuses %s on every resource, whatever the reason', (action) => {
    expect(errorOf(() => PolicyStatement.allow({ actions: [action], unscopable: 'please' })).code).toBe(
      'POLICY_RESOURCE_WILDCARD',
    );
  });
});

describe('actions without resource types', () => {
  const unscopable = 'no resource-level permissions';

  it.each([
    'ec2:DescribeInstances',
    's3:ListAllMyBuckets',
    'kms:CreateKey',
    'kms:listkeys',
    'ecr:GetAuthorizationToken',
    'cloudwatch:PutMetricData',
    'ssm:DescribeParameters',
  ])('include %s', (action) => {
    expect(PolicyStatement.allow({ actions: [action], unscopable })._toStatementJson().Resource).toEqual(['*']);
  });

  it.each([
    's3:GetObject',
    'dynamodb:GetItem',
    'ec2:StopInstances',
    'kms:DescribeKey',
    'lambda:InvokeFunction',
    'logs:CreateLogGroup',
    's3:NoSuchAction',
    'nosuchservice:Get',
    'constructor:Get',
    's3:',
  ])('do not include %s', (action) => {
    const error = errorOf(() => PolicyStatement.allow({ actions: ['ec2:DescribeInstances', action], unscopable }));
    expect(error.code).toBe(action === 's3:' ? 'POLICY_ACTION_INVALID' : 'POLICY_RESOURCE_WILDCARD');
    expect(error.message).toContain(action);
  });

  it.each([7, '', ' ', null, true])('need a reason in words: %p', (reason) => {
    const props = { actions: ['ec2:DescribeInstances'], unscopable: reason as never };
    expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_INVALID');
  });

  it('are looked up only where a statement covers everything', () => {
    jest.isolateModules(() => {
      const loaded = jest.fn();
      jest.doMock('../../lib/iam/data/resourceless-actions', () => {
        loaded();
        return jest.requireActual<object>('../../lib/iam/data/resourceless-actions');
      });
      const { PolicyStatement: Fresh } = require('../../lib/iam/policy-statement') as {
        readonly PolicyStatement: typeof PolicyStatement;
      };
      Fresh.allow({ actions: ['s3:GetObject'], resources: [OBJECTS] });
      expect(loaded).not.toHaveBeenCalled();
      Fresh.allow({ actions: ['ec2:DescribeInstances'], unscopable });
      expect(loaded).toHaveBeenCalledTimes(1);
    });
  });
});

describe('resources of a whole kind', () => {
  const wholeKindReason = 'instances get an id when they are made';

  it.each([
    'arn:aws:ec2:eu-west-1:111122223333:instance/*',
    'arn:aws:logs:eu-west-1:111122223333:log-group:*:log-stream:*',
    'arn:aws:dynamodb:eu-west-1:111122223333:table/*/index/by-date',
    'arn:aws:apigateway:eu-west-1::/restapis/*',
    'arn:aws:lambda:eu-west-1:111122223333:function:*:prod',
    'arn:aws:lambda:eu-west-1:111122223333:function:????*',
    'arn:aws:lambda:eu-west-1:111122223333:function:*-*',
    'arn:aws:logs:eu-west-1:111122223333:log-group:/*',
    'arn:aws:dynamodb:eu-west-1:111122223333:table/*.*',
    'arn:aws:ec2:eu-west-1:111122223333:instance/i-*',
    'arn:aws:ec2:eu-west-1:111122223333:instance/i-?????????????????',
    'arn:aws:dynamodb:eu-west-1:111122223333:t*',
    'arn:aws:dynamodb:eu-west-1:111122223333:ta?le*',
    'arn:aws:lambda:eu-west-1:111122223333:func*',
    'arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-*/app',
    'arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-?*/app',
    'arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABCDEFGHIJKL/*',
    'arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABCDEFGHIJKL/?*_?',
  ])('need a reason: %s', (resource) => {
    const props = { actions: ['ec2:RunInstances'], resources: [resource] };
    expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_WILDCARD');
    expect(PolicyStatement.allow({ ...props, wholeKindReason })._toStatementJson().Resource).toEqual([resource]);
  });

  it.each([
    '*',
    'arn:*:*:*:*:*',
    'arn:aws:ec2:*:*:*',
    'arn:aws:ec2:eu-west-1:111122223333:*/*',
    'arn:aws:s3:::*/reports',
    'arn:aws:e*:eu-west-1:111122223333:instance/i-1',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:r*',
    'arn:aws:iam::111122223333:ro?e/*',
    'arn:aws:iam::111122223333:*e/*',
    'arn:aws:iam::*:policy/**',
    'arn:aws:kms:eu-west-1:111122223333:key/????*',
    'arn:aws:kms:eu-west-1:111122223333:k*',
    'arn:aws:kms:eu-west-1:111122223333:key/????????-*',
    'arn:aws:kms:eu-west-1:111122223333:key/????????-????-????-????-????????????',
    'arn:aws:kms:eu-west-1:111122223333:key/mrk-*',
    'arn:aws:kms:eu-west-1:111122223333:key/*a*',
    'arn:aws:kms:eu-west-1:111122223333:alias/*-*',
    'arn:aws:iam::111122223333:role/?*-*',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:?*-??????',
    'arn:aws:ssm:eu-west-1:111122223333:parameter/?*/?*',
    'arn:aws:s3:::*-*',
    'arn:aws:s3:::*-*/*',
    'arn:aws:sqs:eu-west-1:111122223333:???*',
    'arn:aws:ec2:eu-west-1:111122223333:*-*/i-1',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret*',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:*-*',
    'arn:aws:ssm:eu-west-1:111122223333:parameter/*',
  ])('are refused whatever the reason: %s', (resource) => {
    const props = { actions: ['ec2:RunInstances'], resources: [resource], wholeKindReason };
    expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_WILDCARD');
  });

  it.each([
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-??????',
    'arn:aws:iam::111122223333:role/app-*',
    'arn:aws:iam::111122223333:role/team/*',
    'arn:aws:s3:::reports/*',
    'arn:aws:s3:::reports-*',
    'arn:aws:codecommit:eu-west-1:111122223333:reports-*',
    'arn:aws:dynamodb:eu-west-1:111122223333:tabl?/orders',
    'arn:aws:ec2:eu-west-1:111122223333:key-pair/app-*',
    'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123*',
    'arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABCDEFGHIJKL/app_*',
    'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/app:*',
    'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'arn:aws:kms:eu-west-1:111122223333:key/${aws_kms_key.a.key_id}',
    'arn:aws:lambda:eu-west-1:111122223333:function:app-*',
  ])('are not what is named: %s', (resource) => {
    const statement = PolicyStatement.allow({ actions: ['ec2:RunInstances'], resources: [resource] });
    expect(statement._toStatementJson().Resource).toEqual([resource]);
  });

  it.each([7, ''])('need a reason in words: %p', (reason) => {
    const resources = ['arn:aws:ec2:eu-west-1:111122223333:instance/*'];
    const props = { actions: ['ec2:RunInstances'], resources, wholeKindReason: reason as never };
    expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_INVALID');
  });

  it('are seen through tokens for partition, region and account', () => {
    const stack = newStack();
    const { partition, accountId, region } = AwsAccount.of(stack);
    const roles = `arn:${partition}:iam::${accountId}:role/*`;
    const all = `arn:${partition}:sqs:${region}:${accountId}:*`;
    const instances = `arn:${partition}:ec2:${region}:${accountId}:instance/*`;
    for (const resource of [roles, all]) {
      const props = { actions: ['ec2:RunInstances'], resources: [resource], wholeKindReason };
      expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_WILDCARD');
    }
    const props = { actions: ['ec2:RunInstances'], resources: [instances] };
    expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_WILDCARD');
    expect(PolicyStatement.allow({ ...props, wholeKindReason })).toBeInstanceOf(PolicyStatement);
    const named = `arn:${partition}:iam::${accountId}:role/${new TerraformVariable(stack, 'name', {}).stringValue}`;
    expect(PolicyStatement.allow({ actions: ['iam:GetRole'], resources: [named] })).toBeInstanceOf(PolicyStatement);
  });

  it('go without unscopable', () => {
    const props = { actions: ['ec2:DescribeInstances'], unscopable: 'none', wholeKindReason };
    expect(errorOf(() => PolicyStatement.allow(props)).code).toBe('POLICY_RESOURCE_INVALID');
  });
});

describe('a statement from JavaScript', () => {
  const props = { actions: ['s3:GetObject'], resources: [OBJECTS] };

  it.each<[object, string]>([
    [{ actions: 's3:GetObject' }, 'POLICY_ACTION_INVALID'],
    [{ actions: [7] }, 'POLICY_ACTION_INVALID'],
    [{ actions: undefined }, 'POLICY_ACTION_INVALID'],
    [{ actions: null }, 'POLICY_ACTION_INVALID'],
    [{ resources: OBJECTS }, 'POLICY_RESOURCE_INVALID'],
    [{ resources: [7] }, 'POLICY_RESOURCE_INVALID'],
    [{ resources: [null] }, 'POLICY_RESOURCE_INVALID'],
    [{ notActions: ['iam:*'] }, 'POLICY_NEGATION_FORBIDDEN'],
    [{ notResources: [OBJECTS] }, 'POLICY_NEGATION_FORBIDDEN'],
    [{ sid: 'read reports' }, 'POLICY_SID_INVALID'],
    [{ sid: '' }, 'POLICY_SID_INVALID'],
    [{ sid: '${var.sid}' }, 'POLICY_SID_INVALID'],
    [{ sid: 7 }, 'POLICY_SID_INVALID'],
    [{ sid: 'x'.repeat(129) }, 'POLICY_SID_INVALID'],
  ])('is refused: %p', (wrong, code) => {
    expect(errorOf(() => PolicyStatement.allow({ ...props, ...wrong })).code).toBe(code);
  });

  it('is read once', () => {
    const actions = ['s3:GetObject'];
    const resources = [OBJECTS];
    const statement = PolicyStatement.allow({ actions, resources });
    actions.push('s3:*');
    resources.push('*');
    expect(statement._toStatementJson()).toMatchObject({ Action: ['s3:GetObject'], Resource: [OBJECTS] });
  });

  it('is not changed afterwards', () => {
    const conditions = { StringEquals: { 'aws:SourceAccount': ['111122223333'] } };
    const statement = PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [OBJECTS], conditions });
    const json = statement._toStatementJson() as unknown as { Action: string[]; Condition: typeof conditions };
    expect(() => json.Action.push('s3:*')).toThrow(TypeError);
    expect(() => (json.Action = ['*'])).toThrow(TypeError);
    expect(() => json.Condition.StringEquals['aws:SourceAccount'].push('*')).toThrow(TypeError);
  });

  it.each([
    undefined,
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { _toStatementJson: () => ({ Effect: 'Allow', Action: ['*'], Resource: ['*'] }) },
  ])('is no %p', (forged) => {
    expect(errorOf(() => new PolicyDocument(forged as never)).code).toBe('POLICY_STATEMENT_INVALID');
    const role = newRole(newStack());
    expect(errorOf(() => role.addToPolicy(forged as never)).code).toBe('POLICY_STATEMENT_INVALID');
  });
});

describe('PolicyStatement.deny', () => {
  it('takes wildcards and covers every resource by default', () => {
    expect(PolicyStatement.deny({ actions: ['*'] })._toStatementJson()).toEqual({
      Effect: 'Deny',
      Action: ['*'],
      Resource: ['*'],
    });
    expect(
      PolicyStatement.deny({ actions: ['s3:Delete*'], resources: ['arn:aws:s3:::*'] })._toStatementJson().Effect,
    ).toBe('Deny');
    expect(errorOf(() => PolicyStatement.deny({ actions: ['delete'] })).code).toBe('POLICY_ACTION_INVALID');
  });

  it('may name what it spares', () => {
    expect(
      PolicyStatement.deny({ notActions: ['sts:*'], notResources: [OBJECTS], sid: 'OnlySts' })._toStatementJson(),
    ).toEqual({ Sid: 'OnlySts', Effect: 'Deny', NotAction: ['sts:*'], NotResource: [OBJECTS] });
  });

  it.each([
    [{}, 'POLICY_ACTION_INVALID'],
    [{ actions: [] }, 'POLICY_ACTION_INVALID'],
    [{ actions: ['s3:*'], notActions: ['s3:*'] }, 'POLICY_ACTION_INVALID'],
    [{ actions: ['s3:*'], resources: ['*'], notResources: ['*'] }, 'POLICY_RESOURCE_INVALID'],
    [{ actions: ['s3:*'], resources: [] }, 'POLICY_RESOURCE_INVALID'],
    [{ actions: ['s3:*'], resources: ['reports'] }, 'POLICY_RESOURCE_INVALID'],
  ])('refuses %p', (props, code) => {
    expect(errorOf(() => PolicyStatement.deny(props)).code).toBe(code);
  });
});

describe('PolicyDocument', () => {
  const read = PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [OBJECTS] });

  it('is plain JSON with the current version', () => {
    expect(JSON.parse(new PolicyDocument(read).toJson())).toEqual({
      Version: '2012-10-17',
      Statement: [read._toStatementJson()],
    });
  });

  it('holds each statement once, tokens compared by what they mean', () => {
    const stack = newStack();
    const variable = new TerraformVariable(stack, 'arn', {});
    const fromToken = () => PolicyStatement.allow({ actions: ['s3:GetObject'], resources: [variable.stringValue] });
    const document = new PolicyDocument(read, read, fromToken());
    const token = document.toString();
    document.addStatements(fromToken());
    const { Statement } = JSON.parse(String(resolveTokens(stack, token))) as { Statement: { Resource: string[] }[] };
    expect(Statement.map(({ Resource }) => Resource)).toEqual([[OBJECTS], ['${var.arn}']]);
  });

  it('escapes policy variables, but neither expressions nor what is escaped already', () => {
    const resources = [
      'arn:aws:s3:::b/${aws:username}/*',
      'arn:aws:s3:::b/$${aws:userid}/*',
      'arn:aws:s3:::b/${aws:PrincipalTag/team}',
      'arn:aws:s3:::b/${*}',
      'arn:aws:s3:::${aws_s3_bucket.b.id}/*',
    ];
    const document = new PolicyDocument(PolicyStatement.allow({ actions: ['s3:GetObject'], resources }));
    const { Statement } = JSON.parse(document.toJson()) as { Statement: { Resource: string[] }[] };
    expect(Statement[0]?.Resource).toEqual([
      'arn:aws:s3:::b/$${aws:username}/*',
      'arn:aws:s3:::b/$${aws:userid}/*',
      'arn:aws:s3:::b/$${aws:PrincipalTag/team}',
      'arn:aws:s3:::b/$${*}',
      'arn:aws:s3:::${aws_s3_bucket.b.id}/*',
    ]);
  });

  it('holds statements once that differ in the order of their lists', () => {
    const [a, b] = ['arn:aws:s3:::a', 'arn:aws:s3:::b'];
    const of = (...resources: string[]) => PolicyStatement.allow({ actions: ['s3:GetObject'], resources });
    const { Statement } = JSON.parse(new PolicyDocument(of(a, b), of(b, a), of(a)).toJson()) as {
      Statement: unknown[];
    };
    expect(Statement).toEqual([of(a, b)._toStatementJson(), of(a)._toStatementJson()]);
  });

  it('refuses a sid that is taken, but not the same statement again', () => {
    const of = (key: string) =>
      PolicyStatement.allow({ sid: 'Read', actions: ['s3:GetObject'], resources: [`arn:aws:s3:::reports/${key}`] });
    const document = new PolicyDocument(of('a'), of('a'));
    const error = errorOf(() => {
      document.addStatements(of('b'));
    });
    expect(error.code).toBe('POLICY_SID_DUPLICATE');
    expect(error.message).toContain('"Read"');
  });

  it('knows whether it is empty', () => {
    const document = new PolicyDocument();
    expect(document.isEmpty).toBe(true);
    document.addStatements(read);
    expect(document.isEmpty).toBe(false);
  });
});
