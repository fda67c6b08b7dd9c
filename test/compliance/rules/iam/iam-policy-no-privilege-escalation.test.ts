import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-privilege-escalation';
import { ESCALATION_METHODS } from '../../../../lib/compliance/rules/iam/shared/escalation-methods';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { byDocument, hiddenIdentity, identity, policyJson, withVariables } from './policies';

const REWRITE = { Action: 'iam:CreatePolicyVersion', Resource: '*' };
const PASS = { Action: 'iam:PassRole', Resource: '*' };
const RUN = { Action: 'ec2:RunInstances', Resource: '*' };
const deny = (statement: object) => ({ Effect: 'Deny', ...statement });

testRule(rule, {
  pass: [
    { name: 'passing a role with nothing that takes it', configuration: identity(PASS) },
    {
      name: 'something that takes a role, without passing one',
      configuration: identity(RUN, { Action: 'lambda:CreateFunction', Resource: '*' }),
    },
    {
      name: 'a fixed role',
      configuration: identity({ ...PASS, Resource: 'arn:aws:iam::111122223333:role/task' }, RUN),
    },
    {
      name: 'roles of one path',
      configuration: identity({ ...PASS, Resource: 'arn:aws:iam::111122223333:role/app/*' }, RUN),
    },
    { name: 'a Deny of the same', configuration: identity(REWRITE, deny(REWRITE)) },
    {
      name: 'a Deny of all of IAM',
      configuration: identity(
        { Action: ['iam:Create*', 's3:GetObject'], Resource: '*' },
        deny({ Action: 'iam:*', Resource: '*' }),
      ),
    },
    { name: 'a Deny of everything else', configuration: identity(REWRITE, deny({ NotAction: 's3:*', Resource: '*' })) },
    { name: 'a Deny of one half of a set', configuration: identity(PASS, RUN, deny({ ...PASS, Resource: '*' })) },
    {
      name: 'policies of AWS, which nobody can change',
      configuration: identity({ ...REWRITE, Resource: 'arn:aws:iam::aws:policy/app-*' }),
    },
    {
      name: 'a fixed policy',
      configuration: identity({ ...REWRITE, Resource: 'arn:aws:iam::111122223333:policy/app' }),
    },
    {
      name: 'resources of another kind',
      configuration: identity({
        Action: ['iam:PutRolePolicy', 's3:PutObject'],
        Resource: ['arn:aws:s3:::b/*', 'arn:aws:iam::111122223333:user/*'],
      }),
    },
    {
      name: 'the own access keys',
      configuration: identity({ Action: 'iam:CreateAccessKey', Resource: 'arn:aws:iam::*:user/$${aws:username}' }),
    },
    {
      name: 'a boundary',
      configuration: identity({
        Action: 'iam:PutRolePolicy',
        Resource: '*',
        Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111122223333:policy/b' } },
      }),
    },
    {
      name: 'a Deny unless a boundary is set',
      configuration: identity(
        { Action: 'iam:PutRolePolicy', Resource: '*' },
        deny({
          Action: 'iam:PutRolePolicy',
          Resource: '*',
          Condition: { StringNotEquals: { 'iam:PermissionsBoundary': 'b' } },
        }),
      ),
    },
    {
      name: 'one policy to attach',
      configuration: identity({
        Action: 'iam:AttachRolePolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
      }),
    },
    {
      name: 'instances with a tag',
      configuration: identity({
        Action: 'ssm:StartSession',
        Resource: '*',
        Condition: { StringEquals: { 'ssm:resourceTag/team': 'a' } },
      }),
    },
    {
      name: 'a time that is over',
      configuration: identity({
        ...REWRITE,
        Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
      }),
      options: { now: '2026-01-01T00:00:00Z' },
    },
    { name: 'all of S3, which has nothing more to give', configuration: identity({ Action: 's3:*', Resource: '*' }) },
    {
      name: 'one bucket',
      configuration: identity({ Action: 's3:Put*', Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] }),
    },
    {
      name: 'one function',
      configuration: identity({
        Action: 'lambda:UpdateFunctionCode',
        Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:app',
      }),
    },
    { name: 'reading', configuration: identity({ Action: ['iam:Get*', 'iam:List*', 'ec2:Describe*'], Resource: '*' }) },
    {
      name: 'a reference to a role',
      configuration: resources({
        'aws_iam_role.task': {},
        'aws_iam_policy.main': { policy: policyJson({ ...PASS, Resource: '${aws_iam_role.task.arn}' }, RUN) },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a role and a user of one name',
      configuration: resources({
        'aws_iam_role.r': { name: 'same' },
        'aws_iam_user.u': { name: 'same' },
        'aws_iam_role_policy.r': { role: 'same', policy: policyJson(PASS) },
        'aws_iam_user_policy.u': { user: 'same', policy: policyJson(RUN) },
      }),
    },
  ],
  fail: [
    {
      name: 'rewriting policies',
      configuration: identity(REWRITE),
      path: 'policy',
      message: 'iam:CreatePolicyVersion',
    },
    { name: 'some policies', configuration: identity({ ...REWRITE, Resource: 'arn:aws:iam::*:policy/app-*' }) },
    {
      name: 'by wildcard',
      configuration: identity({ Action: 'iam:Put*', Resource: '*' }),
      message: 'iam:PutRolePolicy',
    },
    { name: 'in lower case', configuration: identity({ Action: 'iam:createpolicyversion', Resource: '*' }) },
    { name: 'by NotAction', configuration: identity({ NotAction: 's3:*', Resource: '*' }) },
    {
      name: 'by NotResource',
      configuration: identity({ Action: REWRITE.Action, NotResource: 'arn:aws:iam::111122223333:policy/x' }),
    },
    {
      name: 'passing a role to an instance',
      configuration: identity(PASS, RUN),
      message: 'iam:PassRole with ec2:RunInstances',
      findings: 1,
    },
    {
      name: 'any role of the account',
      configuration: identity({ ...PASS, Resource: 'arn:aws:iam::111122223333:role/*' }, RUN),
    },
    {
      name: 'many ways are one finding',
      configuration: identity({ Action: 'iam:*', Resource: '*' }),
      findings: 1,
      message: 'more',
    },
    {
      name: 'a Deny of something else',
      configuration: identity(REWRITE, deny({ Action: 'iam:CreateUser', Resource: '*' })),
    },
    {
      name: 'a Deny on one resource',
      configuration: identity(REWRITE, deny({ ...REWRITE, Resource: 'arn:aws:iam::111122223333:policy/x' })),
    },
    {
      name: 'a Deny under a condition',
      configuration: identity(REWRITE, deny({ ...REWRITE, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })),
    },
    {
      name: 'the own user',
      configuration: identity({ Action: 'iam:AttachUserPolicy', Resource: 'arn:aws:iam::*:user/$${aws:username}' }),
    },
    {
      name: 'with MFA',
      configuration: identity({ ...REWRITE, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    },
    {
      name: 'a time that lasts',
      configuration: identity({
        ...REWRITE,
        Condition: { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
      }),
    },
    {
      name: 'opening buckets',
      configuration: identity({ Action: ['s3:ListBucket', 's3:PutBucketPolicy'], Resource: '*' }),
    },
    {
      name: 'every function',
      configuration: identity({ Action: 'lambda:UpdateFunctionCode', Resource: 'arn:aws:lambda:*:*:function:*' }),
    },
    {
      name: 'every instance',
      configuration: identity({
        Action: 'ssm:SendCommand',
        Resource: ['arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:document/AWS-RunShellScript'],
      }),
    },
    {
      name: 'any role to assume',
      configuration: identity({ Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/*' }),
    },
    {
      name: 'a data source',
      configuration: byDocument({ actions: ['iam:PutUserPolicy'], resources: ['*'] }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'two policies of a role together',
      configuration: resources({
        'aws_iam_role.main': { name: 'app' },
        'aws_iam_role_policy.a': { role: '${aws_iam_role.main.id}', policy: policyJson(PASS) },
        'aws_iam_policy.b': { policy: policyJson(RUN) },
        'aws_iam_role_policy_attachment.b': { role: 'app', policy_arn: '${aws_iam_policy.b.arn}' },
      }),
      address: 'aws_iam_role.main',
      message: 'its policies together',
    },
    {
      name: 'two policies of a group together',
      configuration: resources({
        'aws_iam_group.main': { name: 'developers' },
        'aws_iam_group_policy.a': { group: 'developers', policy: policyJson(PASS) },
        'aws_iam_group_policy.b': { group: '${aws_iam_group.main.name}', policy: policyJson(RUN) },
      }),
      address: 'aws_iam_group.main',
    },
    {
      name: 'a Deny on fewer resources',
      configuration: identity(
        { Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::*:role/*' },
        deny({ Action: 'iam:*', Resource: 'arn:aws:iam::*:role/?' }),
      ),
    },
    {
      name: 'every user, without the last field',
      configuration: identity({ Action: 'iam:AttachUserPolicy', Resource: 'arn:aws:iam::*' }),
    },
    {
      name: 'a Deny where the boundary is set',
      configuration: identity(
        REWRITE,
        deny({ ...REWRITE, Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/b' } } }),
      ),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the action is a variable',
      configuration: withVariables(identity({ Action: '${var.a}', Resource: '*' }), 'a'),
    },
    {
      name: 'the role is a variable',
      configuration: withVariables(identity({ ...PASS, Resource: '${var.r}' }, RUN), 'r'),
    },
    {
      name: 'the boundary is a variable',
      configuration: withVariables(
        identity({
          Action: 'iam:PutRolePolicy',
          Resource: '*',
          Condition: { StringEquals: { 'iam:PermissionsBoundary': '${var.b}' } },
        }),
        'b',
      ),
    },
  ],
  notApplicable: [
    { name: 'a role without policies', configuration: resource('aws_iam_role', {}) },
    {
      name: 'a role one of whose policies denies what another allows',
      configuration: resources({
        'aws_iam_role.main': { name: 'app' },
        'aws_iam_role_policy.a': { role: 'app', policy: policyJson(PASS) },
        'aws_iam_role_policy.b': { role: 'app', policy: policyJson(RUN, deny(PASS)) },
      }),
      address: 'aws_iam_role.main',
    },
  ],
});

describe('the table of methods', () => {
  it.each(ESCALATION_METHODS.map(({ actions }) => [actions.join(' with '), actions] as const))(
    '%s is found',
    (name, actions) => {
      const { verdict, findings } = runRule(rule, { configuration: identity({ Action: actions, Resource: '*' }) });
      expect(verdict).toBe('fail');
      expect(findings[0]?.observed).toContain(name);
    },
  );

  it('names each set once, and each action in full', () => {
    const sets = ESCALATION_METHODS.map(({ actions }) => [...actions].sort().join(' '));
    expect(new Set(sets).size).toBe(sets.length);
    for (const action of ESCALATION_METHODS.flatMap(({ actions }) => actions))
      expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
  });
});
