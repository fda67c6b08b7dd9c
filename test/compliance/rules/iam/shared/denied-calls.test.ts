import type { Statement } from '../../../../../lib/compliance/model/policy-document';
import { Unknown } from '../../../../../lib/compliance/model/value';
import { coversActions, coversAllow } from '../../../../../lib/compliance/rules/iam/shared/denied-calls';

function statement(actions: Statement['actions'], resources: Statement['resources']): Statement {
  return {
    sid: undefined,
    effect: 'Allow',
    actions,
    notActions: undefined,
    resources,
    notResources: undefined,
    principals: undefined,
    notPrincipals: undefined,
    conditions: [],
    path: 'Statement[0]',
    block: undefined,
  };
}

const hidden = new Unknown('${var.x}');

describe('coversAllow', () => {
  it.each([
    [['*'], ['arn:aws:s3:::a', '*'], true],
    [['arn:aws:s3:::*'], ['arn:aws:s3:::a', 'arn:aws:s3:::b/*'], true],
    [['arn:aws:s3:::A'], ['arn:aws:s3:::a'], false],
    [['arn:aws:s3:::?'], ['arn:aws:s3:::*'], false],
    [['arn:aws:s3:::a'], ['arn:aws:s3:::a', 'arn:aws:s3:::b'], false],
    [['arn:aws:s3:::a'], undefined, false],
    [[hidden], ['arn:aws:s3:::a'], hidden],
    [[hidden, '*'], ['arn:aws:s3:::a'], true],
  ])('%j covers %j: %s', (denied, allowed, expected) => {
    expect(coversAllow(statement(['*'], denied), statement(['*'], allowed))).toBe(expected);
  });
});

describe('coversActions', () => {
  it.each([
    [['S3:*'], ['s3:GetObject', 's3:Put*'], true],
    [['s3:Get*'], ['s3:*'], false],
    [['s3:Get*'], ['s3:GetObject', 'ec2:RunInstances'], false],
    [undefined, ['s3:GetObject'], false],
  ])('%j covers %j: %s', (denied, allowed, expected) => {
    expect(coversActions(statement(denied, ['*']), statement(allowed, ['*']))).toBe(expected);
  });
});
