import { codes, codesOf, lint } from './lint';

const ACCOUNT = '111122223333';
const errorsOf = (...given: Parameters<typeof codesOf>): readonly string[] =>
  codesOf(...given).filter((code) => code.startsWith('error'));

describe('resources that AWS takes', () => {
  it.each([
    ['s3:GetObject', `arn:aws:s3::${ACCOUNT}:accesspoint/m.mrap/object/*`],
    ['s3:ListBucket', `arn:aws:s3::${ACCOUNT}:accesspoint/m.mrap`],
    ['iam:ListRoles', `arn:aws:iam::${ACCOUNT}:role/`],
    ['iam:ListUsers', `arn:aws:iam::${ACCOUNT}:user/team/`],
    ['states:InvokeHTTPEndpoint', `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:orders`],
    ['states:SendTaskSuccess', `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:orders`],
    ['sns:CreatePlatformEndpoint', `arn:aws:sns:eu-west-1:${ACCOUNT}:app/GCM/orders`],
    ['sns:SetEndpointAttributes', `arn:aws:sns:eu-west-1:${ACCOUNT}:endpoint/GCM/orders/1`],
    ['sts:TagSession', `arn:aws:sts::${ACCOUNT}:federated-user/*`],
    ['bedrock:InvokeModel', 'arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0'],
    ['quicksight:CreateUser', `arn:aws:quicksight::${ACCOUNT}:user/*`],
    ['codestar-connections:UseConnection', `arn:aws:codeconnections:eu-west-1:${ACCOUNT}:connection/c`],
    ['codeconnections:UseConnection', `arn:aws:codestar-connections:eu-west-1:${ACCOUNT}:connection/c`],
    ['backup:StartRestoreJob', 'arn:aws:ec2:eu-west-1::snapshot/*'],
  ])('%s on %s is no error', (Action, Resource) => {
    expect(errorsOf({ Action, Resource })).toEqual([]);
  });

  it.each([
    ['s3:GetObject', `arn:aws:s3::${ACCOUNT}:accesspoint/m.mrap`],
    ['states:StopExecution', `arn:aws:states:eu-west-1:${ACCOUNT}:stateMachine:orders`],
    ['sns:ListTopics', `arn:aws:sns:eu-west-1:${ACCOUNT}:orders`],
    ['bedrock:InvokeModel', `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`],
  ])('%s on %s is one', (Action, Resource) => {
    expect(errorsOf({ Action, Resource })).toEqual(['error action-resource-mismatch']);
  });

  it.each([
    ['s3:GetObject', `arn:aws:s3:eu-west-1:${ACCOUNT}:reports/*`],
    ['sqs:SendMessage', 'arn:aws:sqs:::orders'],
    ['ec2:StartInstances', 'arn:aws:ec2:::instance/i-1'],
    ['cloudfront:GetDistribution', `arn:aws:cloudfront:eu-west-1:${ACCOUNT}:distribution/D`],
  ])('%s on %s has its region or account amiss', (Action, Resource) => {
    expect(errorsOf({ Action, Resource })).not.toEqual([]);
  });
});

describe('policies of directory buckets', () => {
  const s3 = { kind: 'resource', service: 's3' } as const;
  const statement = (Action: string): object => ({
    Principal: { AWS: ACCOUNT },
    Action,
    Resource: `arn:aws:s3express:eu-west-1:${ACCOUNT}:bucket/b--euw1-az1--x-s3`,
  });

  it('have actions of their own service', () => {
    expect(codesOf({ ...statement('s3express:CreateSession') }, s3)).toEqual([]);
  });

  it('have none of others', () => {
    expect(errorsOf({ ...statement('sqs:SendMessage') }, s3)).toContain('error unsupported-action');
  });
});

describe('conditions that AWS takes', () => {
  it.each([
    { Bool: { 'aws:PrincipalTag/admin': 'true' } },
    { Bool: { 'aws:ResourceTag/public': false } },
    { NumericLessThan: { 'aws:PrincipalTag/level': '3' } },
    { DateLessThan: { 'aws:PrincipalTag/until': '2026-01-31T00:00:00Z' } },
    { NumericEquals: { 'aws:SourceAccount': ACCOUNT } },
    { DateLessThan: { 'aws:CurrentTime': '2026-01-31T00:00:00' } },
    { Bool: { 'aws:ViaAWSMCPService': 'true' } },
  ])('%j is no error', (Condition) => {
    expect(errorsOf({ Condition })).toEqual([]);
  });

  it.each([
    [{ Bool: { 'aws:SourceIp': 'true' } }, 'condition-operator-type'],
    [{ NumericEquals: { 'aws:SourceVpce': '1' } }, 'condition-operator-type'],
    [{ StringEquals: { 'aws:SourceVcpe': 'vpce-1' } }, 'unknown-condition-key'],
    [{ StringEquals: { 'aws:SourceAccounts': ACCOUNT } }, 'unknown-condition-key'],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-13-31' } }, 'condition-value-type'],
  ])('%j is one', (Condition, code) => {
    expect(errorsOf({ Condition })).toEqual([`error ${code}`]);
  });
});

describe('service principals', () => {
  it.each(['ec2.csp.hci.ic.gov', 'ec2.cloud.adc-e.uk', 'pods.eks.amazonaws.com'])('%s is one', (Service) => {
    const report = lint(
      { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' } },
      { kind: 'trust' },
    );
    expect(codes(report)).toEqual([]);
  });
});

describe('ARNs with too few parts', () => {
  it.each(['arn:aws:s3:reports/*', 'arn:aws:s3::reports/*', 'arn:aws:s3::reports'])('%s is an error', (Resource) => {
    expect(errorsOf({ Resource })).toEqual(['error resource-syntax']);
  });

  it.each(['arn:aws:s3:*', 'arn:*', 'arn:aws:s3::*/reports'])('%s may have them in its wildcard', (Resource) => {
    expect(errorsOf({ Resource })).toEqual([]);
  });
});
