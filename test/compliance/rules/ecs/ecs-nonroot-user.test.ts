import rule from '../../../../lib/compliance/rules/ecs/ecs-nonroot-user';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenContainers, noContainers, task, taskOf } from './shared/tasks';

const users = (list: readonly unknown[]) =>
  list.map((user) => ({ name: JSON.stringify(user), configuration: task([{ user }]) }));

testRule(rule, {
  pass: [
    ...users(['1000', '1000:0', 'app', 'app:root', 'rootless', 10, '10:10']),
    { name: 'the group is not known', configuration: taskOf('[{"user":"1000:${var.gid}"}]') },
    { name: 'null in another field', configuration: task([{ user: 'app', privileged: null }]) },
  ],
  fail: [
    ...users(['root', 'root:app', '0', '0:1000', '00', ' root ', ':1000', '', null, 0, 'ROOT']),
    { name: 'absent', configuration: task([{ name: 'api' }]), message: 'container api names no user' },
    {
      name: 'the last of two',
      configuration: task([{ user: 'app' }, { user: 'root' }]),
      path: 'container_definitions[1].user',
      findings: 1,
    },
    { name: 'root with a group that is not known', configuration: taskOf('[{"user":"0:${var.gid}"}]') },
  ],
  unknown: [
    ...hiddenContainers(),
    { name: 'a variable', configuration: taskOf('[{"user":"${var.uid}"}]'), path: 'container_definitions[0].user' },
    { name: 'a prefix of a name', configuration: taskOf('[{"user":"0${var.uid}"}]') },
    {
      name: 'no user on a system that is not known',
      configuration: task([{}], { runtime_platform: { operating_system_family: '${var.os}' } }),
    },
  ],
  notApplicable: [
    ...noContainers(),
    {
      name: 'Windows',
      configuration: task([{}], { runtime_platform: { operating_system_family: 'WINDOWS_SERVER_2019_FULL' } }),
    },
  ],
});
