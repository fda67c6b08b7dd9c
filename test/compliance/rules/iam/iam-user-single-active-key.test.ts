import rule from '../../../../lib/compliance/rules/iam/iam-user-single-active-key';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { withVariables } from './policies';

const keys = (first: object, second: object) =>
  resources({
    'aws_iam_user.jane': { name: 'jane' },
    'aws_iam_access_key.a': { ...first },
    'aws_iam_access_key.b': { ...second },
  });
const JANE = { user: 'jane' };

testRule(rule, {
  pass: [
    { name: 'one key', configuration: resource('aws_iam_access_key', JANE) },
    { name: 'one of two is switched off', configuration: keys(JANE, { ...JANE, status: 'Inactive' }) },
    { name: 'two users', configuration: keys(JANE, { user: 'joe' }) },
    {
      name: 'one for each user',
      configuration: resource('aws_iam_access_key', { user: '${each.value}', for_each: '${toset(["a", "b"])}' }),
    },
    { name: 'the second is removed', configuration: keys(JANE, { ...JANE, count: 0 }) },
  ],
  fail: [
    { name: 'two keys', configuration: keys(JANE, JANE), message: '2 active', findings: 2 },
    { name: 'a name and a reference', configuration: keys(JANE, { user: '${aws_iam_user.jane.name}' }) },
    { name: 'Active in words', configuration: keys({ ...JANE, status: 'Active' }, JANE) },
    { name: 'count = 2', configuration: resource('aws_iam_access_key', { ...JANE, count: 2 }) },
    {
      name: 'for_each over two',
      configuration: resource('aws_iam_access_key', { ...JANE, for_each: '${toset(["a", "b"])}' }),
    },
    { name: 'the same variable', configuration: withVariables(keys({ user: '${var.u}' }, { user: '${var.u}' }), 'u') },
  ],
  unknown: [
    {
      name: 'the status is a variable',
      configuration: withVariables(keys(JANE, { ...JANE, status: '${var.s}' }), 's'),
    },
    { name: 'the user is a variable', configuration: withVariables(keys(JANE, { user: '${var.u}' }), 'u') },
    {
      name: 'the count is a variable',
      configuration: withVariables(resource('aws_iam_access_key', { ...JANE, count: '${var.n}' }), 'n'),
    },
  ],
});
