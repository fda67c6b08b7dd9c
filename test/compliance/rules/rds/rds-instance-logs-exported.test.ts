import rule from '../../../../lib/compliance/rules/rds/rds-instance-logs-exported';
import { testRule } from '../../../../lib/testing/rule-tester';
import { instance } from './shared/configurations';

const path = 'enabled_cloudwatch_logs_exports';
const logs = (engine: unknown, list: unknown) => instance({ engine, [path]: list });
const full = [
  ['mysql', ['audit', 'error', 'general', 'slowquery']],
  ['mariadb', ['audit', 'error', 'general', 'slowquery']],
  ['postgres', ['postgresql', 'upgrade']],
  ['oracle-se2', ['alert', 'audit', 'trace', 'listener']],
  ['sqlserver-web', ['error', 'agent']],
  ['sqlserver-ex', ['error']],
  ['db2-ae', ['diag.log', 'notify.log']],
] as const;

testRule(rule, {
  pass: [
    ...full.map(([engine, list]) => ({ name: engine, configuration: logs(engine, list) })),
    {
      name: 'all that is asked for beside an unknown',
      configuration: logs('postgres', ['upgrade', 'postgresql', '${var.unset}']),
    },
    { name: 'minimal PostgreSQL', configuration: logs('postgres', ['postgresql']), options: { logSet: 'minimal' } },
    { name: 'minimal MariaDB', configuration: logs('mariadb', ['audit', 'error']), options: { logSet: 'minimal' } },
  ],
  fail: [
    ...full.map(([engine, list]) => ({
      name: `${engine} without ${list[0]}`,
      configuration: logs(engine, list.slice(1)),
      path,
      message: list[0],
    })),
    { name: 'absent', configuration: instance({ engine: 'mysql' }), path },
    { name: 'null', configuration: logs('mysql', null), path },
    { name: 'nothing, whatever the engine', configuration: instance({ engine: '${var.unset}' }), path },
    { name: 'minimal MySQL is full', configuration: logs('mysql', ['audit', 'error']), options: { logSet: 'minimal' } },
  ],
  unknown: [
    { name: 'an unknown list', configuration: logs('mysql', '${var.unset}'), path },
    { name: 'an unknown element', configuration: logs('postgres', ['postgresql', '${var.unset}']), path },
    { name: 'an unknown engine', configuration: logs('${var.unset}', ['error']), path: 'engine' },
    {
      name: 'no engine',
      configuration: instance({ [path]: ['error'], snapshot_identifier: 'orders' }),
      path: 'engine',
    },
  ],
  notApplicable: [{ name: 'a member of a cluster', configuration: instance({ engine: 'aurora-mysql' }) }],
});
