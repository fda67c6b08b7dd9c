import rule from '../../../../lib/compliance/rules/ecs/ecs-readonly-rootfs';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenContainers, noContainers, task, taskOf } from './shared/tasks';

const windows = { runtime_platform: { operating_system_family: 'WINDOWS_SERVER_2022_CORE' } };

testRule(rule, {
  pass: [
    { name: 'true', configuration: task([{ readonlyRootFilesystem: true }, { readonlyRootFilesystem: true }]) },
    { name: 'another letter case', configuration: task([{ readOnlyRootFilesystem: true }]) },
    {
      name: 'an unknown image',
      configuration: taskOf('${jsonencode([{"image" = var.image, "readonlyRootFilesystem" = true}])}'),
    },
    {
      name: 'an operating system that is not known',
      configuration: task([{ readonlyRootFilesystem: true }], {
        runtime_platform: { operating_system_family: '${var.os}' },
      }),
    },
  ],
  fail: [
    {
      name: 'a second platform that is Windows',
      configuration: task([{}], {
        runtime_platform: [{ operating_system_family: 'LINUX' }, windows.runtime_platform],
      }),
    },
    { name: 'absent', configuration: task([{ name: 'api' }]), message: 'container api may write' },
    { name: 'null', configuration: task([{ readonlyRootFilesystem: null }]) },
    { name: 'false', configuration: task([{ readonlyRootFilesystem: false }]) },
    {
      name: 'the second container only',
      configuration: task([{ readonlyRootFilesystem: true }, { readonlyRootFilesystem: false }]),
      path: 'container_definitions[1].readonlyRootFilesystem',
      findings: 1,
    },
    {
      name: 'beside an unknown image',
      configuration: taskOf('[{"image":"${var.image}"}]'),
      path: 'container_definitions[0].readonlyRootFilesystem',
    },
    {
      name: 'Linux by name, block as array',
      configuration: task([{}], { runtime_platform: [{ operating_system_family: 'LINUX' }] }),
    },
  ],
  unknown: [
    ...hiddenContainers(),
    { name: 'a variable', configuration: taskOf('${jsonencode([{"readonlyRootFilesystem" = var.r}])}') },
    {
      name: 'absent under a name that is not known',
      configuration: taskOf('${jsonencode([{(var.k) = true}])}'),
      path: 'container_definitions[0]',
    },
    {
      name: 'false on an operating system that is not known',
      configuration: task([{ readonlyRootFilesystem: false }], {
        runtime_platform: { operating_system_family: '${var.os}' },
      }),
      path: 'runtime_platform',
    },
  ],
  notApplicable: [
    ...noContainers(),
    { name: 'Windows', configuration: task([{}], windows) },
    {
      name: 'Windows whose edition is not known',
      configuration: task([{}], { runtime_platform: { operating_system_family: 'WINDOWS_SERVER_${var.edition}' } }),
    },
  ],
});
