import rule from '../../../../lib/compliance/rules/rds/rds-final-snapshot';
import { testRule } from '../../../../lib/testing/rule-tester';
import { booleanCases, cluster, instance } from './shared/configurations';

const named = { final_snapshot_identifier: 'orders-final' };
const cases = booleanCases((attributes) => instance({ ...named, ...attributes }), 'skip_final_snapshot', false, 'pass');
const path = 'final_snapshot_identifier';

testRule(rule, {
  pass: [
    ...cases.pass,
    { name: 'a cluster', configuration: cluster(named) },
    { name: 'a name in parts', configuration: instance({ [path]: '${var.unset}-final' }) },
  ],
  fail: [
    ...cases.fail,
    { name: 'no name', configuration: instance({}), path },
    { name: 'an empty name', configuration: cluster({ [path]: '' }), path },
  ],
  unknown: [
    ...cases.unknown,
    { name: 'a name of a variable', configuration: instance({ [path]: '${var.unset}' }), path },
    {
      name: 'a replica or not',
      configuration: instance({ replicate_source_db: '${var.unset}', skip_final_snapshot: true }),
      path: 'replicate_source_db',
    },
  ],
  notApplicable: [
    ...cases.notApplicable,
    { name: 'a replica', configuration: instance({ replicate_source_db: 'orders', skip_final_snapshot: true }) },
  ],
});
