import { Fn, TerraformVariable } from 'cdktf';
import { PolicyDocument } from '../../lib/iam/policy-document';
import { PolicyStatement } from '../../lib/iam/policy-statement';
import { resolveTokens } from '../../lib/core/tokens';
import { errorOf, newStack } from '../core/support';

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

  it('knows whether it is empty', () => {
    const document = new PolicyDocument();
    expect(document.isEmpty).toBe(true);
    document.addStatements(read);
    expect(document.isEmpty).toBe(false);
  });
});
