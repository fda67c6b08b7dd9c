import rule from '../../../../lib/compliance/rules/ecs/ecs-no-host-pid';
import { testRule } from '../../../../lib/testing/rule-tester';
import { task, taskOf } from './shared/tasks';

const mode = (pid_mode: unknown, rest: object = {}, more: object = {}) => ({
  ...task([{ name: 'api' }], { pid_mode, ...more }),
  ...rest,
});

testRule(rule, {
  pass: [
    { name: 'absent', configuration: task([{}]) },
    { name: 'null', configuration: mode(null) },
    { name: 'task', configuration: mode('task') },
    { name: 'containers that are not known', configuration: taskOf('${var.containers}') },
  ],
  fail: [
    { name: 'host', configuration: mode('host'), path: 'pid_mode' },
    {
      name: 'a variable with a default',
      configuration: mode('${var.mode}', { variable: { mode: { type: 'string', default: 'host' } } }),
    },
    {
      name: 'one of two instances',
      configuration: mode('${each.value}', {}, { for_each: { a: 'host', b: null } }),
      findings: 1,
    },
    { name: 'host beside unknown containers', configuration: taskOf('${var.containers}', { pid_mode: 'host' }) },
  ],
  unknown: [
    {
      name: 'an instance that is not known',
      configuration: mode('${each.value}', {}, { for_each: { a: 'task', b: '${var.mode}' } }),
      findings: 1,
    },
    { name: 'a variable', configuration: mode('${var.mode}'), path: 'pid_mode' },
  ],
  notApplicable: [{ name: 'count = 0', configuration: task([{}], { pid_mode: 'host', count: 0 }) }],
});
