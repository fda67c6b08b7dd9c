import { loadJson } from '../../../../lib/compliance';
import { isUnknown } from '../../../../lib/compliance/model/value';
import { policyAt } from '../../../../lib/compliance/reading/policies/carried-policies';
import { coversResource, type PolicyTarget } from '../../../../lib/compliance/reading/policies/covers-resource';
import {
  deniesClearText,
  requireDenialOfClearText,
  type ClearTextScope,
} from '../../../../lib/compliance/reading/policies/denies-clear-text';

const DENY = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

/** A queue with the policy, and the queue policy that carries it. */
function carried(statements: readonly object[] | string) {
  const { configuration } = loadJson({
    variable: { all: { type: 'string' } },
    resource: {
      aws_sqs_queue: { q: { name: 'orders' }, other: { name: 'other' } },
      aws_sqs_queue_policy: {
        p: {
          queue_url: '${aws_sqs_queue.q.url}',
          policy: typeof statements === 'string' ? statements : JSON.stringify({ Statement: statements }),
        },
      },
    },
  });
  const block = configuration.block('aws_sqs_queue_policy.p');
  const queue = configuration.block('aws_sqs_queue.q');
  if (block === undefined || queue === undefined) throw new Error('the configuration lacks the policy');
  return { policies: policyAt(block, 'policy'), target: { service: 'sqs', block: queue, names: [queue.get('name')] } };
}

function verdict(statements: readonly object[], scope?: (target: PolicyTarget) => Partial<ClearTextScope>) {
  const { policies, target } = carried(statements);
  const document = policies[0]?.document;
  if (document === undefined || isUnknown(document)) throw new Error('the policy cannot be read');
  const truth = deniesClearText(document, {
    service: 'sqs',
    resources: [(resource) => coversResource(resource, target)],
    ...scope?.(target),
  });
  return isUnknown(truth) ? 'unknown' : truth;
}

const changed = (change: object) => verdict([{ ...DENY, ...change }]);
const condition = (Condition: object) => changed({ Condition });

describe('deniesClearText', () => {
  it.each([
    ['as documented', {}],
    ['all actions', { Action: '*' }],
    ['letter case of the action', { Action: 'SQS:*' }],
    ['all AWS principals', { Principal: { AWS: '*' } }],
    ['all resources', { Resource: '*' }],
    ['no resource', { Resource: undefined }],
    ['a reference to the ARN', { Resource: '${aws_sqs_queue.q.arn}' }],
    ['what is left of another service', { Action: undefined, NotAction: 'iam:*' }],
    ['no condition at all', { Condition: undefined }],
    ['a boolean', { Condition: { Bool: { 'aws:SecureTransport': false } } }],
    ['BoolIfExists', { Condition: { BoolIfExists: { 'AWS:securetransport': ['false'] } } }],
    ['but for AWS itself', { Condition: { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'false' } } }],
  ])('accepts a Deny: %s', (_, change) => {
    expect(changed(change)).toBe(true);
  });

  it.each([
    ['an Allow', { Effect: 'Allow' }],
    ['one principal', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ['every service', { Principal: { Service: '*' } }],
    ['NotPrincipal', { Principal: undefined, NotPrincipal: { AWS: '111122223333' } }],
    ['one action', { Action: 'sqs:SendMessage' }],
    ['all but the service', { Action: undefined, NotAction: 'sqs:*' }],
    ['all but one action', { Action: undefined, NotAction: 'sqs:SendMessage' }],
    ['all but what a pattern matches', { Action: undefined, NotAction: ['iam:*', 's*:*'] }],
    ['another queue', { Resource: '${aws_sqs_queue.other.arn}' }],
    ['another name', { Resource: 'arn:aws:sqs:*:*:other' }],
    ['NotResource', { Resource: undefined, NotResource: 'arn:aws:sqs:*:*:other' }],
  ])('refuses %s', (_, change) => {
    expect(changed(change)).toBe(false);
  });

  it.each([
    ['over TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
    ['an operator for text', { StringNotEquals: { 'aws:SecureTransport': 'true' } }],
    ['a narrowing condition', { ...DENY.Condition, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    ['only calls by AWS', { Bool: { 'aws:SecureTransport': 'false', 'aws:ViaAWSService': 'true' } }],
    ['an old version of TLS', { NumericLessThan: { 's3:TlsVersion': 1.2 } }],
    ['no value', { Bool: { 'aws:SecureTransport': [] } }],
  ])('refuses a condition: %s', (_, Condition) => {
    expect(condition(Condition)).toBe(false);
  });

  it('puts several statements together', () => {
    const [send, receive] = ['sqs:SendMessage', 'sqs:ReceiveMessage'].map((Action) => ({ ...DENY, Action }));
    const statements = [send ?? {}, receive ?? {}];
    const actions = ['sqs:SendMessage', 'sqs:ReceiveMessage'];
    expect(verdict(statements, () => ({ actions }))).toBe(true);
    expect(verdict(statements.slice(1), () => ({ actions }))).toBe(false);
    expect(verdict(statements)).toBe(false);
  });

  it('accepts a version of TLS that requests without one lack', () => {
    expect(condition({ NumericLessThanIfExists: { 's3:TlsVersion': 1.2 } })).toBe(true);
  });

  it.each([
    ['a resource', { Resource: 'arn:aws:sqs:*:*:${var.all}' }],
    ['an effect', { Effect: '${var.all}' }],
    ['a principal', { Principal: { AWS: '${var.all}' } }],
    ['an action', { Action: '${var.all}' }],
    ['what NotAction leaves', { Action: undefined, NotAction: '${var.all}' }],
    ['a value', { Condition: { Bool: { 'aws:SecureTransport': '${var.all}' } } }],
  ])('is undecided where a variable hides %s', (_, change) => {
    expect(changed(change)).toBe('unknown');
  });

  it('is undecided where a part of the document is hidden, and knows what it finds beside it', () => {
    expect(verdict(['${var.all}' as unknown as object])).toBe('unknown');
    expect(verdict(['${var.all}' as unknown as object, DENY])).toBe(true);
  });
});

describe('requireDenialOfClearText', () => {
  const judge = (statements: readonly object[] | string) =>
    requireDenialOfClearText(carried(statements).policies, 'the queue', { service: 'sqs' });

  it('passes, fails with the reason and says what it does not know', () => {
    expect(judge([DENY])).toEqual({ verdict: 'pass', path: 'policy' });
    expect(judge([{ ...DENY, Action: 'sqs:SendMessage' }])).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('only for some callers, actions or resources') as string,
    });
    expect(judge([{ ...DENY, Effect: 'Allow' }])).toMatchObject({
      verdict: 'fail',
      path: 'policy',
      message: 'the policy does not refuse plain HTTP to the queue',
    });
    expect(judge('${var.all}')).toMatchObject({ verdict: 'unknown', path: 'policy' });
    expect(judge('no policy')).toMatchObject({ verdict: 'unknown' });
    expect(requireDenialOfClearText([], 'the queue', { service: 'sqs' })).toMatchObject({
      verdict: 'fail',
      message: 'the queue has no policy that refuses plain HTTP',
    });
  });
});
