import { Unknown } from '../../../../../lib/compliance';
import { needsResource } from '../../../../../lib/compliance/rules/iam/shared/action-scope';

describe('needsResource', () => {
  it.each([
    's3:PutObject',
    'S3:putobject',
    'iam:PassRole',
    's3:*',
    '*',
    '*:*',
    's3:Put*',
    'sts:GetFederationToken',
    'acm-pca:IssueCertificate',
    'made-up:DeleteThing',
    'constructor:ToString',
    'acm-pca:issuecertificate',
    'ACM-PCA:ISSUE*',
    'codecommit:checkout*',
    'MADE-UP:DELETETHING',
  ])('is true for %s', (action) => {
    expect(needsResource(action)).toBe(true);
  });

  it.each([
    's3:GetObject',
    's3:List*',
    'ec2:DescribeInstances',
    'xray:PutTraceSegments',
    'kms:CreateKey',
    'ssmmessages:OpenDataChannel',
    'ecr:GetAuthorizationToken',
    'made-up:ListThings',
    'ECR:BATCHGETIMAGE',
    'ecr:batchgetimage',
    'ECR:DESCRIBE*',
    'verifiedpermissions:isauthorized',
    'MADE-UP:LISTTHINGS',
  ])('is false for %s', (action) => {
    expect(needsResource(action)).toBe(false);
  });

  it('is unknown where the action is', () => {
    const action = new Unknown('s3:${var.a}', [], ['s3:', new Unknown('${var.a}')]);
    expect(needsResource(action)).toBe(action);
  });
});
