import rule from '../../../../lib/compliance/rules/rds/rds-snapshot-not-public';
import { testRule } from '../../../../lib/testing/rule-tester';
import { blocks } from './shared/configurations';

const path = 'shared_accounts';
const shared = (accounts: unknown, type = 'aws_db_snapshot') => blocks({ [`${type}.main`]: { [path]: accounts } });
const types = ['aws_db_snapshot', 'aws_db_cluster_snapshot', 'aws_db_snapshot_copy', 'aws_rds_cluster_snapshot_copy'];

testRule(rule, {
  pass: [
    { name: 'absent', configuration: shared(undefined) },
    { name: 'null', configuration: shared(null) },
    { name: 'empty', configuration: shared([]) },
    { name: 'an account', configuration: shared(['111122223333']) },
    {
      name: 'an allowed account',
      configuration: shared(['111122223333']),
      options: { allowedAccounts: ['111122223333'] },
    },
  ],
  fail: [
    ...types.map((type) => ({ name: type, configuration: shared(['all'], type), path, findings: 1 })),
    { name: 'all beside others', configuration: shared(['111122223333', '${var.unset}', 'all']), findings: 1 },
    {
      name: 'accounts that are not allowed',
      configuration: shared(['111122223333', '444455556666']),
      options: { allowedAccounts: ['777788889999'] },
      findings: 2,
    },
    {
      name: 'a list from a variable',
      configuration: blocks(
        { 'aws_db_snapshot.main': { [path]: '${var.accounts}' } },
        { variable: { accounts: { default: ['all'] } } },
      ),
    },
  ],
  unknown: [
    { name: 'an unknown list', configuration: shared('${var.unset}'), path },
    { name: 'an unknown account', configuration: shared(['111122223333', '${var.unset}']), path },
  ],
  notApplicable: [
    { name: 'count = 0', configuration: blocks({ 'aws_db_snapshot.main': { count: 0, [path]: ['all'] } }) },
  ],
});
