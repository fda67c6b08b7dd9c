import rule from '../../../../lib/compliance/rules/rds/rds-sqlserver-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { instance } from './shared/configurations';

const withGroup = (parameter: unknown) =>
  instance(
    { engine: 'sqlserver-ex', parameter_group_name: '${aws_db_parameter_group.g.name}' },
    { 'aws_db_parameter_group.g': { family: 'sqlserver-ex-15.0', parameter } },
  );

testRule(rule, {
  pass: [
    { name: 'set', configuration: withGroup([{ name: 'rds.force_ssl', value: '1', apply_method: 'pending-reboot' }]) },
  ],
  fail: [
    {
      name: 'switched off',
      configuration: withGroup([{ name: 'rds.force_ssl', value: '0' }]),
      path: 'parameter_group_name',
    },
    { name: 'not set in the group', configuration: withGroup(null) },
    { name: 'no group', configuration: instance({ engine: 'sqlserver-se' }) },
    {
      name: 'no group, version unknown',
      configuration: instance({ engine: 'sqlserver-se', engine_version: '${var.unset}' }),
    },
  ],
  unknown: [
    {
      name: 'a group outside',
      configuration: instance({
        engine: 'sqlserver-se',
        parameter_group_name: '${data.aws_db_parameter_group.g.name}',
      }),
    },
    { name: 'an unknown value', configuration: withGroup([{ name: 'rds.force_ssl', value: '${var.unset}' }]) },
    { name: 'an unknown engine', configuration: instance({ engine: '${var.unset}' }), path: 'engine' },
  ],
  notApplicable: [{ name: 'Oracle', configuration: instance({ engine: 'oracle-ee' }) }],
});
