import rule from '../../../../lib/compliance/rules/ecs/ecs-no-host-network';
import { testRule } from '../../../../lib/testing/rule-tester';
import { task, taskOf } from './shared/tasks';

const mode = (network_mode: unknown, rest: object = {}, more: object = {}) => ({
  ...task([{ name: 'api' }], { network_mode, ...more }),
  ...rest,
});

testRule(rule, {
  pass: [
    { name: 'absent', configuration: task([{}]) },
    { name: 'null', configuration: mode(null) },
    { name: 'awsvpc', configuration: mode('awsvpc') },
    { name: 'containers that are not known', configuration: taskOf('${var.containers}') },
  ],
  fail: [
    { name: 'host', configuration: mode('host'), path: 'network_mode' },
    {
      name: 'a variable with a default',
      configuration: mode('${var.mode}', { variable: { mode: { type: 'string', default: 'host' } } }),
    },
    {
      name: 'one of two instances',
      configuration: mode('${each.value}', {}, { for_each: { a: 'host', b: null } }),
      findings: 1,
    },
    { name: 'host beside unknown containers', configuration: taskOf('${var.containers}', { network_mode: 'host' }) },
  ],
  unknown: [
    {
      name: 'an instance that is not known',
      configuration: mode('${each.value}', {}, { for_each: { a: 'awsvpc', b: '${var.mode}' } }),
      findings: 1,
    },
    { name: 'a variable', configuration: mode('${var.mode}'), path: 'network_mode' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: task([{}], { network_mode: 'host', count: 0 }) }],
});
