import rule from '../../../../lib/compliance/rules/iam/iam-user-in-group';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { withVariables } from './policies';

const JANE = { 'aws_iam_user.jane': { name: 'jane' } };
const address = 'aws_iam_user.jane';

testRule(rule, {
  pass: [
    {
      name: 'by reference',
      address,
      configuration: resources({
        ...JANE,
        'aws_iam_user_group_membership.m': { user: '${aws_iam_user.jane.name}', groups: ['g'] },
      }),
    },
    {
      name: 'by name',
      address,
      configuration: resources({ ...JANE, 'aws_iam_user_group_membership.m': { user: 'jane', groups: ['g'] } }),
    },
    {
      name: 'by the members of a group',
      address,
      configuration: resources({
        ...JANE,
        'aws_iam_group_membership.m': { group: 'g', users: ['joe', '${aws_iam_user.jane.name}'] },
      }),
    },
    {
      name: 'a group that is a reference',
      address,
      configuration: resources({
        ...JANE,
        'aws_iam_user_group_membership.m': { user: 'jane', groups: ['${aws_iam_group.g.name}'] },
      }),
    },
    {
      name: 'a membership with users',
      configuration: resource('aws_iam_group_membership', { group: 'g', users: ['jane'] }),
    },
  ],
  fail: [
    { name: 'no membership', configuration: resources(JANE) },
    {
      name: 'no group',
      address,
      configuration: resources({ ...JANE, 'aws_iam_user_group_membership.m': { user: 'jane', groups: [] } }),
    },
    {
      name: 'somebody else',
      address,
      configuration: resources({ ...JANE, 'aws_iam_user_group_membership.m': { user: 'joe', groups: ['g'] } }),
    },
    {
      name: 'a membership without users',
      configuration: resource('aws_iam_group_membership', { group: 'g', users: [] }),
      path: 'users',
    },
  ],
  unknown: [
    {
      name: 'groups that are a variable',
      address,
      configuration: withVariables(
        resources({ ...JANE, 'aws_iam_user_group_membership.m': { user: 'jane', groups: '${var.g}' } }),
        'g',
      ),
    },
    {
      name: 'users that are a variable',
      address,
      configuration: withVariables(
        resources({ ...JANE, 'aws_iam_group_membership.m': { group: 'g', users: '${var.u}' } }),
        'u',
      ),
    },
  ],
});
