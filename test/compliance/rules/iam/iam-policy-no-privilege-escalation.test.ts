import rule from '../../../../lib/compliance/rules/iam/iam-policy-no-privilege-escalation';
import { ESCALATION_METHODS } from '../../../../lib/compliance/rules/iam/shared/escalation-methods';
import { findAction, serviceTable } from '../../../../lib/iam-data';
import { runRule, testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { byDocument, hiddenIdentity, identity, policyJson, withVariables } from './policies';

const REWRITE = { Action: 'iam:CreatePolicyVersion', Resource: '*' };
const PASS = { Action: 'iam:PassRole', Resource: '*' };
const RUN = { Action: 'ec2:RunInstances', Resource: '*' };
const deny = (statement: object) => ({ Effect: 'Deny', ...statement });
const passTo = (...services: readonly string[]) => ({
  ...PASS,
  Condition: { StringEquals: { 'iam:PassedToService': services } },
});
const unlessBy = (...arns: readonly string[]) => ({ ArnNotEquals: { 'aws:PrincipalArn': arns } });
const ADMIN = 'arn:aws:iam::111122223333:role/Admin';
/** A role with one inline policy and a boundary. */
const bounded = (policy: string, boundary: string, attributes: object = {}) =>
  resources({
    'aws_iam_policy.boundary': { name: 'boundary', policy: boundary },
    'aws_iam_role.main': { name: 'app', permissions_boundary: '${aws_iam_policy.boundary.arn}', ...attributes },
    'aws_iam_role_policy.main': { role: '${aws_iam_role.main.name}', policy },
  });
const EVERYTHING = { Action: '*', Resource: '*' };
const ON_ROLE = 'aws_iam_role_policy.main';
/** A role that may do something to a resource. */
const holding = (Action: string, Resource: string) =>
  resources({
    'aws_iam_role.main': { name: 'app', path: '/team/' },
    'aws_iam_role_policy.main': { role: 'app', policy: policyJson({ Action, Resource }) },
    'aws_iam_policy.own': { name: 'own', policy: policyJson({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }) },
    'aws_iam_role_policy_attachment.own': {
      role: '${aws_iam_role.main.name}',
      policy_arn: '${aws_iam_policy.own.arn}',
    },
  });

/** A user in a group, each with a policy. */
const inGroup = (ofUser: string, ofGroup: string, membership: object) =>
  resources({
    'aws_iam_user.main': { name: 'jane' },
    'aws_iam_group.main': { name: 'developers' },
    'aws_iam_user_policy.main': { user: 'jane', policy: ofUser },
    'aws_iam_group_policy.main': { group: '${aws_iam_group.main.name}', policy: ofGroup },
    ...membership,
  });
const JOINS = { 'aws_iam_user_group_membership.main': { user: '${aws_iam_user.main.name}', groups: ['developers'] } };
const writes = (Condition: object) => identity({ Action: 'iam:PutRolePolicy', Resource: '*', Condition });
const BOUNDARY = 'arn:aws:iam::111122223333:policy/b';

testRule(rule, {
  pass: [
    {
      name: 'a user whose group denies it',
      configuration: inGroup(policyJson(REWRITE), policyJson(deny({ Action: 'iam:*', Resource: '*' })), JOINS),
      address: 'aws_iam_user_policy.main',
    },
    {
      name: 'a group one of whose policies denies what another allows',
      configuration: resources({
        'aws_iam_group.main': { name: 'developers' },
        'aws_iam_group_policy.a': { group: 'developers', policy: policyJson(REWRITE) },
        'aws_iam_group_policy.b': { group: 'developers', policy: policyJson(deny(REWRITE)) },
      }),
      address: 'aws_iam_group_policy.a',
    },
    {
      name: 'any role with an action that reads, whatever the rest of its name',
      configuration: withVariables(identity(PASS, { Action: 'newservice:Get${var.a}', Resource: '*' }), 'a'),
    },
    ...['arn:aws:iam::*:policy/*', 'arn:aws:iam::*:*', 'arn:aws:iam::*', 'arn:*'].map((Resource) => ({
      name: `a Deny on ${Resource}`,
      configuration: identity(REWRITE, deny({ Action: 'iam:*', Resource })),
    })),
    {
      name: 'a Deny on every role to pass',
      configuration: identity(PASS, RUN, deny({ ...PASS, Resource: 'arn:aws:iam::*:role/*' })),
    },
    {
      name: 'a Deny on all of the resources that the action works on',
      configuration: identity(
        { Action: 'iam:AttachUserPolicy', Resource: ['arn:aws:iam::*:user/*', 'arn:aws:s3:::b'] },
        deny({ Action: 'iam:AttachUserPolicy', Resource: 'arn:aws:iam::*:user/*' }),
      ),
    },
    {
      name: 'a day that is over',
      configuration: writes({ DateEquals: { 'aws:CurrentTime': '2020-01-01' } }),
      options: { now: '2026-01-01T00:00:00Z' },
    },
    {
      name: 'a boundary of a name, in any account',
      configuration: writes({ ArnLike: { 'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/team/b' } }),
    },
    ...[
      ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:layer:*'],
      ['ssm:SendCommand', 'arn:aws:ssm:*:*:document/*'],
      ['ssm:StartSession', 'arn:aws:ec2:*:*:instance/i-0a1b2c3d4e5f60718'],
      ['iam:CreateAccessKey', 'arn:aws:iam::*:user/*/$${aws:username}'],
      ['iam:PutRolePolicy', 'arn:aws:iam::*:user*'],
    ].map(([Action, Resource]) => ({
      name: `${String(Action)} on ${String(Resource)}`,
      configuration: identity({ Action, Resource }),
    })),
    {
      name: 'any role with actions that read or take away',
      configuration: identity(PASS, {
        Action: [
          'newservice:GetThing',
          'newservice:DeleteThing',
          'ec2:TerminateInstances',
          'ec2:Describe*',
          'apigateway:GET',
          'logs:TestMetricFilter',
          'ec2:CreateTags',
        ],
        Resource: '*',
      }),
    },
    {
      name: 'any role to a service that the actions do not lead to',
      configuration: identity(passTo('glue.amazonaws.com', 'states.eu-west-1.amazonaws.com'), RUN, {
        Action: 'sqs:SendMessage',
        Resource: '*',
      }),
    },
    {
      name: 'any role with an action that is denied',
      configuration: identity(
        PASS,
        { Action: 'newservice:CreateThing', Resource: '*' },
        deny({ Action: 'newservice:*', Resource: '*' }),
      ),
    },
    {
      name: 'a boundary that does not grant it',
      configuration: bounded(policyJson(EVERYTHING), policyJson({ Action: ['s3:*', 'logs:*'], Resource: '*' })),
      address: ON_ROLE,
    },
    {
      name: 'a boundary that denies it',
      configuration: bounded(
        policyJson(REWRITE, { Action: 's3:GetObject', Resource: '*' }),
        policyJson(EVERYTHING, deny({ Action: 'iam:*', Resource: '*' })),
      ),
      address: ON_ROLE,
    },
    {
      name: 'a boundary that denies half of a set',
      configuration: bounded(policyJson(PASS, RUN), policyJson(EVERYTHING, deny({ ...PASS, Resource: '*' }))),
      address: ON_ROLE,
    },
    {
      name: 'a boundary that names the role to pass',
      configuration: bounded(
        policyJson(PASS, RUN),
        policyJson({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::*:role/task' }, RUN),
      ),
      address: ON_ROLE,
    },
    {
      name: 'a managed policy all of whose holders have a boundary that denies it',
      configuration: resources({
        'aws_iam_policy.boundary': { policy: policyJson({ Action: 's3:*', Resource: '*' }) },
        'aws_iam_role.a': { name: 'a', permissions_boundary: '${aws_iam_policy.boundary.arn}' },
        'aws_iam_user.b': { name: 'b', permissions_boundary: '${aws_iam_policy.boundary.arn}' },
        'aws_iam_policy.main': { policy: policyJson(REWRITE) },
        'aws_iam_policy_attachment.main': {
          roles: ['a'],
          users: ['${aws_iam_user.b.name}'],
          policy_arn: '${aws_iam_policy.main.arn}',
        },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a managed policy whose only holder has another that denies it',
      configuration: resources({
        'aws_iam_user.main': { name: 'jane' },
        'aws_iam_policy.main': { policy: policyJson(REWRITE) },
        'aws_iam_user_policy_attachment.main': { user: 'jane', policy_arn: '${aws_iam_policy.main.arn}' },
        'aws_iam_user_policy.deny': { user: '${aws_iam_user.main.name}', policy: policyJson(deny(REWRITE)) },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a Deny for all but administrators by name',
      configuration: identity(EVERYTHING, deny({ ...EVERYTHING, NotAction: undefined, Condition: unlessBy(ADMIN) })),
    },
    {
      name: 'itself, in a way that changes no permission',
      configuration: holding('iam:TagRole', '${aws_iam_role.main.arn}'),
      address: ON_ROLE,
    },
    {
      name: 'another role by name',
      configuration: holding('iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/app'),
      address: ON_ROLE,
    },
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
      name: 'policies of a user and of its group together',
      configuration: inGroup(policyJson(RUN), policyJson(PASS), JOINS),
      address: 'aws_iam_user.main',
      message: 'its policies together let the principal',
    },
    {
      name: 'policies of a user and of its group together, by the members of the group',
      configuration: inGroup(policyJson(RUN), policyJson(PASS), {
        'aws_iam_group_membership.main': { name: 'm', users: ['jane'], group: 'developers' },
      }),
      address: 'aws_iam_user.main',
    },
    {
      name: 'policies of two groups together',
      configuration: resources({
        'aws_iam_user.main': { name: 'jane' },
        'aws_iam_group.a': { name: 'a' },
        'aws_iam_group.b': { name: 'b' },
        'aws_iam_group_policy.a': { group: 'a', policy: policyJson(PASS) },
        'aws_iam_group_policy.b': { group: 'b', policy: policyJson(RUN) },
        'aws_iam_user_group_membership.main': { user: 'jane', groups: ['a', 'b'] },
      }),
      address: 'aws_iam_user.main',
    },
    {
      name: 'a user who may be in a group that denies it, or may not',
      configuration: withVariables(
        inGroup(policyJson(REWRITE), policyJson(deny(REWRITE)), {
          'aws_iam_user_group_membership.main': { count: '${var.on ? 1 : 0}', user: 'jane', groups: ['developers'] },
        }),
        'on',
      ),
      address: 'aws_iam_user_policy.main',
    },
    {
      name: 'a group that may write its own policies',
      configuration: resources({
        'aws_iam_group.main': { name: 'developers' },
        'aws_iam_group_policy.main': {
          group: 'developers',
          policy: policyJson({ Action: 'iam:PutGroupPolicy', Resource: '${aws_iam_group.main.arn}' }),
        },
      }),
      address: 'aws_iam_group.main',
    },
    ...[
      ['iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:policy*'],
      ['iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:polic?/*'],
      ['iam:PutRolePolicy', 'arn:aws:iam::*:role*'],
      ['iam:AttachUserPolicy', 'arn:aws:iam::*:us*'],
      ['iam:CreateAccessKey', 'arn:aws:iam::*:user/$${aws:username}*'],
      ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function*'],
      ['lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:func*'],
      ['ssm:StartSession', 'arn:aws:ec2:*:*:instance/i-*'],
      ['ssm:StartSession', 'arn:aws:ecs:*:*:task/*'],
      ['elasticmapreduce:AddJobFlowSteps', 'arn:aws:elasticmapreduce:*:*:cluster/j-*'],
      ['kms:PutKeyPolicy', 'arn:aws:kms:*:*:key*'],
    ].map(([Action, Resource]) => ({
      name: `${String(Action)} on ${String(Resource)}`,
      configuration: identity({ Action, Resource }),
    })),
    ...[
      { StringLike: { 'iam:PermissionsBoundary': 'arn:aws:iam::*:policy/*' } },
      { ArnLike: { 'iam:PermissionsBoundary': 'arn:aws:iam::*' } },
      { ArnLike: { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/Admin*' } },
      { StringEquals: { 'iam:PermissionsBoundary': [BOUNDARY, 'arn:aws:iam::aws:policy/AdministratorAccess'] } },
    ].map((Condition) => ({
      name: `a boundary that does not bind: ${JSON.stringify(Condition)}`,
      configuration: writes(Condition),
    })),
    ...[
      { Null: { 'iam:PermissionsBoundary': 'false' } },
      { Null: { 'iam:PermissionsBoundary': 'true' } },
      { StringNotLike: { 'iam:PermissionsBoundary': '*' } },
    ].map((Condition) => ({
      name: `a Deny that any boundary, or none, gets round: ${JSON.stringify(Condition)}`,
      configuration: identity(
        { Action: 'iam:PutRolePolicy', Resource: '*' },
        deny({ Action: '*', Resource: '*', Condition }),
      ),
    })),
    {
      name: 'taking a boundary away, whichever it is',
      configuration: identity({
        Action: ['iam:PutRolePolicy', 'iam:DeleteRolePermissionsBoundary'],
        Resource: '*',
        Condition: { StringEquals: { 'iam:PermissionsBoundary': BOUNDARY } },
      }),
      message: 'by iam:DeleteRolePermissionsBoundary',
    },
    ...['arn:aws:iam::111122223333:role/*', 'arn:aws:iam::444455556666:*', 'arn:aws:iam:us-east-1:*:policy/*'].map(
      (Resource) => ({
        name: `a Deny on ${Resource}`,
        configuration: identity(REWRITE, deny({ Action: 'iam:*', Resource })),
      }),
    ),
    {
      name: 'any role with an action that AWS has not documented',
      configuration: identity(PASS, { Action: 'newservice:CreateThing', Resource: 'arn:aws:newservice:::thing/a' }),
      message: 'iam:PassRole with newservice:CreateThing',
      findings: 1,
    },
    {
      name: 'any role with a pattern of writes',
      configuration: identity(PASS, { Action: 'newservice:*', Resource: '*' }),
      message: 'iam:PassRole with newservice:*',
    },
    {
      name: 'any role with an action that only a conditional Deny forbids',
      configuration: identity(
        PASS,
        { Action: 'newservice:CreateThing', Resource: '*' },
        deny({ Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ),
    },
    {
      name: 'any role to the service that takes it',
      configuration: identity(passTo('glue.amazonaws.com', 'ec2.amazonaws.com'), RUN),
      message: 'iam:PassRole with ec2:RunInstances',
    },
    {
      name: 'any role to the tasks of a service',
      configuration: identity(passTo('ecs-tasks.amazonaws.com'), { Action: 'ecs:RunTask', Resource: '*' }),
    },
    {
      name: 'any role to services by pattern',
      configuration: identity(
        { ...PASS, Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } },
        RUN,
      ),
    },
    {
      name: 'any role to a service that something not documented may lead to',
      configuration: identity(passTo('ec2.amazonaws.com'), { Action: 'newservice:CreateThing', Resource: '*' }),
    },
    {
      name: 'any role to a service, or to none',
      configuration: identity(
        { ...PASS, Condition: { StringEqualsIfExists: { 'iam:PassedToService': 'glue.amazonaws.com' } } },
        RUN,
      ),
    },
    {
      name: 'a boundary that grants it too',
      configuration: bounded(policyJson(REWRITE), policyJson({ Action: 'iam:Create*', Resource: '*' })),
      address: ON_ROLE,
    },
    {
      name: 'a boundary that denies something else',
      configuration: bounded(
        policyJson(REWRITE),
        policyJson(EVERYTHING, deny({ Action: 'organizations:*', Resource: '*' })),
      ),
      address: ON_ROLE,
    },
    {
      name: 'a boundary that denies it under a condition',
      configuration: bounded(
        policyJson(REWRITE),
        policyJson(
          EVERYTHING,
          deny({ ...REWRITE, Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }),
        ),
      ),
      address: ON_ROLE,
    },
    {
      name: 'a boundary of AWS that forbids nothing',
      configuration: bounded(policyJson(REWRITE), policyJson(EVERYTHING), {
        permissions_boundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      address: ON_ROLE,
    },
    {
      name: 'a managed policy one of whose holders has no boundary',
      configuration: resources({
        'aws_iam_policy.boundary': { policy: policyJson({ Action: 's3:*', Resource: '*' }) },
        'aws_iam_role.a': { name: 'a', permissions_boundary: '${aws_iam_policy.boundary.arn}' },
        'aws_iam_role.b': { name: 'b' },
        'aws_iam_policy.main': { policy: policyJson(REWRITE) },
        'aws_iam_role_policy_attachment.a': { role: 'a', policy_arn: '${aws_iam_policy.main.arn}' },
        'aws_iam_role_policy_attachment.b': {
          role: '${aws_iam_role.b.name}',
          policy_arn: '${aws_iam_policy.main.arn}',
        },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a managed policy that others may have too',
      configuration: {
        ...resources({
          'aws_iam_policy.boundary': { policy: policyJson({ Action: 's3:*', Resource: '*' }) },
          'aws_iam_role.a': { name: 'a', permissions_boundary: '${aws_iam_policy.boundary.arn}' },
          'aws_iam_policy.main': { policy: policyJson(REWRITE) },
          'aws_iam_role_policy_attachment.a': { role: 'a', policy_arn: '${aws_iam_policy.main.arn}' },
        }),
        output: { arn: { value: '${aws_iam_policy.main.arn}' } },
      },
      address: 'aws_iam_policy.main',
    },
    {
      name: 'a managed policy whose holder may have another that denies it, or may not',
      configuration: withVariables(
        resources({
          'aws_iam_user.main': { name: 'jane' },
          'aws_iam_user.other': { name: 'joe' },
          'aws_iam_policy.main': { policy: policyJson(REWRITE) },
          'aws_iam_user_policy_attachment.main': { user: 'jane', policy_arn: '${aws_iam_policy.main.arn}' },
          'aws_iam_user_policy.deny': {
            user: '${var.joe ? aws_iam_user.other.name : aws_iam_user.main.name}',
            policy: policyJson(deny(REWRITE)),
          },
          'aws_iam_user_policy.perhaps': {
            count: '${var.joe ? 1 : 0}',
            user: 'jane',
            policy: policyJson(deny(REWRITE)),
          },
        }),
        'joe',
      ),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'two policies together, and one that may deny it',
      configuration: withVariables(
        resources({
          'aws_iam_role.main': { name: 'app' },
          'aws_iam_role_policy.a': { role: 'app', policy: policyJson(PASS) },
          'aws_iam_role_policy.b': { role: 'app', policy: policyJson(RUN) },
          'aws_iam_role_policy.c': { count: '${var.on ? 1 : 0}', role: 'app', policy: policyJson(deny(PASS)) },
        }),
        'on',
      ),
      address: 'aws_iam_role.main',
    },
    {
      name: 'a Deny that spares roles by pattern',
      configuration: identity(
        REWRITE,
        deny({ ...REWRITE, Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin*' } } }),
      ),
    },
    {
      name: 'a Deny that spares its holder',
      configuration: resources({
        'aws_iam_role.main': { name: 'Admin' },
        'aws_iam_role_policy.main': {
          role: '${aws_iam_role.main.name}',
          policy: policyJson(REWRITE, deny({ ...REWRITE, Condition: unlessBy(ADMIN) })),
        },
      }),
      address: ON_ROLE,
    },
    {
      name: 'a Deny for administrators by name',
      configuration: identity(REWRITE, deny({ ...REWRITE, Condition: { ArnEquals: { 'aws:PrincipalArn': ADMIN } } })),
    },
    ...[
      ['iam:PutRolePolicy', '${aws_iam_role.main.arn}'],
      ['iam:AttachRolePolicy', 'arn:aws:iam::111122223333:role/team/app'],
      ['iam:DeleteRolePermissionsBoundary', 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/team/app'],
      ['iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/team/${aws_iam_role.main.name}'],
      ['iam:CreatePolicyVersion', '${aws_iam_policy.own.arn}'],
      ['iam:SetDefaultPolicyVersion', 'arn:aws:iam::111122223333:policy/own'],
    ].map(([action = '', resource = '']) => ({
      name: `itself: ${action} on ${resource}`,
      configuration: holding(action, resource),
      address: 'aws_iam_role.main',
      message: action,
    })),
    {
      name: 'AdministratorAccess to attach',
      configuration: identity({
        Action: 'iam:AttachRolePolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' } },
      }),
    },
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
    {
      name: 'a policy together with one that an expression may attach',
      configuration: withVariables(
        resources({
          'aws_iam_role.main': { name: 'app' },
          'aws_iam_policy.read': { policy: policyJson({ Action: 's3:ListAllMyBuckets', Resource: '*' }) },
          'aws_iam_policy.run': { policy: policyJson(RUN) },
          'aws_iam_role_policy.main': { role: 'app', policy: policyJson(PASS) },
          'aws_iam_role_policy_attachment.main': {
            role: 'app',
            policy_arn: '${var.on ? aws_iam_policy.run.arn : aws_iam_policy.read.arn}',
          },
        }),
        'on',
      ),
      address: 'aws_iam_role.main',
      message: 'var.on',
    },
    ...['newservice:${var.a}', '${var.a}:CreateThing', 'newservice:Create${var.a}'].map((Action) => ({
      name: `any role with ${Action}`,
      configuration: withVariables(identity(PASS, { Action, Resource: '*' }), 'a'),
    })),
    {
      name: 'a Deny unless a boundary is set that is a variable',
      configuration: withVariables(
        identity(
          { Action: 'iam:PutRolePolicy', Resource: '*' },
          deny({ ...EVERYTHING, Condition: { StringNotEquals: { 'iam:PermissionsBoundary': '${var.b}' } } }),
        ),
        'b',
      ),
    },
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'a boundary that is not in the configuration',
      configuration: bounded(policyJson(REWRITE), policyJson(EVERYTHING), {
        permissions_boundary: 'arn:aws:iam::111122223333:policy/central',
      }),
      address: ON_ROLE,
      message: 'arn:aws:iam::111122223333:policy/central',
    },
    {
      name: 'a boundary that is a variable',
      configuration: withVariables(
        bounded(policyJson(REWRITE), policyJson(EVERYTHING), { permissions_boundary: '${var.boundary}' }),
        'boundary',
      ),
      address: ON_ROLE,
    },
    {
      name: 'a boundary with a policy that is a variable',
      configuration: withVariables(bounded(policyJson(REWRITE), '${var.boundary}'), 'boundary'),
      address: ON_ROLE,
    },
    {
      name: 'two policies together, under a boundary that is not in the configuration',
      configuration: resources({
        'aws_iam_role.main': { name: 'app', permissions_boundary: 'arn:aws:iam::111122223333:policy/central' },
        'aws_iam_role_policy.a': { role: 'app', policy: policyJson(PASS) },
        'aws_iam_role_policy.b': { role: 'app', policy: policyJson(RUN) },
      }),
      address: 'aws_iam_role.main',
    },
    {
      name: 'two policies together, one of them on a variable',
      configuration: withVariables(
        resources({
          'aws_iam_role.main': { name: 'app' },
          'aws_iam_role_policy.a': { role: 'app', policy: policyJson({ ...PASS, Resource: '${var.r}' }) },
          'aws_iam_role_policy.b': { role: 'app', policy: policyJson(RUN) },
        }),
        'r',
      ),
      address: 'aws_iam_role.main',
      message: 'whether its policies together',
    },
    {
      name: 'a role that is a variable, with an action that AWS has not documented',
      configuration: withVariables(
        identity({ ...PASS, Resource: '${var.r}' }, { Action: 'newservice:CreateThing', Resource: '*' }),
        'r',
      ),
    },
    {
      name: 'a Deny that spares a variable',
      configuration: withVariables(
        identity(REWRITE, deny({ ...REWRITE, Condition: unlessBy('${var.admin}') })),
        'admin',
      ),
    },
    {
      name: 'the service that takes the role is a variable',
      configuration: withVariables(identity(passTo('${var.service}'), RUN), 'service'),
    },
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
    {
      name: 'a role with one policy of two, neither of which opens anything',
      configuration: withVariables(
        resources({
          'aws_iam_role.main': { name: 'app' },
          'aws_iam_policy.read': { policy: policyJson({ Action: 's3:ListAllMyBuckets', Resource: '*' }) },
          'aws_iam_policy.run': { policy: policyJson(RUN) },
          'aws_iam_role_policy_attachment.main': {
            role: 'app',
            policy_arn: '${var.on ? aws_iam_policy.run.arn : aws_iam_policy.read.arn}',
          },
        }),
        'on',
      ),
      address: 'aws_iam_role.main',
    },
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

describe('a policy of a thousand statements', () => {
  const many = (statement: (index: number) => Readonly<Record<string, unknown>>) =>
    Array.from({ length: 1000 }, (_, index) => statement(index));

  it('is judged as a short one', () => {
    const narrow = many((index) => deny({ Action: 'iam:*', Resource: `arn:aws:iam::*:role/x${String(index)}` }));
    const allows = many(() => EVERYTHING);
    expect(runRule(rule, { configuration: identity(...allows, ...narrow, deny(EVERYTHING)) }).verdict).toBe('pass');
    expect(runRule(rule, { configuration: identity(...allows, ...narrow) }).verdict).toBe('fail');
  });
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

  it('has actions that AWS documents, but for one of a service that it gave up', () => {
    const unknown = ESCALATION_METHODS.flatMap(({ actions }) => actions).filter(
      (name) => findAction(name) === undefined,
    );
    expect(unknown).toEqual(['codestar:CreateProjectFromTemplate']);
  });

  it.each(ESCALATION_METHODS.map(({ actions, source }) => [actions.join(' with '), actions.at(-1) ?? '', source]))(
    '%s has a source',
    (_, action, source) => {
      if (source === 'https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation') return;
      const page =
        /^https:\/\/docs\.aws\.amazon\.com\/service-authorization\/latest\/reference\/list_(\w+)\.html$/.exec(
          source,
        )?.[1];
      const [service = ''] = action.split(':');
      // Two pages of AWS share a prefix; the table is named for the other.
      const name = service === 'cloudformation' ? 'AWS CloudFormation' : (serviceTable(service)?.name ?? '');
      expect(page).toBe(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
    },
  );
});
