import rule from '../../../../lib/compliance/rules/iam/iam-no-long-lived-access-keys';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource, resources } from '../resource';
import { withVariables } from './policies';

const rotated = (rotation: object, lifecycle: unknown = { replace_triggered_by: ['time_rotating.t'] }) =>
  resources({ 'time_rotating.t': { ...rotation }, 'aws_iam_access_key.main': { user: 'jane', lifecycle } });

testRule(rule, {
  pass: [
    { name: 'every 90 days', configuration: rotated({ rotation_days: 90 }) },
    { name: 'days as text', configuration: rotated({ rotation_days: '30' }) },
    { name: 'every two months', configuration: rotated({ rotation_months: 2 }) },
    {
      name: 'an attribute of the rotation',
      configuration: rotated({ rotation_hours: 24 }, [{ replace_triggered_by: ['${time_rotating.t.rfc3339}'] }]),
    },
    { name: 'switched off', configuration: resource('aws_iam_access_key', { user: 'jane', status: 'Inactive' }) },
  ],
  fail: [
    { name: 'no rotation', configuration: resource('aws_iam_access_key', { user: 'jane' }), path: 'user' },
    { name: 'every 91 days', configuration: rotated({ rotation_days: 91 }), path: 'lifecycle', message: '91 days' },
    { name: 'every year', configuration: rotated({ rotation_years: 1 }) },
    {
      name: 'replaced for another reason',
      configuration: rotated({ rotation_days: 30 }, { replace_triggered_by: ['aws_iam_user.jane'] }),
    },
    { name: 'no lifecycle', configuration: rotated({ rotation_days: 30 }, null) },
  ],
  unknown: [
    { name: 'days that are a variable', configuration: withVariables(rotated({ rotation_days: '${var.d}' }), 'd') },
    {
      name: 'a status that is a variable',
      configuration: withVariables(resource('aws_iam_access_key', { user: 'jane', status: '${var.s}' }), 's'),
    },
  ],
});
