import rule from '../../../../lib/compliance/rules/rds/rds-mariadb-tls-required';
import { testRule } from '../../../../lib/testing/rule-tester';
import { instance } from './shared/configurations';

const mariadb = (engine_version: unknown) => instance({ engine: 'mariadb', engine_version });
const withGroup = (value: unknown, family: string) =>
  instance(
    { engine: 'mariadb', parameter_group_name: '${aws_db_parameter_group.g.name}' },
    {
      'aws_db_parameter_group.g': {
        family,
        parameter: [
          { name: 'other', value: '1' },
          { name: 'require_secure_transport', value },
        ],
      },
    },
  );

testRule(rule, {
  pass: [
    { name: 'set', configuration: withGroup('1', 'mariadb10.6') },
    { name: 'set as boolean', configuration: withGroup(true, 'mariadb10.6') },
    { name: '11.8 by default', configuration: mariadb('11.8.3') },
    { name: 'a later version', configuration: mariadb('12.3') },
  ],
  fail: [
    { name: 'switched off in 11.8', configuration: withGroup('0', 'mariadb11.8'), path: 'parameter_group_name' },
    { name: '10.6 by default', configuration: mariadb('10.6.14') },
    { name: '11.4 by default', configuration: mariadb('11.4') },
  ],
  unknown: [
    { name: 'no version', configuration: mariadb(null), path: 'engine_version' },
    { name: 'major version only', configuration: mariadb('11'), path: 'engine_version' },
    { name: 'an unknown version', configuration: mariadb('${var.unset}'), path: 'engine_version' },
  ],
  notApplicable: [
    { name: 'before 10.5', configuration: mariadb('10.4.29') },
    { name: 'MySQL', configuration: instance({ engine: 'mysql' }) },
  ],
});
