import { loadJson } from '../../../../lib/compliance';
import { isUnknown } from '../../../../lib/compliance/model/value';
import { policyAt } from '../../../../lib/compliance/reading/policies/carried-policies';
import {
  judgePublicAccess,
  type PublicPolicyOptions,
} from '../../../../lib/compliance/reading/policies/public-resource-policy';

function judge(statement: object | string, options?: PublicPolicyOptions) {
  const { configuration } = loadJson({
    variable: { any: { type: 'string' } },
    resource: {
      aws_sns_topic_policy: {
        p: {
          policy:
            typeof statement === 'string'
              ? statement
              : JSON.stringify({
                  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sns:Publish', Resource: '*', ...statement }],
                }),
        },
      },
    },
  });
  const block = configuration.block('aws_sns_topic_policy.p');
  if (block === undefined) throw new Error('the configuration lacks the policy');
  return [judgePublicAccess(block, policyAt(block, 'policy'), 'may publish to the topic', options)].flat();
}

const verdicts = (Condition: object, options?: PublicPolicyOptions) =>
  judge({ Condition }, options).map(({ verdict }) => verdict);

describe('judgePublicAccess', () => {
  it('reports everyone, at the principal', () => {
    expect(judge({})).toMatchObject([
      { verdict: 'fail', path: 'policy.Statement[0].Principal', message: 'everyone may publish to the topic' },
    ]);
    expect(judge({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } })).toMatchObject([
      { verdict: 'fail', path: 'policy.Statement[0].NotPrincipal' },
    ]);
  });

  it('accepts named principals, a Deny and no policy', () => {
    expect(judge({ Principal: { AWS: '111122223333' } })).toMatchObject([{ verdict: 'pass' }]);
    expect(judge({ Principal: { Service: 'events.amazonaws.com' } })).toMatchObject([{ verdict: 'pass' }]);
    expect(judge({ Effect: 'Deny' })).toMatchObject([{ verdict: 'pass' }]);
    expect(judge('')).toEqual([]);
  });

  it.each([
    ['the owner of the source', { StringEquals: { 'AWS:SourceOwner': '111122223333' } }],
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-abc1234567' } }],
    ['a range of addresses', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32', '10.0.0.0/8'] } }],
    ['an address', { IpAddress: { 'aws:SourceIp': '203.0.113.7' } }],
    ['an address of the configuration', { IpAddress: { 'aws:SourceIp': '${aws_eip.nat.public_ip}/32' } }],
  ])('accepts a condition: %s', (_, condition) => {
    expect(verdicts(condition)).toEqual(['pass']);
  });

  it.each([
    ['the internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['half of it', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '10.0.0.0/8'] } }],
    ['all of IPv6', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '::/0'] } }],
    ['some addresses are kept out', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['where there is an address', { IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' } }],
    ['addresses in any VPC', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/24' } }],
    ['an account by wildcard', { StringLike: { 'aws:SourceAccount': '*' } }],
    ['a key of KMS', { StringEquals: { 'kms:CallerAccount': '111122223333' } }],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
  ])('refuses a condition: %s', (_, condition) => {
    expect(verdicts(condition)).toEqual(['fail']);
  });

  it.each([
    ['a range', { IpAddress: { 'aws:SourceIp': '${var.any}' } }],
    ['the length of a range', { IpAddress: { 'aws:SourceIp': '10.0.0.0/${var.any}' } }],
    ['an operator', { '${var.any}': { 'aws:SourceAccount': '111122223333' } }],
    ['an organization', { StringEquals: { 'aws:PrincipalOrgID': '${var.any}' } }],
  ])('is undecided where a variable hides %s', (_, condition) => {
    expect(verdicts(condition)).toEqual(['unknown']);
  });

  it('reads the keys and conditions of a service', () => {
    const mounted = { Bool: { 'elasticfilesystem:AccessedViaMountTarget': 'true' } };
    const options: PublicPolicyOptions = {
      keys: new Set(['service:owner']),
      narrows: ({ key }) => !isUnknown(key) && key === 'elasticfilesystem:AccessedViaMountTarget',
    };
    expect(verdicts(mounted)).toEqual(['fail']);
    expect(verdicts(mounted, options)).toEqual(['pass']);
    expect(verdicts({ StringEquals: { 'service:Owner': '1' } }, options)).toEqual(['pass']);
    expect(verdicts({ StringEquals: { 'aws:SourceAccount': '111122223333' } }, options)).toEqual(['fail']);
  });
});
