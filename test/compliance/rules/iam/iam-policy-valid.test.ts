import { loadJson } from '../../../../lib/compliance/model/load';
import rule from '../../../../lib/compliance/rules/iam/iam-policy-valid';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { byDocument, hiddenIdentity, hiddenTrust, identity, policyJson, trust, withVariables } from './policies';

const GOOD = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' };
const MISSPELT = { ...GOOD, Action: 's3:GetObjcet' };
const EC2 = { Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } };
const OF_ACCOUNT = { Principal: { AWS: '111122223333' }, Resource: '*' };

const actions = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `arn:aws:s3:::b${String(index)}/*`);

testRule(rule, {
  pass: [
    { name: 'an action on what it works on', configuration: identity(GOOD) },
    { name: 'a trust policy', configuration: trust(EC2) },
    {
      name: 'a data source',
      configuration: byDocument({ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] }),
    },
    {
      name: 'the ARN of a block',
      configuration: resources({
        'aws_s3_bucket.b': {},
        'aws_iam_policy.main': { policy: policyJson({ ...GOOD, Resource: '${aws_s3_bucket.b.arn}/*' }) },
      }),
    },
    {
      name: 'a claim of an identity provider that is not known yet',
      configuration: withVariables(
        trust({
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/x' },
          Condition: { StringEquals: { '${var.issuer}:aud': 'sts.amazonaws.com' } },
        }),
        'issuer',
      ),
    },
    {
      name: 'a policy variable',
      configuration: identity({ ...GOOD, Resource: 'arn:aws:s3:::home/$${aws:username}/*' }),
    },
    { name: 'a warning, which is not reported by default', configuration: identity({ ...GOOD, Action: 'iam:list' }) },
    {
      name: 'the policy of a repository, which names no resource',
      configuration: resource('aws_ecr_repository_policy', {
        policy: policyJson({ Action: 'ecr:BatchGetImage', Principal: { AWS: '111122223333' } }),
      }),
    },
    {
      name: 'the policy of a key',
      configuration: resource('aws_kms_key', { policy: policyJson({ ...OF_ACCOUNT, Action: 'kms:*' }) }),
    },
  ],
  fail: [
    {
      name: 'a misspelt action',
      configuration: identity(GOOD, MISSPELT),
      path: 'policy.Statement[1].Action',
      message: 'did you mean s3:GetObject',
      findings: 1,
    },
    {
      name: 'a misspelt action of a list',
      configuration: identity({ ...GOOD, Action: ['s3:GetObject', 's3:GetObjcet', 's3:GetObjcet'] }),
      path: 'policy.Statement[0].Action[1]',
    },
    {
      name: 'a misspelt action of a data source',
      configuration: byDocument({ actions: ['s3:GetObjcet'], resources: ['*'] }),
      address: 'aws_iam_policy.main',
      path: 'policy',
      message: 'statement[0].actions of data.aws_iam_policy_document.doc',
    },
    {
      name: 'a data source that nothing uses',
      configuration: {
        data: { aws_iam_policy_document: { d: { statement: [{ actions: ['s3:GetObjcet'], resources: ['*'] }] } } },
      },
      path: 'statement[0].actions',
    },
    {
      name: 'an inline policy',
      configuration: resource('aws_iam_role', {
        assume_role_policy: policyJson(EC2),
        inline_policy: [{ name: 'a', policy: policyJson(MISSPELT) }],
      }),
      path: 'inline_policy[0].policy.Statement[0].Action',
    },
    {
      name: 'an action that no trust policy has',
      configuration: trust({ ...EC2, Action: 's3:GetObject' }),
      path: 'assume_role_policy.Statement[0].Action',
    },
    {
      name: 'a Principal in a policy of permissions',
      configuration: identity({ ...GOOD, Principal: '*' }),
      path: 'policy.Statement[0].Principal',
    },
    {
      name: 'the policy of a queue about topics',
      configuration: resource('aws_sqs_queue_policy', { policy: policyJson({ ...OF_ACCOUNT, Action: 'sns:Publish' }) }),
      message: 'sns:Publish',
    },
    {
      name: 'a condition key that does not exist',
      configuration: identity({ ...GOOD, Condition: { StringEquals: { 'aws:SourceVcpe': 'vpce-1' } } }),
      path: 'policy.Statement[0].Condition.StringEquals',
    },
    { name: 'no JSON', configuration: resource('aws_iam_policy', { policy: 'nonsense' }), path: 'policy' },
    {
      name: 'more characters than a managed policy has',
      configuration: identity({ ...GOOD, Resource: actions(400) }),
      message: 'AWS takes 6144 of its kind',
    },
    {
      name: 'a malformed policy variable',
      configuration: identity({ ...GOOD, Resource: 'arn:aws:s3:::home/$${username}/*' }),
      message: 'no policy variable',
    },
    {
      name: 'a warning, where the option asks for warnings',
      configuration: identity({ ...GOOD, Action: 'iam:list', Resource: '*' }),
      options: { level: 'warning' },
    },
    {
      name: 'a suggestion, where the option asks for suggestions',
      configuration: identity({ ...GOOD, Action: ['s3:Get*', 's3:GetObject'] }),
      options: { level: 'suggestion' },
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
    { name: 'an action is a variable', configuration: withVariables(identity({ ...GOOD, Action: '${var.a}' }), 'a') },
    {
      name: 'a resource is a variable',
      configuration: withVariables(identity({ ...GOOD, Resource: '${var.a}' }), 'a'),
    },
    {
      name: 'a condition key is a variable',
      configuration: withVariables(identity({ ...GOOD, Condition: { StringEquals: { '${var.a}': 'x' } } }), 'a'),
    },
  ],
  notApplicable: [{ name: 'a key with its default policy', configuration: resource('aws_kms_key', { policy: null }) }],
});

describe('iam-policy-valid', () => {
  it('reports what is wrong beside what is not known', () => {
    const json = withVariables(identity(MISSPELT, { ...GOOD, Action: '${var.a}' }), 'a');
    const { configuration } = loadJson(json);
    const [block] = configuration.ofType('aws_iam_policy');
    const outcomes = block === undefined ? [] : rule.check(block, { configuration, options: { level: 'error' } });
    expect(outcomes).toMatchObject([
      { verdict: 'fail', path: 'policy.Statement[0].Action' },
      { verdict: 'unknown', path: 'policy.Statement[1].Action' },
    ]);
  });

  it('says of blocks with the same text the same, each at its own place', () => {
    const json = policyJson(MISSPELT);
    const configuration = resources({
      'aws_iam_policy.a': { policy: json },
      'aws_iam_role_policy.b': { role: 'x', policy: json },
      'aws_iam_role.c': { assume_role_policy: policyJson(EC2), inline_policy: [{ policy: json }] },
    });
    const { findings } = runRule(rule, { configuration });
    const failed = findings.filter(({ verdict }) => verdict === 'fail');
    expect(failed.map(({ address, path }) => `${address} ${path}`).sort()).toEqual([
      'aws_iam_policy.a policy.Statement[0].Action',
      'aws_iam_role.c inline_policy[0].policy.Statement[0].Action',
      'aws_iam_role_policy.b policy.Statement[0].Action',
    ]);
    expect(new Set(failed.map(({ id }) => id)).size).toBe(3);
  });

  it('judges a thousand policies of their own in well under a second', () => {
    const policies = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [
        `p${String(index)}`,
        { policy: policyJson({ ...GOOD, Resource: `arn:aws:s3:::reports-${String(index)}/*` }) },
      ]),
    );
    const { configuration } = loadJson({ resource: { aws_iam_policy: policies } });
    const context = { configuration, options: { level: 'error' } } as const;
    const blocks = configuration.ofType('aws_iam_policy');
    const started = performance.now();
    for (const block of blocks) expect(rule.check(block, context)).toMatchObject([{ verdict: 'pass' }]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
