import { evaluate, policyFromJson, textWithTokens } from '../../lib/policy-evaluation';
import { Unknown } from '../../lib/compliance/model/value';
import { allow, decide, deny, everything, OBJECT, policy, ROLE } from './ask';

const TOKEN = '${aws_s3_bucket.reports.arn}';
const reads = policy('reads', allow());

/** A reference as the model reads it. */
function reference(address: string, attribute = 'arn'): Unknown {
  return new Unknown(`\${${address}.${attribute}}`, [{ address, attribute }], [], true);
}

function within(...parts: readonly (string | Unknown)[]): Unknown {
  return new Unknown(parts.map(String).join(''), [], parts);
}

describe('an Allow that is not known never allows', () => {
  it.each([
    ['resource', allow({ Resource: TOKEN })],
    ['resource, in part', allow({ Resource: `${TOKEN}/*` })],
    ['one of several resources', allow({ Resource: ['arn:aws:s3:::other/*', TOKEN] })],
    ['resource left out', allow({ Resource: undefined, NotResource: TOKEN })],
    ['action', allow({ Action: '${var.action}' })],
    ['action, in part', allow({ Action: 's3:${var.verb}Object' })],
    ['action left out', allow({ Action: undefined, NotAction: 's3:${var.verb}Object' })],
    ['effect', allow({ Effect: '${var.effect}' })],
    ['value of a condition', allow({ Condition: { StringEquals: { 'aws:RequestedRegion': '${var.region}' } } })],
    [
      'value of a negated condition',
      allow({ Condition: { StringNotEquals: { 'aws:RequestedRegion': '${var.region}' } } }),
    ],
    ['operator', allow({ Condition: { '${var.operator}': { 'aws:RequestedRegion': 'eu-west-1' } } })],
    ['key', allow({ Condition: { StringEquals: { '${var.key}': 'eu-west-1' } } })],
    ['number', allow({ Condition: { NumericEquals: { 'aws:RequestedRegion': -1.8881545897087503e289 } } })],
    ['token of CDKTF', allow({ Resource: '${TfToken[TOKEN.7]}/*' })],
    ['list token of CDKTF', allow({ Resource: ['#{TfToken[TOKEN.7]}'] })],
    ['expression', allow({ Resource: '${upper(var.x)}' })],
    ['what looks like a variable and is none', allow({ Resource: '${var.x ? "a:b" : "c:d"}' })],
    ['token that is never closed', allow({ Resource: 'arn:aws:s3:::${var.x' })],
  ])('%s', (_, statement) => {
    const context = { 'aws:RequestedRegion': 'eu-west-1' };
    expect(decide({ identityPolicies: [policy('p', statement)], context })).toBe('unknown');
  });

  it.each([
    [
      'version',
      policyFromJson('p', {
        Version: '${var.version}',
        Statement: [allow({ Resource: `arn:aws:s3:::reports/\${aws:PrincipalTag/y}/*` })],
      }),
    ],
    ['statements', policyFromJson('p', { Version: '2012-10-17', Statement: '${var.statements}' })],
    ['document', { name: 'p', document: reference('data.aws_iam_policy.p', 'policy') }],
  ])('%s', (_, identity) => {
    const context = { 'aws:PrincipalTag/y': '2026' };
    expect(decide({ identityPolicies: [identity], context })).toBe('unknown');
  });

  it('and of the request: resource and context', () => {
    const identity = policy('p', allow({ Resource: 'arn:aws:s3:::reports/*' }));
    expect(decide({ identityPolicies: [identity], resource: '${aws_s3_bucket.b.arn}/x' })).toBe('unknown');
    const region = policy('p', allow({ Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }));
    expect(decide({ identityPolicies: [region], context: { 'aws:RequestedRegion': '${var.region}' } })).toBe('unknown');
  });
});

describe('what is known in part decides where it is enough', () => {
  it.each([
    ['the service differs', allow({ Resource: 'arn:aws:sqs:eu-west-1:${var.account}:q' }), 'implicitDeny'],
    ['the end differs', allow({ Resource: `${TOKEN}/*.pdf` }), 'implicitDeny'],
    ['the action differs', allow({ Action: 's3:Put${var.what}' }), 'implicitDeny'],
    [
      'the condition fails already',
      allow({ Resource: TOKEN, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      'implicitDeny',
    ],
    [
      'the account of a condition fails',
      allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': '4444${var.x}' } } }),
      'implicitDeny',
    ],
  ])('%s', (_, statement, decision) => {
    const context = { 'aws:SecureTransport': 'true' };
    expect(decide({ identityPolicies: [policy('p', statement)], context })).toBe(decision);
  });
});

describe('a Deny that is not known', () => {
  it('leaves open what would be allowed', () => {
    expect(decide({ identityPolicies: [everything, policy('p', deny({ Resource: TOKEN }))] })).toBe('unknown');
    expect(decide({ identityPolicies: [everything, policy('p', deny({ Effect: '${var.effect}' }))] })).toBe('unknown');
    expect(
      decide({ identityPolicies: [everything], permissionsBoundary: { name: 'b', document: new Unknown('${var.b}') } }),
    ).toBe('unknown');
  });

  it('changes nothing where nothing is allowed', () => {
    expect(decide({ identityPolicies: [policy('p', deny({ Resource: TOKEN }))] })).toBe('implicitDeny');
  });

  it('is no matter where another one is certain', () => {
    const unknown = policy('p', deny({ Resource: TOKEN }));
    expect(decide({ identityPolicies: [everything, unknown, policy('q', deny())] })).toBe('explicitDeny');
    const certain = policy('q', deny({ Resource: ['arn:aws:s3:::reports/*', TOKEN] }));
    expect(decide({ identityPolicies: [everything, certain] })).toBe('explicitDeny');
  });

  it('is no matter where it cannot match', () => {
    const other = policy('p', deny({ Resource: 'arn:aws:sqs:*:*:${var.queue}' }));
    expect(decide({ identityPolicies: [everything, other] })).toBe('allowed');
  });
});

describe('the same reference is the same value', () => {
  const report = `${TOKEN}/q1.csv`;
  it('allows', () => {
    expect(decide({ identityPolicies: [policy('p', allow({ Resource: `${TOKEN}/*` }))], resource: report })).toBe(
      'allowed',
    );
    expect(decide({ identityPolicies: [policy('p', allow({ Resource: TOKEN }))], resource: TOKEN })).toBe('allowed');
    expect(decide({ identityPolicies: [policy('p', allow({ Resource: TOKEN }))], resource: report })).toBe('unknown');
  });

  it('denies', () => {
    const no = policy('p', deny({ Resource: `${TOKEN}/*` }));
    expect(decide({ identityPolicies: [everything, no], resource: report })).toBe('explicitDeny');
  });

  it('but not where it is an expression', () => {
    const fresh = '${uuid()}';
    expect(decide({ identityPolicies: [policy('p', allow({ Resource: fresh }))], resource: fresh })).toBe('unknown');
  });
});

describe('two resources have two ARNs', () => {
  const [mine, other] = [reference('aws_s3_bucket.mine'), reference('aws_s3_bucket.other')];
  const asked = (resource: Unknown, granted: Unknown): string => {
    const { document } = policy('p', allow());
    if (document instanceof Unknown) throw new Error('the policy is known');
    const statements = document.statements.map((statement) => ({ ...statement, resources: [granted] }));
    return decide({ identityPolicies: [{ name: 'p', document: { ...document, statements } }], resource });
  };

  it('of buckets, their objects differ', () => {
    expect(asked(within(mine, '/x'), within(other, '/*'))).toBe('implicitDeny');
    expect(asked(within(mine, '/x'), within(mine, '/*'))).toBe('allowed');
    expect(asked(mine, other)).toBe('implicitDeny');
    expect(asked(within(mine, '/x'), within(other, '*'))).toBe('unknown');
  });

  it('of others, only as a whole', () => {
    const [first, second] = [reference('aws_iam_role.a'), reference('aws_iam_role.b')];
    expect(asked(first, second)).toBe('implicitDeny');
    expect(asked(within(first, '/x'), within(second, '/*'))).toBe('unknown');
    expect(asked(reference('aws_sqs_queue.a', 'url'), reference('aws_sqs_queue.b', 'url'))).toBe('unknown');
    expect(asked(reference('data.aws_s3_bucket.a'), reference('aws_s3_bucket.b'))).toBe('unknown');
  });
});

describe('principals that are not known', () => {
  const bucket = (arn: string): ReturnType<typeof policy> => policy('b', allow({ Principal: { AWS: arn } }));

  it('leave the decision open', () => {
    expect(decide({ resourcePolicy: bucket('${var.principal}') })).toBe('unknown');
    expect(decide({ resourcePolicy: bucket('arn:aws:iam::111122223333:role/${var.name}') })).toBe('unknown');
  });

  it('are no accounts where they are roles', () => {
    const use = policy('i', { ...allow(), Action: 'kms:Decrypt' });
    const keyOf = (AWS: string) => policy('k', { ...allow(), Action: 'kms:Decrypt', Principal: { AWS } });
    const ask = (key: ReturnType<typeof keyOf>): string =>
      decide({
        action: 'kms:Decrypt',
        resource: 'arn:aws:kms:eu-west-1:111122223333:key/a',
        identityPolicies: [use],
        resourcePolicy: key,
      });
    expect(ask(keyOf('arn:aws:iam::111122223333:role/other-${var.name}'))).toBe('implicitDeny');
    expect(ask(keyOf('arn:${var.partition}:iam::111122223333:role/${var.name}'))).toBe('unknown');
    expect(ask(keyOf('arn:${var.partition}:iam::111122223333:root'))).toBe('allowed');
  });

  it('are themselves', () => {
    const arn = '${aws_iam_role.app.arn}';
    expect(decide({ principal: { arn }, resourcePolicy: bucket(arn) })).toBe('allowed');
    const guard = policy('g', { ...deny(), Condition: { ArnNotLike: { 'aws:PrincipalArn': [arn] } } });
    expect(decide({ principal: { arn }, identityPolicies: [reads, guard] })).toBe('allowed');
    expect(decide({ principal: { arn: ROLE }, identityPolicies: [reads, guard] })).toBe('unknown');
  });

  it('of another account cannot be this one', () => {
    expect(decide({ resourcePolicy: bucket('arn:aws:iam::444455556666:role/${var.name}') })).toBe('implicitDeny');
  });
});

it('says what it depends on', () => {
  const { decision, reason, because } = evaluate({
    principal: { arn: ROLE },
    action: 's3:GetObject',
    resource: OBJECT,
    identityPolicies: [policy('app', allow({ Resource: '${aws_s3_bucket.b.arn}/*' }))],
  });
  expect(decision).toBe('unknown');
  expect(reason).toBe('whether it is allowed depends on what is not known here: ${aws_s3_bucket.b.arn}');
  expect(because.map(({ policy: name, unknown }) => [name, String(unknown)])).toEqual([
    ['app', '${aws_s3_bucket.b.arn}'],
  ]);
});

it('keeps policy variables apart from tokens', () => {
  expect(textWithTokens('a/${aws:username}/${*}')).toBe('a/${aws:username}/${*}');
  expect(textWithTokens('${aws:username}/${var.x}/b')).toMatchObject({
    parts: ['${aws:username}/', { expression: '${var.x}', isReference: true }, '/b'],
  });
  expect(textWithTokens('${join("${var.a}", [])}')).toMatchObject({ expression: '${join("${var.a}", [])}' });
});
