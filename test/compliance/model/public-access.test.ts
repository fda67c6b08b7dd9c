import { loadJson } from '../../../lib/compliance/model/load';
import { readPolicy } from '../../../lib/compliance/model/policy-document';
import { allowsEveryone, namesEveryone } from '../../../lib/compliance/model/public-access';
import type { Statement } from '../../../lib/compliance/model/policy-document';
import { isUnknown } from '../../../lib/compliance/model/value';

function statementOf(statement: object): Statement {
  const policy = JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*', ...statement }],
  });
  const { configuration } = loadJson({ resource: { aws_sqs_queue: { q: { policy } } } }, 'test');
  const document = readPolicy(configuration.block('aws_sqs_queue.q')?.get('policy'), configuration);
  if (document === undefined || isUnknown(document) || document.statements[0] === undefined)
    throw new Error('no statement');
  return document.statements[0];
}

function verdict(statement: object): boolean | 'unknown' {
  const result = allowsEveryone(statementOf(statement));
  return isUnknown(result) ? 'unknown' : result;
}

const held = (Condition: object): boolean | 'unknown' => verdict({ Principal: '*', Condition });

describe('allowsEveryone', () => {
  it.each([
    ['the element *', { Principal: '*' }, true],
    ['any AWS principal', { Principal: { AWS: '*' } }, true],
    ['one of several', { Principal: { AWS: ['111122223333', '*'] } }, true],
    ['NotPrincipal', { NotPrincipal: { AWS: '111122223333' } }, true],
    ['an account', { Principal: { AWS: '111122223333' } }, false],
    ['a service', { Principal: { Service: 'sns.amazonaws.com' } }, false],
    ['a Deny', { Effect: 'Deny', Principal: '*' }, false],
    ['no principal', {}, false],
    ['a principal that is not known', { Principal: { AWS: '${var.p}' } }, 'unknown'],
    ['an effect that is not known', { Effect: '${var.e}', Principal: '*' }, 'unknown'],
    ['an effect that is not known, for an account', { Effect: '${var.e}', Principal: { AWS: '111122223333' } }, false],
    ['the ARN of a role', { Principal: { AWS: '${aws_iam_role.r.arn}' } }, false],
  ])('%s', (_, statement, expected) => {
    expect(verdict(statement)).toBe(expected);
  });

  it.each([
    ['StringEquals', { StringEquals: { 'aws:SourceAccount': '111122223333' } }, false],
    ['letter case', { stringequals: { 'AWS:SOURCEVPCE': 'vpce-1' } }, false],
    [
      'one condition of two fixes',
      { Bool: { 'aws:SecureTransport': 'true' }, ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::logs' } },
      false,
    ],
    ['no key of the caller', { Bool: { 'aws:SecureTransport': 'true' } }, true],
    ['ForAllValues', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } }, true],
    ['IfExists', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }, true],
    ['a negation', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, true],
    ['no values', { StringEquals: { 'aws:PrincipalOrgID': [] } }, true],
    ['a wildcard', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }, true],
    ['a wildcard in one of two values', { StringLike: { 'aws:PrincipalOrgID': ['o-1', 'o-?'] } }, true],
    ['a policy variable', { StringEquals: { 'aws:PrincipalAccount': '$${aws:PrincipalAccount}' } }, true],
    ['an organization path', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1/r-b2/*' } }, false],
    ['any organization path', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-b2/*' } }, true],
    [
      'a reference to an id',
      { StringEquals: { 'aws:PrincipalOrgID': '${aws_organizations_organization.o.id}' } },
      false,
    ],
    ['a text with an unknown piece', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::${var.bucket}' } }, false],
    [
      'a text with an unknown piece and a wildcard',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::${var.bucket}-*' } },
      true,
    ],
    ['a value that is not known', { StringEquals: { 'aws:PrincipalOrgID': '${var.org}' } }, 'unknown'],
    ['a value that is not known of another key', { StringEquals: { 'aws:PrincipalTag/team': '${var.team}' } }, true],
  ])('everyone with %s', (_, condition, expected) => {
    expect(held(condition)).toBe(expected);
  });
});

describe('namesEveryone', () => {
  it('looks at principals only, whatever the effect and the conditions', () => {
    expect(
      namesEveryone(
        statementOf({ Effect: 'Deny', Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      ),
    ).toBe(true);
    expect(namesEveryone(statementOf({ Principal: { AWS: '111122223333' } }))).toBe(false);
  });
});
