import rule from '../../../../lib/compliance/rules/rds/rds-aurora-backtrack';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster, type Attributes } from './shared/configurations';

const path = 'backtrack_window';
const aurora = (attributes: Attributes) => cluster({ engine: 'aurora-mysql', ...attributes });

testRule(rule, {
  pass: [
    { name: 'an hour', configuration: aurora({ [path]: 3600 }) },
    { name: 'as text', configuration: aurora({ [path]: '259200' }) },
    { name: 'on, whatever the engine', configuration: cluster({ engine: '${var.unset}', [path]: 3600 }) },
  ],
  fail: [
    { name: 'absent', configuration: aurora({}), path },
    { name: 'null', configuration: aurora({ [path]: null }), path },
    { name: 'zero', configuration: aurora({ [path]: '0', engine_mode: 'provisioned' }), path },
  ],
  unknown: [
    { name: 'a variable', configuration: aurora({ [path]: '${var.unset}' }), path },
    { name: 'an unknown engine', configuration: cluster({ engine: '${var.unset}' }), path: 'engine' },
    { name: 'an unknown mode', configuration: aurora({ engine_mode: '${var.unset}' }), path: 'engine_mode' },
    {
      name: 'of a global cluster or not',
      configuration: aurora({ global_cluster_identifier: '${var.unset}' }),
      path: 'global_cluster_identifier',
    },
    {
      name: 'serverless or not',
      configuration: cluster({
        engine: 'aurora-mysql',
        dynamic: { serverlessv2_scaling_configuration: { for_each: '${var.unset}', content: { max_capacity: 2 } } },
      }),
    },
  ],
  notApplicable: [
    { name: 'PostgreSQL', configuration: cluster({ engine: 'aurora-postgresql' }) },
    {
      name: 'of a global cluster',
      configuration: aurora({ global_cluster_identifier: '${aws_rds_global_cluster.g.id}' }),
    },
    { name: 'Serverless v1', configuration: aurora({ engine_mode: 'serverless' }) },
    {
      name: 'Serverless v2',
      configuration: aurora({ serverlessv2_scaling_configuration: [{ min_capacity: 1, max_capacity: 2 }] }),
    },
  ],
});
