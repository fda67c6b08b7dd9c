import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-privilege-escalation';
import { runRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { identity, policyJson } from './policies';

const REWRITE = { Action: 'iam:CreatePolicyVersion', Resource: '*' };
const NO_IAM = { Effect: 'Deny', Action: 'iam:*', Resource: '*' };
const ATTACH = { Action: 'iam:AttachRolePolicy', Resource: '*' };

/** A user with a managed policy of each statement. */
function held(...statements: readonly Readonly<Record<string, unknown>>[]) {
  return resources({
    'aws_iam_user.main': { name: 'jane' },
    ...Object.fromEntries<Readonly<Record<string, unknown>>>(
      statements.flatMap((statement, index): [string, Readonly<Record<string, unknown>>][] => [
        [`aws_iam_policy.p${String(index)}`, { policy: policyJson(statement) }],
        [
          `aws_iam_user_policy_attachment.p${String(index)}`,
          { user: '${aws_iam_user.main.name}', policy_arn: `\${aws_iam_policy.p${String(index)}.arn}` },
        ],
      ]),
    ),
  });
}

/** The kinds of policies that the tool tests of iam-vulnerable name: first those that tools miss, then false alarms. */
describe('traps for tools', () => {
  it.each([
    [
      'several policies',
      held({ Action: 'iam:PassRole', Resource: '*' }, { Action: 'ec2:RunInstances', Resource: '*' }),
    ],
    ['a resource that does not limit', identity({ ...REWRITE, Resource: 'arn:aws:iam::*:policy/*' })],
    ['a name that begins as others do', identity({ ...REWRITE, Resource: 'arn:aws:iam::111122223333:policy/app-*' })],
    [
      'a condition that holds for everybody',
      identity({ ...REWRITE, Condition: { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } }),
    ],
    [
      'a time that has begun and has not ended',
      identity({
        ...REWRITE,
        Condition: {
          DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
          DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' },
        },
      }),
    ],
    ['what NotAction leaves', identity({ NotAction: ['s3:*', 'iam:Get*'], Resource: '*' })],
    ['a Deny of something else', held(REWRITE, { Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' })],
  ])('%s: found', (_, configuration) => {
    expect(runRule(rule, { configuration }).findings.map(({ verdict }) => verdict)).toContain('fail');
  });

  it.each([
    ['a Deny in the same policy', identity(REWRITE, NO_IAM)],
    ['a Deny in the same policy, before the Allow', identity(NO_IAM, REWRITE)],
    ['a Deny in another policy', held(REWRITE, NO_IAM)],
    ['nothing but a Deny', identity({ ...REWRITE, Effect: 'Deny' })],
    ['policies that nobody can rewrite', identity({ ...REWRITE, Resource: 'arn:aws:iam::aws:policy/app-*' })],
    [
      'a time that is over',
      identity({
        ...REWRITE,
        Condition: {
          DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
          DateLessThan: { 'aws:CurrentTime': '2020-02-01T00:00:00Z' },
        },
      }),
    ],
    [
      'one harmless policy to attach',
      identity({ ...ATTACH, Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } } }),
    ],
    [
      'a boundary by name',
      identity({
        ...ATTACH,
        Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/boundary' } },
      }),
    ],
  ])('%s: no alarm', (_, configuration) => {
    expect(runRule(rule, { configuration }).findings.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  });
});

describe('blocks whose type is a name that JavaScript objects inherit', () => {
  it('hold and attach nothing', () => {
    const configuration = {
      resource: {
        aws_iam_policy: { main: { policy: policyJson(REWRITE) } },
        constructor: { main: { policy_arn: '${aws_iam_policy.main.arn}' } },
        toString: { main: { role: '${aws_iam_policy.main.arn}' } },
      },
    };
    const { findings } = runRule(rule, { configuration });
    expect(findings.map(({ verdict, address }) => [address, verdict])).toEqual([['aws_iam_policy.main', 'fail']]);
  });
});
