import { codesOf, lint, policy } from './lint';

const ACCOUNT = '111122223333';

const fit = (Action: unknown, Resource: unknown): readonly string[] => codesOf({ Action, Resource });

describe('resources', () => {
  it.each([
    '*',
    'arn:aws:s3:::reports/*',
    'arn:aws-cn:s3:::reports/*',
    'arn:*:s3:::reports/*',
    'arn:aws:s3:::${aws:username}/*',
    '${aws:PrincipalTag/bucket}/*',
    `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/app/object/*`,
  ])('says nothing of %s', (resource) => {
    expect(fit('s3:GetObject', resource)).toEqual([]);
  });

  it.each([
    ['reports', 'error resource-syntax'],
    ['s3:::reports/*', 'error resource-syntax'],
    ['*reports', 'error resource-syntax'],
    ['arn:aws:s3', 'error resource-syntax'],
    ['arn:awz:s3:::reports/*', 'error resource-syntax'],
    ['arn:aws:S3:::reports/*', 'error resource-syntax'],
    ['arn:aws::::reports', 'error resource-syntax'],
    ['arn:aws:s3:::', 'error resource-syntax'],
    [`arn:aws:s3:europe:${ACCOUNT}:accesspoint/app/object/*`, 'error resource-syntax'],
    ['arn:aws:s3:eu-west-1:1234:accesspoint/app/object/*', 'error resource-syntax'],
    ['arn:aws:s3:::re\u0144/*', 'error character-not-allowed'],
    ['', 'error empty-element'],
  ])('says of %s: %s', (resource, expected) => {
    expect(fit('*', resource)).toContain(expected);
  });

  it.each([
    [`arn:aws:s3:eu-west-1:${ACCOUNT}:reports/*`, 'has a region or an account'],
    [`arn:aws:sqs::${ACCOUNT}:jobs`, 'lacks or misplaces'],
    [`arn:aws:iam:eu-west-1:${ACCOUNT}:role/app`, 'lacks or misplaces'],
    [`arn:aws:route53::${ACCOUNT}:hostedzone/Z1`, 'has a region or an account'],
  ])('knows where regions and accounts stand: %s', (resource, text) => {
    const { findings } = lint(policy({ Action: '*', Resource: resource }));
    expect(findings).toMatchObject([{ level: 'error', code: 'unknown-resource-type' }]);
    expect(findings[0]?.message).toContain(text);
  });

  it('warns of ARNs that no kind of resource has', () => {
    expect(fit('ecs:UpdateService', `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/app`)).toEqual([
      'warning unknown-resource-type',
    ]);
  });

  it('lets the policy of an API leave out what comes before its stage', () => {
    const statement = { Action: 'execute-api:Invoke', Principal: '*', Resource: 'execute-api:/*' };
    expect(codesOf(statement, { kind: 'resource' })).toEqual([]);
    expect(codesOf({ ...statement, Principal: undefined })).toEqual(['error resource-syntax']);
  });

  it('leaves open what an expression hides, but not the ARN of a block', () => {
    const undecided = (Resource: unknown): number => lint(policy({ Resource })).undecided.length;
    expect(undecided('${var.bucket}')).toBe(1);
    expect(undecided('${aws_s3_bucket.data.id}/*')).toBe(1);
    expect(undecided('${aws_s3_bucket.data.arn}/*')).toBe(0);
    expect(undecided('${data.aws_s3_bucket.data.arn}')).toBe(0);
    expect(undecided('${aws_db_instance.d.master_user_secret[0].secret_arn}')).toBe(0);
    expect(undecided('arn:aws:s3:::${var.bucket}/*')).toBe(0);
  });
});

describe('actions and the resources of their statement', () => {
  it.each([
    ['s3:ListBucket', 'arn:aws:s3:::reports'],
    ['s3:GetObject', 'arn:aws:s3:::reports*'],
    [
      ['s3:GetObject', 's3:ListBucket'],
      ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'],
    ],
    ['s3:ListAllMyBuckets', 'arn:aws:s3:::*'],
    ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:app:*`],
    ['logs:CreateLogGroup', `arn:aws:logs:eu-west-1:${ACCOUNT}:*`],
    ['lambda:InvokeFunction', `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:app:live`],
    ['dynamodb:Query', `arn:aws:dynamodb:*:*:table/orders/index/*`],
    ['rds:StartDBCluster', 'arn:aws:rds:*:cluster:orders'],
    ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/team/app`],
    ['iam:GetPolicy', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1::image/ami-*'],
    ['ssm:SendCommand', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/*`],
    ['ssm:GetParameter', 'arn:aws:ssm:eu-west-1::parameter/aws/service/*'],
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:app-??????`],
    ['rds-db:connect', `arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:*/app`],
    ['s3:*', 'arn:aws:s3:::reports'],
    [
      ['s3:GetObject', 's3:ListBucket'],
      ['arn:aws:s3:::reports/*', '${aws_s3_bucket.b.arn}'],
    ],
    ['s3:GetObject', '${aws_s3_bucket.b.arn}/*'],
    ['s3:GetObject', '${data.aws_s3_bucket.b.arn}*'],
    ['logs:PutLogEvents', '${aws_cloudwatch_log_group.app.arn}:*'],
    ['sqs:SendMessage', '${aws_sqs_queue.jobs[0].arn}'],
    ['s3:ListBucket', '${aws_s3_access_point.a.arn}/*'],
    ['s3:ListBucket', '${var.bucket_arn}/*'],
    ['s3:ListBucket', 'arn:aws:s3:::${var.name}'],
  ])('lets %s work on %s', (action, resource) => {
    expect(fit(action, resource)).toEqual([]);
  });

  it.each([
    ['s3:ListBucket', 'arn:aws:s3:::reports/*'],
    ['s3:GetObject', 'arn:aws:s3:::reports'],
    ['s3:GetObject', `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`],
    ['s3:ListAllMyBuckets', 'arn:aws:s3:::reports'],
    ['logs:PutLogEvents', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:app`],
    ['dynamodb:GetItem', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders/index/by-date`],
    ['iam:AttachRolePolicy', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ['kms:Decrypt', `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/app`],
    ['ecr:GetAuthorizationToken', `arn:aws:ecr:eu-west-1:${ACCOUNT}:repository/app`],
    ['ec2:DescribeInstances', `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-1`],
    ['s3:ListBucket', 'arn:aws:s3:::${var.name}/*'],
    ['s3:ListBucket', '${aws_s3_bucket.b.arn}/*'],
    ['s3:GetObject', '${aws_s3_bucket.b.arn}'],
    ['logs:PutLogEvents', '${aws_cloudwatch_log_group.app.arn}'],
    ['kms:Decrypt', '${aws_kms_alias.app.arn}'],
    ['sqs:SendMessage', '${aws_sns_topic.t.arn}'],
  ])('does not let %s work on %s', (action, resource) => {
    expect(fit(action, resource)).toEqual(['error action-resource-mismatch']);
    expect(codesOf({ Effect: 'Deny', Action: action, Resource: resource })).toEqual(['error action-resource-mismatch']);
  });

  it('knows what the ARN of every type of block that it reads looks like', () => {
    const types: readonly (readonly [type: string, action: string])[] = [
      ['aws_cloudwatch_event_bus', 'events:PutEvents'],
      ['aws_dynamodb_table', 'dynamodb:GetItem'],
      ['aws_ecr_repository', 'ecr:BatchGetImage'],
      ['aws_iam_policy', 'iam:GetPolicy'],
      ['aws_iam_role', 'iam:PassRole'],
      ['aws_iam_user', 'iam:GetUser'],
      ['aws_kinesis_stream', 'kinesis:PutRecord'],
      ['aws_kms_alias', 'kms:DeleteAlias'],
      ['aws_kms_key', 'kms:Decrypt'],
      ['aws_lambda_function', 'lambda:InvokeFunction'],
      ['aws_s3_bucket', 's3:ListBucket'],
      ['aws_secretsmanager_secret', 'secretsmanager:GetSecretValue'],
      ['aws_sfn_state_machine', 'states:StartExecution'],
      ['aws_sns_topic', 'sns:Publish'],
      ['aws_ssm_parameter', 'ssm:GetParameter'],
    ];
    for (const [type, action] of types) {
      expect(fit(action, `\${${type}.x.arn}`)).toEqual([]);
      expect(fit('sqs:SendMessage', `\${${type}.x.arn}`)).toEqual(['error action-resource-mismatch']);
    }
  });

  it('points at the action, and names what it works on', () => {
    const { findings } = lint(
      policy({ Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::reports/*' }),
    );
    expect(findings).toMatchObject([{ statement: 0, element: 'Action', index: 1, observed: 's3:ListBucket' }]);
    expect(findings[0]?.message).toMatch(/name its bucket, as in arn:aws:s3:::<BucketName>$/);
  });

  it('only warns where the documentation is no proof', () => {
    expect(fit('iot:AttachPolicy', `arn:aws:iot:eu-west-1:${ACCOUNT}:policy/app`)).toEqual([
      'warning action-resource-mismatch',
    ]);
    expect(fit('sagemaker:ListEndpoints', `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:endpoint/*`)).toEqual([
      'suggestion action-resource-mismatch',
    ]);
  });

  it('only warns of lists of what nobody may do', () => {
    const statement = { Effect: 'Deny', Action: ['s3:GetObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::reports/*' };
    expect(codesOf(statement)).toEqual(['warning action-resource-mismatch']);
    expect(codesOf({ ...statement, Action: 's3:ListBucket' })).toEqual(['error action-resource-mismatch']);
  });

  it('suggests to remove resources that no action works on', () => {
    const { findings } = lint(policy({ Resource: ['arn:aws:s3:::reports/*', 'arn:aws:s3:::reports'] }));
    expect(findings).toMatchObject([{ level: 'suggestion', code: 'resource-unused', element: 'Resource', index: 1 }]);
  });

  it('says nothing of NotAction, NotResource and actions that are not known', () => {
    expect(codesOf({ Action: undefined, NotAction: 's3:ListBucket' })).toEqual([]);
    expect(codesOf({ Resource: undefined, NotResource: 'arn:aws:s3:::reports' })).toEqual([]);
    expect(fit(['s3:ListBucket', '${var.action}'], 'arn:aws:s3:::reports/*')).toEqual([]);
  });
});
