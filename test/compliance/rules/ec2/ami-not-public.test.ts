import rule from '../../../../lib/compliance/rules/ec2/ami-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const permission = (attributes: Record<string, unknown>) =>
  blocks({ 'aws_ami_launch_permission.main': { image_id: 'ami-0abc', ...attributes } });
const setting = (state: unknown) => blocks({ 'aws_ec2_image_block_public_access.main': { state } });

testRule(rule, {
  pass: [
    { name: 'an account', configuration: permission({ account_id: '111122223333' }) },
    { name: 'no group', configuration: permission({ group: null, organization_arn: 'arn:aws:organizations::1:o' }) },
    { name: 'blocked', configuration: setting('block-new-sharing') },
  ],
  fail: [
    {
      name: 'one of several',
      configuration: permission({ group: '${each.value}', for_each: { a: null, b: 'all' } }),
      findings: 1,
    },
    { name: 'a list', configuration: permission({ group: ['all'] }) },
    { name: 'everyone', configuration: permission({ group: 'all' }), path: 'group' },
    { name: 'everyone for each image', configuration: permission({ group: 'all', for_each: ['a', 'b'] }) },
    { name: 'unblocked', configuration: setting('unblocked'), path: 'state' },
  ],
  unknown: [
    { name: 'the group of a variable', configuration: permission({ group: '${var.unset}' }), path: 'group' },
    { name: 'the state of a variable', configuration: setting('${var.unset}'), path: 'state' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: permission({ group: 'all', count: 0 }) }],
});
