import rule from '../../../../lib/compliance/rules/rds/rds-cluster-logs-exported';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster } from './shared/configurations';

const path = 'enabled_cloudwatch_logs_exports';
const logs = (engine: unknown, list: unknown) => cluster({ engine, [path]: list });

testRule(rule, {
  pass: [
    { name: 'Aurora MySQL', configuration: logs('aurora-mysql', ['audit']) },
    { name: 'Aurora PostgreSQL', configuration: logs('aurora-postgresql', ['postgresql']) },
    { name: 'a Multi-AZ DB cluster', configuration: logs('postgres', ['upgrade', 'postgresql']) },
  ],
  fail: [
    { name: 'absent', configuration: cluster({ engine: 'aurora-mysql' }), path },
    { name: 'null', configuration: logs('aurora-postgresql', null), path },
    { name: 'without audit', configuration: logs('aurora-mysql', ['error', 'general', 'slowquery']), message: 'audit' },
    {
      name: 'Serverless v1 of PostgreSQL',
      configuration: cluster({ engine: 'aurora-postgresql', engine_mode: 'serverless' }),
    },
    { name: 'nothing, whatever the engine', configuration: cluster({ engine: '${var.unset}' }) },
  ],
  unknown: [
    { name: 'an unknown list', configuration: logs('aurora-mysql', '${var.unset}'), path },
    { name: 'an unknown engine', configuration: logs('${var.unset}', ['audit']), path: 'engine' },
    {
      name: 'an unknown mode',
      configuration: cluster({ engine: 'aurora-mysql', engine_mode: '${var.unset}' }),
      path: 'engine_mode',
    },
  ],
  notApplicable: [
    { name: 'Serverless v1 of MySQL', configuration: cluster({ engine: 'aurora-mysql', engine_mode: 'serverless' }) },
    { name: 'another engine', configuration: logs('neptune', null) },
  ],
});
