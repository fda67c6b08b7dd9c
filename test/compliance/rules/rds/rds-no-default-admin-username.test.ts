import rule from '../../../../lib/compliance/rules/rds/rds-no-default-admin-username';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, instance } from './shared/configurations';

testRule(rule, {
  pass: [
    { name: 'a name of its own', configuration: instance({ username: 'orders_owner' }) },
    {
      name: 'a reference with a prefix',
      configuration: cluster({ master_username: 'owner_${random_string.s.result}' }),
    },
    {
      name: 'a usual name that the option allows',
      configuration: instance({ username: 'postgres' }),
      options: { forbiddenNames: ['admin'] },
    },
  ],
  fail: [
    ...['admin', 'Postgres', 'ROOT', 'sa', 'rdsadmin'].map((username) => ({
      name: username,
      configuration: instance({ username }),
      path: 'username',
    })),
    { name: 'a cluster', configuration: cluster({ master_username: 'awsuser' }), path: 'master_username' },
    {
      name: 'a name that the option forbids',
      configuration: instance({ username: 'Company' }),
      options: { forbiddenNames: ['company'] },
    },
  ],
  unknown: [{ name: 'a variable', configuration: instance({ username: '${var.unset}' }), path: 'username' }],
  notApplicable: [
    { name: 'a replica', configuration: instance({ replicate_source_db: 'orders' }) },
    { name: 'null', configuration: cluster({ master_username: null }) },
  ],
});
