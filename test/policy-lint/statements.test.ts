import { readPolicyStructure } from '../../lib/compliance/model/policy-document-json';
import type { Value } from '../../lib/compliance/model/value';
import { lintPolicy, type LintedKind } from '../../lib/policy-lint';
import { codes, codesOf, lint, policy } from './lint';

const CURRENT = { Version: '2012-10-17' };

/** Text as Terraform passes it on: `${…}` is a policy variable or nothing. */
function literal(document: unknown, kind: LintedKind = 'identity'): readonly string[] {
  return codes(lintPolicy(readPolicyStructure(document as Value, undefined), { kind }));
}

describe('the document', () => {
  it.each([
    ['a list', [], 'error invalid-structure'],
    ['no statement', CURRENT, 'error invalid-structure'],
    ['an element that policies do not have', { ...policy({}), Statements: [] }, 'error invalid-structure'],
    ['an effect of another case', policy({ Effect: 'allow' }), 'error invalid-structure'],
    ['no statements', { ...CURRENT, Statement: [] }, 'warning empty-element'],
    ['another version', { ...policy({}), Version: '2015-01-01' }, 'error invalid-version'],
    ['no version', { ...policy({}), Version: undefined }, 'warning missing-version'],
  ])('says of %s: %s', (_, document, expected) => {
    expect(codes(lint(document))).toContain(expected);
  });

  it('accepts the old version, but no variables in it', () => {
    const old = (Resource: string): object => ({ ...policy({ Resource }), Version: '2008-10-17' });
    expect(literal(old('arn:aws:s3:::reports/*'))).toEqual([]);
    expect(literal(old('arn:aws:s3:::reports/${aws:username}/*'))).toEqual(['error variable-without-version']);
    expect(literal({ ...policy({ Resource: 'arn:aws:s3:::a/${aws:username}' }), Version: undefined })).toEqual([
      'error variable-without-version',
    ]);
  });

  it('leaves open what an expression hides', () => {
    expect(lint({ ...policy({}), Version: '${var.version}' })).toMatchObject({ findings: [], undecided: [{}] });
    expect(codes(lint({ ...CURRENT, Statement: '${var.statements}' }))).toEqual([]);
  });

  it('knows how long policies may be', () => {
    const sized = (characters: number): readonly string[] =>
      codes(lint(policy({}), { size: { characters, limit: 8_192, usual: 2_048 } }));
    expect(sized(2_048)).toEqual([]);
    expect(sized(2_049)).toEqual(['warning policy-size']);
    expect(sized(8_192)).toEqual(['warning policy-size']);
    expect(sized(8_193)).toEqual(['error policy-size']);
  });
});

describe('Sids', () => {
  const two = (first: unknown, second: unknown, kind: LintedKind = 'identity'): readonly string[] => {
    const principal = kind === 'identity' ? {} : { Principal: { AWS: '111122223333' } };
    const other = { ...principal, Action: 's3:PutObject' };
    return codes(lint(policy({ ...principal, Sid: first }, { ...other, Sid: second }), { kind }));
  };

  it('are letters and digits, each once', () => {
    expect(two('Read1', 'read1')).toEqual([]);
    expect(two('Read', 'Read')).toEqual(['error duplicate-sid']);
    expect(two('Read objects', undefined)).toEqual(['error sid-syntax']);
    expect(two('', undefined)).toEqual(['suggestion empty-element']);
    expect(two('', '')).toEqual(['suggestion empty-element', 'suggestion empty-element']);
  });

  it('are freer in policies of resources', () => {
    expect(two('Read objects', 'Write', 'resource')).toEqual([]);
    expect(two('Read', 'Read', 'resource')).toEqual(['warning duplicate-sid']);
  });

  it('says how one could be written', () => {
    expect(lint(policy({ Sid: 'read-all objects' })).findings[0]?.message).toMatch(/write "ReadAllObjects"$/);
  });

  it('are left open where an expression hides them', () => {
    expect(lint(policy({ Sid: '${var.sid}' })).undecided).toMatchObject([{ statement: 0, element: 'Sid' }]);
  });
});

describe('elements of a statement', () => {
  const PRINCIPAL = { Principal: { AWS: '111122223333' } };

  it.each([
    ['both Action and NotAction', { NotAction: 's3:PutObject' }, 'error element-combination'],
    ['both Resource and NotResource', { NotResource: '*' }, 'error element-combination'],
    ['no Resource', { Resource: undefined }, 'error missing-element'],
    ['no Action', { Action: undefined }, 'error invalid-structure'],
    ['an empty Action', { Action: [] }, 'error empty-element'],
    ['an empty Resource', { Resource: [] }, 'error empty-element'],
    ['an empty NotAction', { Action: undefined, NotAction: [] }, 'error empty-element'],
    ['an empty text', { Action: ['s3:GetObject', ''] }, 'error empty-element'],
    ['a Principal', PRINCIPAL, 'error unsupported-element'],
    ['a NotPrincipal', { NotPrincipal: { AWS: '111122223333' } }, 'error unsupported-element'],
  ])('says of %s: %s', (_, statement, expected) => {
    expect(codesOf(statement)).toEqual([expected]);
  });

  it('wants a Principal in policies of resources', () => {
    expect(codesOf({}, { kind: 'resource' })).toEqual(['error missing-element']);
    expect(codesOf(PRINCIPAL, { kind: 'resource' })).toEqual([]);
    const both = { ...PRINCIPAL, NotPrincipal: { AWS: '111122223333' } };
    expect(codesOf(both, { kind: 'resource' })).toEqual(['error element-combination']);
  });

  it('wants a Resource there where the service does', () => {
    const statement = { ...PRINCIPAL, Resource: undefined };
    const of = (service: string, Action: string): readonly string[] =>
      codesOf({ ...statement, Action }, { kind: 'resource', service });
    expect(of('s3', 's3:GetObject')).toEqual(['error missing-element']);
    expect(of('ecr', 'ecr:BatchGetImage')).toEqual([]);
    expect(codesOf(statement, { kind: 'resource' })).toEqual([]);
  });

  it('wants no Resource in a trust policy', () => {
    const statement = { Action: 'sts:AssumeRole', ...PRINCIPAL };
    expect(codesOf({ ...statement, Resource: '*' }, { kind: 'trust' })).toEqual(['error unsupported-element']);
    expect(codesOf({ ...statement, Resource: undefined }, { kind: 'trust' })).toEqual([]);
    expect(codesOf({ Action: 'sts:AssumeRole', Resource: undefined }, { kind: 'trust' })).toEqual([
      'error missing-element',
    ]);
  });
});

describe('principals', () => {
  const of = (Principal: unknown): readonly string[] =>
    codesOf({ Action: 'sts:AssumeRole', Resource: undefined, Principal }, { kind: 'trust' });

  it.each([
    '*',
    { AWS: '*' },
    { AWS: ['111122223333', 'arn:aws:iam::111122223333:root'] },
    { AWS: 'arn:aws:iam::111122223333:role/team/app' },
    { AWS: 'arn:aws-us-gov:sts::111122223333:assumed-role/app/session' },
    { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' },
    { Service: ['ec2.amazonaws.com', 'logs.eu-west-1.amazonaws.com', 'ec2.application-autoscaling.amazonaws.com'] },
    { Service: 'ec2.amazonaws.com.cn' },
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
    { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
    { AWS: '${aws_iam_role.app.arn}' },
  ])('says nothing of %j', (principal) => {
    expect(of(principal)).toEqual([]);
  });

  it.each([
    [{ Aws: '111122223333' }, 'error principal-syntax'],
    [{ AWS: '1111' }, 'error principal-syntax'],
    [{ AWS: 'app' }, 'error principal-syntax'],
    [{ AWS: 'arn:aws:iam::111122223333:role/*' }, 'error principal-syntax'],
    [{ AWS: 'arn:aws:s3:::reports' }, 'error principal-syntax'],
    [{ AWS: 'AROA' + 'EXAMPLE0123456789' }, 'warning principal-syntax'],
    [{ Service: 'ec2' }, 'error principal-syntax'],
    [{ AWS: [] }, 'error empty-element'],
    [{}, 'error empty-element'],
    ['111122223333', 'error invalid-structure'],
  ])('says of %j: %s', (principal, expected) => {
    expect(of(principal)).toContain(expected);
  });

  it.each([
    ['${join(",", var.x)}', 1],
    ['${var.principal}', 1],
    ['arn:aws:iam::${var.account}:root', 0],
    ['${aws_iam_role.app.arn}', 0],
    ['${data.aws_caller_identity.current.account_id}', 0],
  ])('leaves open what %s hides', (AWS, count) => {
    const statement = { Action: 'sts:AssumeRole', Resource: undefined, Principal: { AWS } };
    const { findings, undecided } = lint(policy(statement), { kind: 'trust' });
    expect(findings).toEqual([]);
    expect(undecided).toHaveLength(count);
  });
});

describe('policy variables', () => {
  it.each(['${aws:username', '${aws:user name here}}'.slice(0, -2), '${}', '${ aws:username}', '${username}'])(
    'says that %s is none',
    (variable) => {
      expect(literal(policy({ Resource: `arn:aws:s3:::a/${variable}` }))).toEqual(['error variable-syntax']);
    },
  );

  it.each(['${aws:username}', "${aws:PrincipalTag/team, 'none'}", '${*}', '${$}', '${saml:sub}'])(
    'takes %s for one',
    (variable) => {
      expect(literal(policy({ Resource: `arn:aws:s3:::a/${variable}` }))).toEqual([]);
      const Condition = { StringEquals: { 'aws:PrincipalTag/x': variable } };
      expect(literal(policy({ Condition }))).toEqual([]);
    },
  );
});

describe('what is said twice', () => {
  it('finds patterns that others cover', () => {
    expect(codesOf({ Action: ['s3:GetObject', 's3:Get*'] })).toEqual(['suggestion redundant-action']);
    expect(codesOf({ Action: ['s3:GetObject', 'S3:getobject'] })).toEqual(['suggestion redundant-action']);
    expect(codesOf({ Action: ['s3:GetObject', 's3:GetObjectVersion'] })).toEqual([]);
    expect(codesOf({ Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/b/*'] })).toEqual([
      'suggestion redundant-resource',
    ]);
    expect(codesOf({ Resource: ['arn:aws:s3:::a/?', 'arn:aws:s3:::a/*'] })).toEqual(['suggestion redundant-resource']);
    expect(codesOf({ Resource: ['arn:aws:s3:::a/x*', 'arn:aws:s3:::a/*x'] })).toEqual([]);
    expect(codesOf({ Resource: ['arn:aws:s3:::a/?', 'arn:aws:s3:::a/x*'] })).toEqual([]);
  });

  it('finds statements that others cover', () => {
    const pair = (one: object, two: object): readonly string[] =>
      codes(lint(policy(one as Record<string, unknown>, two as Record<string, unknown>)));
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'a' } };
    expect(pair({}, {})).toEqual(['suggestion redundant-statement']);
    expect(pair({ Action: 's3:Get*' }, {})).toEqual(['suggestion redundant-statement']);
    expect(pair({}, { Condition })).toEqual(['suggestion redundant-statement']);
    expect(pair({ Condition }, { Action: 's3:PutObject' })).toEqual([]);
    expect(pair({ Effect: 'Deny' }, {})).toEqual([]);
    expect(pair({ Resource: '*' }, { Resource: '${aws_s3_bucket.b.arn}/*' })).toEqual([
      'suggestion redundant-statement',
    ]);
    expect(pair({ Resource: 'arn:aws:s3:::a/*' }, { Resource: '${aws_s3_bucket.b.arn}/*' })).toEqual([]);
  });
});
