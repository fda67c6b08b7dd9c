import rule from '../../../../lib/compliance/rules/stepfunctions/stepfunctions-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const machine = (logging_configuration: unknown) =>
  resource('aws_sfn_state_machine', { definition: '{}', role_arn: 'r', logging_configuration });
const log_destination = '${aws_cloudwatch_log_group.l.arn}:*';

testRule(rule, {
  pass: [
    { name: 'everything', configuration: machine({ level: 'ALL', log_destination }) },
    { name: 'errors, in an array', configuration: machine([{ level: 'ERROR', log_destination }]) },
    {
      name: 'fatal errors',
      configuration: machine({ level: 'FATAL', log_destination, include_execution_data: false }),
    },
  ],
  fail: [
    { name: 'no block', configuration: machine(undefined), path: 'logging_configuration' },
    { name: 'null', configuration: machine(null) },
    { name: 'no level', configuration: machine({ log_destination }), path: 'logging_configuration[0].level' },
    { name: 'off', configuration: machine([{ level: 'OFF', log_destination }]), message: 'OFF' },
    { name: 'off, whatever the destination is', configuration: machine({ level: 'OFF', log_destination: '${var.d}' }) },
    { name: 'another word', configuration: machine({ level: 'DEBUG', log_destination }) },
    {
      name: 'no destination',
      configuration: machine({ level: 'ALL' }),
      path: 'logging_configuration[0].log_destination',
    },
    { name: 'an empty destination', configuration: machine({ level: 'ALL', log_destination: '' }) },
    { name: 'no destination, whatever the level is', configuration: machine({ level: '${var.l}' }), findings: 1 },
  ],
  unknown: [
    {
      name: 'a level',
      configuration: machine({ level: '${var.l}', log_destination }),
      path: 'logging_configuration[0].level',
    },
    {
      name: 'a destination',
      configuration: machine({ level: 'ALL', log_destination: '${var.d}' }),
      path: 'logging_configuration[0].log_destination',
    },
    { name: 'a hidden block', configuration: machine('${var.l}') },
  ],
});
