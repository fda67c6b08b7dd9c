import rule from '../../../../lib/compliance/rules/iam/iam-policy-passrole-scoped';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { hiddenIdentity, identity, policyJson, withVariables } from './policies';

const PASS_ANY = { Action: 'iam:PassRole', Resource: '*' };

testRule(rule, {
  pass: [
    { name: 'a named role', configuration: identity({ ...PASS_ANY, Resource: 'arn:aws:iam::111122223333:role/task' }) },
    { name: 'roles under a path', configuration: identity({ ...PASS_ANY, Resource: 'arn:aws:iam::*:role/app/*' }) },
    {
      name: 'to one service',
      configuration: identity({
        ...PASS_ANY,
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      }),
    },
    {
      name: 'a reference to a role',
      configuration: resources({
        'aws_iam_role.r': {},
        'aws_iam_policy.main': { policy: policyJson({ ...PASS_ANY, Resource: '${aws_iam_role.r.arn}' }) },
      }),
      address: 'aws_iam_policy.main',
    },
    {
      name: 'an unknown name',
      configuration: withVariables(identity({ ...PASS_ANY, Resource: 'arn:aws:iam::111122223333:role/${var.n}' }), 'n'),
    },
    { name: 'a wildcard that leaves it out', configuration: identity({ Action: 'iam:Get*', Resource: '*' }) },
    { name: 'NotAction that leaves it out', configuration: identity({ NotAction: 'iam:*', Resource: '*' }) },
  ],
  fail: [
    { name: 'any role', configuration: identity(PASS_ANY), path: 'policy.Statement[0].Resource' },
    { name: 'by wildcard', configuration: identity({ Action: 'iam:Pass*', Resource: '*' }) },
    { name: 'in lower case', configuration: identity({ Action: 'iam:passrole', Resource: '*' }) },
    { name: 'by NotAction', configuration: identity({ NotAction: 's3:*', Resource: '*' }) },
    { name: 'any role of any account', configuration: identity({ ...PASS_ANY, Resource: ['arn:aws:iam::*:role/*'] }) },
    {
      name: 'any role of one account',
      configuration: withVariables(
        identity({ ...PASS_ANY, Resource: 'arn:aws:iam::${var.account}:role/*' }),
        'account',
      ),
    },
    {
      name: 'to any service',
      configuration: identity({ ...PASS_ANY, Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } }),
    },
    {
      name: 'to all but one service',
      configuration: identity({
        ...PASS_ANY,
        Condition: { StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }),
    },
    {
      name: 'to the service that a tag of the caller names',
      configuration: identity({
        ...PASS_ANY,
        Condition: { StringEquals: { 'iam:PassedToService': '$${aws:PrincipalTag/service}' } },
      }),
    },
    {
      name: 'every IAM resource, without the last field',
      configuration: identity({ ...PASS_ANY, Resource: 'arn:aws:iam::*' }),
    },
  ],
  unknown: [
    { name: 'the policy is a variable', configuration: hiddenIdentity },
    {
      name: 'the role is a variable',
      configuration: withVariables(identity({ ...PASS_ANY, Resource: '${var.role}' }), 'role'),
    },
    {
      name: 'the service is a variable',
      configuration: withVariables(
        identity({ ...PASS_ANY, Condition: { StringEquals: { 'iam:PassedToService': '${var.s}' } } }),
        's',
      ),
    },
  ],
});
