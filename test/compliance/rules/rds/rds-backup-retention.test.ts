import rule from '../../../../lib/compliance/rules/rds/rds-backup-retention';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, instance } from './shared/configurations';

const path = 'backup_retention_period';

testRule(rule, {
  pass: [
    { name: 'seven days', configuration: instance({ [path]: 7 }) },
    { name: 'as text', configuration: instance({ [path]: '35' }) },
    { name: 'a cluster', configuration: cluster({ [path]: 7 }) },
    { name: 'a computed number', configuration: instance({ [path]: '${var.yes ? 14 : 1}' }) },
    {
      name: 'a replica or not, but long enough',
      configuration: instance({ [path]: 7, replicate_source_db: '${var.unset}' }),
    },
    { name: 'longer than the option', configuration: instance({ [path]: 30 }), options: { minDays: 30 } },
  ],
  fail: [
    { name: 'absent', configuration: instance({}), path, message: 'no automated backups' },
    { name: 'null', configuration: instance({ [path]: null }), path },
    { name: 'zero', configuration: instance({ [path]: 0 }) },
    { name: 'six', configuration: instance({ [path]: '6' }), message: '6 days' },
    { name: 'a cluster by default keeps one day', configuration: cluster({}), message: '1 days' },
    { name: 'shorter than the option', configuration: instance({ [path]: 14 }), options: { minDays: 30 } },
    {
      name: 'a replica, with the option',
      configuration: instance({ replicate_source_db: 'orders' }),
      options: { checkReplicas: true },
    },
    { name: 'a source that is null', configuration: instance({ replicate_source_db: '${var.nothing}' }), path },
  ],
  unknown: [
    { name: 'a variable', configuration: instance({ [path]: '${var.unset}' }), path },
    {
      name: 'a replica or not',
      configuration: instance({ replicate_source_db: '${var.unset}' }),
      path: 'replicate_source_db',
    },
  ],
  notApplicable: [
    { name: 'a replica', configuration: instance({ replicate_source_db: '${aws_db_instance.other.identifier}' }) },
    { name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) },
    { name: 'count = 0', configuration: instance({ count: '0' }) },
  ],
});
