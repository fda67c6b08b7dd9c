import { policyFromJson } from '../../lib/policy-evaluation';
import { allow, conditionOn, decide, policy, ROLE, USER, deny, everything } from './ask';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
const HOME = 'arn:aws:s3:::homes/${aws:username}/*';

describe('policy variables in a resource', () => {
  const home = policy('home', allow({ Resource: HOME }));
  const asked = (resource: string, more: object = {}): string =>
    decide({ principal: { arn: USER }, identityPolicies: [home], resource, ...more });

  it.each([
    ['the own folder', 'arn:aws:s3:::homes/alice/a', {}, 'allowed'],
    ['the folder of another user', 'arn:aws:s3:::homes/bob/a', {}, 'implicitDeny'],
    ['a name of the request', 'arn:aws:s3:::homes/carol/a', { context: { 'aws:username': 'carol' } }, 'allowed'],
    [
      'a wildcard in the value is text',
      'arn:aws:s3:::homes/bob/a',
      { context: { 'aws:username': '*' } },
      'implicitDeny',
    ],
    ['a role has no user name', 'arn:aws:s3:::homes/alice/a', { principal: { arn: ROLE } }, 'implicitDeny'],
    ['the variable as text', HOME.replace('*', 'a'), { principal: { arn: ROLE } }, 'implicitDeny'],
  ])('%s', (_, resource, more, decision) => {
    expect(asked(resource, more)).toBe(decision);
  });

  it.each([
    ["${aws:PrincipalTag/team, 'shared'}", { 'aws:PrincipalTag/team': 'data' }, 'data', 'allowed'],
    ["${aws:PrincipalTag/team, 'shared'}", {}, 'shared', 'allowed'],
    ["${aws:PrincipalTag/team, 'shared'}", {}, 'data', 'implicitDeny'],
    ["${aws:PrincipalTag/team,'*'}", {}, 'data', 'implicitDeny'],
    ['${aws:PrincipalTag/cost center}', { 'aws:PrincipalTag/cost center': 'x' }, 'x', 'allowed'],
    ['${AWS:principaltag/team}', { 'aws:PrincipalTag/team': 'data' }, 'data', 'allowed'],
    ['${*}', {}, '*', 'allowed'],
    ['${*}', {}, 'x', 'implicitDeny'],
    ['${?}', {}, '?', 'allowed'],
    ['${?}', {}, 'x', 'implicitDeny'],
    ['${$}{x}', {}, '${x', 'unknown'],
    ['a${*}*', {}, 'a*b', 'allowed'],
    ['${aws:PrincipalTag/team}', { 'aws:PrincipalTag/team': ['a', 'b'] }, 'a', 'unknown'],
  ])('%s with %j on %s: %s', (name, context, actual, decision) => {
    const identity = policy('p', allow({ Resource: `arn:aws:s3:::b/${name}` }));
    const resource = `arn:aws:s3:::b/${actual}`;
    expect(decide({ identityPolicies: [identity], resource, context })).toBe(decision);
  });

  it('do not exist in version 2008-10-17', () => {
    const old = policyFromJson('old', { Version: '2008-10-17', Statement: [allow({ Resource: HOME })] });
    const none = policyFromJson('none', { Statement: [allow({ Resource: HOME })] });
    for (const identity of [old, none]) {
      expect(
        decide({
          principal: { arn: USER },
          identityPolicies: [identity],
          resource: 'arn:aws:s3:::homes/alice/a',
        }),
      ).toBe('implicitDeny');
    }
  });

  it('without value in NotResource leave the decision open', () => {
    const others = policy('others', deny({ NotResource: HOME, Resource: undefined }));
    expect(decide({ identityPolicies: [everything, others] })).toBe('unknown');
  });
});

describe('policy variables in a condition', () => {
  const TEAM = { 'aws:PrincipalTag/team': 'data' };
  it.each([
    [
      'StringEquals',
      'aws:ResourceTag/team',
      '${aws:PrincipalTag/team}',
      { 'aws:ResourceTag/team': 'data', ...TEAM },
      'met',
    ],
    [
      'StringEquals',
      'aws:ResourceTag/team',
      '${aws:PrincipalTag/team}',
      { 'aws:ResourceTag/team': 'ops', ...TEAM },
      'not met',
    ],
    ['StringEquals', 'aws:ResourceTag/team', '${aws:PrincipalTag/team}', { 'aws:ResourceTag/team': 'ops' }, 'not met'],
    [
      'StringNotEquals',
      'aws:ResourceTag/team',
      '${aws:PrincipalTag/team}',
      { 'aws:ResourceTag/team': 'ops', ...TEAM },
      'met',
    ],
    [
      'StringNotEquals',
      'aws:ResourceTag/team',
      '${aws:PrincipalTag/team}',
      { 'aws:ResourceTag/team': 'ops' },
      'unknown',
    ],
    ['StringLike', 's3:prefix', '${aws:PrincipalTag/team}/*', { 's3:prefix': 'data/x', ...TEAM }, 'met'],
    ['StringLike', 's3:prefix', '${aws:PrincipalTag/team}/${*}', { 's3:prefix': 'data/x', ...TEAM }, 'not met'],
    ['StringLike', 's3:prefix', '${aws:PrincipalTag/team}/${*}', { 's3:prefix': 'data/*', ...TEAM }, 'met'],
    ['StringEqualsIgnoreCase', 's3:prefix', '${aws:PrincipalTag/team}', { 's3:prefix': 'DATA', ...TEAM }, 'met'],
    [
      'ArnLike',
      'aws:SourceArn',
      'arn:aws:sns:*:*:${aws:PrincipalTag/team}',
      { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:data', ...TEAM },
      'met',
    ],
    ['NumericEquals', 's3:max-keys', '${aws:PrincipalTag/team}', { 's3:max-keys': '1', ...TEAM }, 'unknown'],
  ] as const)('%s on %s with %s and %j: %s', (operator, key, value, context, result) => {
    expect(conditionOn(operator, key, value, context)).toBe(result);
  });

  it('are text in version 2008-10-17', () => {
    const context = { 'aws:ResourceTag/team': 'data', ...TEAM };
    expect(conditionOn('StringEquals', 'aws:ResourceTag/team', '${aws:PrincipalTag/team}', context, '2008-10-17')).toBe(
      'not met',
    );
  });
});
