import rule from '../../../../lib/compliance/rules/rds/rds-aurora-mysql-audit-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { cluster } from './shared/configurations';

const path = 'db_cluster_parameter_group_name';
const withParameters = (parameters: Readonly<Record<string, unknown>>) =>
  cluster(
    { engine: 'aurora-mysql', [path]: '${aws_rds_cluster_parameter_group.g.name}' },
    {
      'aws_rds_cluster_parameter_group.g': {
        family: 'aurora-mysql8.0',
        parameter: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      },
    },
  );

testRule(rule, {
  pass: [
    { name: 'on', configuration: withParameters({ server_audit_logging: 'ON', server_audit_events: 'CONNECT' }) },
    { name: '1', configuration: withParameters({ server_audit_logging: 1, server_audit_events: 'CONNECT,QUERY' }) },
  ],
  fail: [
    { name: 'off', configuration: withParameters({ server_audit_logging: '0', server_audit_events: 'CONNECT' }), path },
    { name: 'no events', configuration: withParameters({ server_audit_logging: '1' }), message: 'server_audit_events' },
    { name: 'empty events', configuration: withParameters({ server_audit_logging: '1', server_audit_events: ' ' }) },
    { name: 'no group', configuration: cluster({ engine: 'aurora-mysql' }) },
    {
      name: 'the default group',
      configuration: cluster({ engine: 'aurora-mysql', [path]: 'default.aurora-mysql8.0' }),
    },
  ],
  unknown: [
    { name: 'a group outside', configuration: cluster({ engine: 'aurora-mysql', [path]: 'company' }), path },
    {
      name: 'unknown events',
      configuration: withParameters({ server_audit_logging: '1', server_audit_events: '${var.unset}' }),
    },
    { name: 'an unknown engine', configuration: cluster({ engine: '${var.unset}' }), path: 'engine' },
  ],
  notApplicable: [{ name: 'PostgreSQL', configuration: cluster({ engine: 'aurora-postgresql' }) }],
});
