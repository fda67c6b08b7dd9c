import { codesOf, lint, policy } from './lint';

const when = (Condition: unknown, more: object = {}): readonly string[] =>
  codesOf({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::reports', Condition, ...more });

describe('condition operators', () => {
  it.each([
    { StringEquals: { 's3:prefix': 'a' } },
    { stringequals: { 's3:prefix': 'a' } },
    { StringLikeIfExists: { 's3:prefix': 'a*' } },
    { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] } },
    { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/*'] } },
    { Bool: { 'aws:SecureTransport': false } },
    { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
    { Null: { 'aws:TokenIssueTime': 'true' } },
    { NumericLessThanEquals: { 's3:max-keys': 10 } },
    { DateGreaterThan: { 'aws:CurrentTime': '2026-01-31T00:00:00Z' } },
    { DateLessThan: { 'aws:EpochTime': '1769817600' } },
    { NumericLessThan: { 'aws:EpochTime': '1769817600' } },
    { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32', '203.0.113.7'] } },
    { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
    { StringLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
    { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/Admin'] } },
    { StringEquals: { 'aws:ResourceTag/team': 'a', 'aws:RequestTag/team': 'a', 'aws:PrincipalTag/team': 'a' } },
    { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
    { StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub': 'system:serviceaccount:a:b' } },
    { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    {},
  ])('says nothing of %j', (condition) => {
    expect(when(condition)).toEqual([]);
  });

  it.each([
    [{ StringEqual: { 's3:prefix': 'a' } }, 'error unknown-condition-operator'],
    [{ 'ForEachValue:StringEquals': { 's3:prefix': 'a' } }, 'error unknown-condition-operator'],
    [{ NullIfExists: { 's3:prefix': 'true' } }, 'error unknown-condition-operator'],
    [{ Frobnicate: { 's3:prefix': 'a' } }, 'error unknown-condition-operator'],
    [{ StringEquals: { prefix: 'a' } }, 'error condition-key-syntax'],
    [{ StringEquals: { 's3:pre*': 'a' } }, 'error condition-key-syntax'],
    [{ StringEquals: { 'aws:ResourceTag': 'a' } }, 'error condition-key-syntax'],
    [{ StringEquals: { 'aws:SourceVcpe': 'a' } }, 'error unknown-condition-key'],
    [{ StringEquals: { 's3:prefx': 'a' } }, 'error unknown-condition-key'],
    [{ StringEquals: { 'aws:VpceOrgArn': 'a' } }, 'warning unknown-condition-key'],
    [{ StringEquals: { 'aws:Frobnicate': 'a' } }, 'warning unknown-condition-key'],
    [{ StringEquals: { 's3:frobnicate': 'a' } }, 'warning unknown-condition-key'],
    [{ StringEquals: { 'frob:nicate': 'a' } }, 'warning unknown-condition-key'],
    [{ StringEquals: { 'aws:SourceOwner': '111122223333' } }, 'warning deprecated-condition-key'],
    [{ Bool: { 'aws:SecureTransport': 'yes' } }, 'error condition-value-type'],
    [{ Null: { 'aws:TokenIssueTime': '1' } }, 'error condition-value-type'],
    [{ NumericLessThan: { 's3:max-keys': 'ten' } }, 'error condition-value-type'],
    [{ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } }, 'error condition-value-type'],
    [{ DateLessThan: { 'aws:CurrentTime': '2026-13-01' } }, 'error condition-value-type'],
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } }, 'error condition-value-type'],
    [{ IpAddress: { 'aws:SourceIp': '203.0.113.*' } }, 'error condition-value-type'],
    [{ ArnLike: { 'aws:SourceArn': 'reports' } }, 'error condition-value-type'],
    [{ IpAddress: { 'aws:SourceVpc': '10.0.0.0/8' } }, 'error condition-operator-type'],
    [{ NumericEquals: { 's3:prefix': '1' } }, 'warning condition-operator-type'],
    [{ StringEquals: { 'aws:SourceIp': '203.0.113.7' } }, 'warning condition-operator-type'],
    [{ StringEquals: { 'aws:TagKeys': ['a'] } }, 'warning condition-set-operator'],
    [{ 'ForAllValues:StringEquals': { 's3:prefix': 'a' } }, 'warning condition-set-operator'],
    [{ 'ForAnyValue:StringEquals': { 's3:prefix': 'a' } }, 'suggestion condition-set-operator'],
    [{ StringEquals: { 's3:prefix': 'a*' } }, 'warning wildcard-without-like'],
    [{ StringEquals: { 's3:prefix': [] } }, 'warning empty-element'],
    [{ StringEquals: { 's3:prefix': 'a', 'S3:Prefix': 'b' } }, 'error duplicate-condition-key'],
    ['text', 'error invalid-structure'],
  ])('says of %j: %s', (condition, expected) => {
    expect(when(condition)).toEqual([expected]);
  });

  it('says what was likely meant', () => {
    const message = (condition: object): string =>
      lint(policy({ Action: 's3:ListBucket', Resource: '*', Condition: condition })).findings[0]?.message ?? '';
    expect(message({ 'ForAnyValues:StringEqual': { 's3:prefix': 'a' } })).toMatch(
      /did you mean ForAnyValue:StringEquals$/,
    );
    expect(message({ NullIfExists: { 's3:prefix': 'true' } })).toMatch(/did you mean Null$/);
    expect(message({ StringEquals: { 'aws:SourceVcpe': 'a' } })).toMatch(/did you mean aws:SourceVpce$/);
    expect(message({ StringNotEquals: { 's3:prefix': 'a*' } })).toMatch(/write StringNotLike for a pattern$/);
  });

  it('leaves open what an expression hides', () => {
    const undecided = (condition: unknown): number =>
      lint(policy({ Action: 's3:ListBucket', Resource: '*', Condition: condition })).undecided.length;
    expect(undecided({ '${var.operator}': { 's3:prefix': 'a' } })).toBe(1);
    expect(undecided({ StringEquals: { '${var.key}': 'a' } })).toBe(1);
    expect(undecided({ Bool: { 'aws:SecureTransport': '${var.secure}' } })).toBe(1);
    expect(undecided({ StringEquals: { 's3:prefix': '${var.prefix}' } })).toBe(0);
    expect(undecided({ ArnLike: { 'aws:SourceArn': '${aws_sns_topic.t.arn}' } })).toBe(0);
    expect(undecided({ ArnLike: { 'aws:SourceArn': '${var.arn}' } })).toBe(1);
  });
});

describe('condition keys and the actions of their statement', () => {
  it('warns of keys that no request of the statement has', () => {
    const Resource = 'arn:aws:s3:::reports/*';
    const Condition = { StringEquals: { 's3:prefix': 'a' } };
    expect(codesOf({ Action: 's3:GetObject', Resource, Condition })).toEqual(['warning condition-key-not-supported']);
    expect(codesOf({ Action: 's3:*', Resource, Condition })).toEqual([]);
    expect(codesOf({ Action: '*', Resource, Condition })).toEqual([]);
    expect(codesOf({ Action: undefined, NotAction: 's3:GetObject', Resource, Condition })).toEqual([]);
    expect(codesOf({ Effect: 'Deny', Action: 's3:GetObject', Resource, Condition })).toEqual([]);
  });

  it('knows keys that stand for names', () => {
    const statement = { Action: 'kms:Decrypt', Resource: '*' };
    const key = (name: string): readonly string[] =>
      codesOf({ ...statement, Condition: { StringEquals: { [name]: 'a' } } });
    expect(key('kms:EncryptionContext:team')).toEqual([]);
    expect(key('kms:ViaService')).toEqual([]);
    expect(key('aws:ResourceTag/a b')).toEqual([]);
  });

  it('survives names of prototypes', () => {
    expect(when({ StringEquals: { '__proto__:x': 'a' } })).toEqual(['warning unknown-condition-key']);
    expect(when(JSON.parse('{"__proto__": {"s3:prefix": "a"}}'))).toEqual(['error unknown-condition-operator']);
    expect(when({ constructor: { 's3:prefix': 'a' } })).toEqual(['error unknown-condition-operator']);
  });
});
