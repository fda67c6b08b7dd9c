import rule from '../../../../lib/compliance/rules/ec2/ebs-snapshot-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from '../rds/shared/configurations';

const permission = (account: unknown, others = {}) =>
  blocks({
    'aws_snapshot_create_volume_permission.main': { snapshot_id: 'snap-0abc', account_id: account, ...others },
  });
const setting = (state: unknown, others = {}) =>
  blocks({ 'aws_ebs_snapshot_block_public_access.main': { state, ...others } });
const accountBaseline = true;
const address = 'terraform';

testRule(rule, {
  pass: [
    { name: 'an account', configuration: permission('111122223333') },
    { name: 'an account of the organization', configuration: permission('${aws_organizations_account.a.id}') },
    { name: 'all sharing is blocked', configuration: setting('block-all-sharing'), accountBaseline },
    { name: 'new sharing is blocked', configuration: setting('block-new-sharing'), accountBaseline },
  ],
  fail: [
    {
      name: 'one of several',
      configuration: permission('${each.value}', { for_each: ['111122223333', 'all'] }),
      findings: 1,
    },
    { name: 'a list', configuration: permission(['all']) },
    { name: 'everyone', configuration: permission('all'), path: 'account_id' },
    { name: 'unblocked', configuration: setting('unblocked'), path: 'state' },
    { name: 'no state', configuration: setting(null), path: 'state' },
    { name: 'a state that is none', configuration: setting('blocked') },
    { name: 'a baseline without the setting', configuration: blocks({}), accountBaseline, address },
    { name: 'a baseline that is open', configuration: setting('unblocked'), accountBaseline, address },
  ],
  unknown: [
    { name: 'a variable', configuration: permission('${var.unset}'), path: 'account_id' },
    { name: 'the state of a variable', configuration: setting('${var.unset}'), path: 'state' },
    { name: 'each', configuration: permission('${each.value}', { for_each: '${var.unset}' }) },
    { name: 'a baseline that may be open', configuration: setting('${var.unset}'), accountBaseline, address },
  ],
  notApplicable: [{ name: 'nothing declared', configuration: blocks({ 'aws_ebs_snapshot.s': { volume_id: 'v' } }) }],
});
