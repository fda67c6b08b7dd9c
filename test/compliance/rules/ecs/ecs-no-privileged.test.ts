import rule from '../../../../lib/compliance/rules/ecs/ecs-no-privileged';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenContainers, noContainers, task, taskOf } from './shared/tasks';

testRule(rule, {
  pass: [
    { name: 'absent', configuration: task([{ name: 'api' }]) },
    { name: 'null', configuration: task([{ name: 'api', privileged: null }]) },
    { name: 'false', configuration: task([{ name: 'api', privileged: false }]) },
    { name: 'an unknown image', configuration: taskOf('[{"name":"api","image":"${var.image}"}]') },
    {
      name: 'an unknown image in jsonencode',
      configuration: taskOf('${jsonencode([{"name" = "api", "image" = "${aws_ecr_repository.r.repository_url}:1"}])}'),
    },
    {
      name: 'no instance',
      configuration: taskOf('${jsonencode([{"privileged" = each.value}])}', { for_each: { a: false, b: null } }),
    },
    { name: 'privileged is no name of a container', configuration: task([{ name: 'privileged' }]) },
  ],
  fail: [
    {
      name: 'true',
      configuration: task([{ name: 'api', privileged: true }]),
      path: 'container_definitions[0].privileged',
      message: 'container api is privileged',
    },
    { name: '"true"', configuration: task([{ privileged: 'true' }]), message: 'container 0' },
    { name: 'no boolean', configuration: task([{ privileged: 1 }]) },
    { name: 'another letter case', configuration: task([{ Privileged: true }]) },
    {
      name: 'two of three containers',
      configuration: task([{ name: 'a', privileged: true }, { name: 'b' }, { name: 'c', privileged: true }]),
      findings: 2,
    },
    {
      name: 'beside an unknown image',
      configuration: taskOf('${jsonencode([{"image" = var.image, "privileged" = true}])}'),
    },
    {
      name: 'beside a container that is not known',
      configuration: taskOf('[{"name":"api","privileged":true},${module.sidecar.json}]'),
      path: 'container_definitions[0].privileged',
    },
    {
      name: 'by a variable with a default',
      configuration: {
        ...taskOf('${jsonencode([{"privileged" = var.p}])}'),
        variable: { p: { default: true, type: 'bool' } },
      },
    },
    {
      name: 'one of three instances',
      configuration: taskOf('${jsonencode([{"name" = each.key, "privileged" = each.value}])}', {
        for_each: { a: false, b: true, c: false },
      }),
      message: 'container b is privileged and has the powers of root on its host (instance b)',
      findings: 1,
    },
    {
      name: 'two of three instances',
      configuration: taskOf('${jsonencode([{"privileged" = each.value}])}', {
        for_each: { a: true, b: true, c: false },
      }),
      findings: 2,
    },
    {
      name: 'beside a name that is not known',
      configuration: taskOf('${jsonencode([{"privileged" = true, (var.k) = 1}])}'),
    },
  ],
  unknown: [
    ...hiddenContainers(),
    {
      name: 'one of two instances is not known',
      configuration: taskOf('${jsonencode([{"privileged" = each.value}])}', { for_each: { a: false, b: '${var.p}' } }),
      findings: 1,
    },
    {
      name: 'a variable without a default',
      configuration: taskOf('${jsonencode([{"privileged" = var.p}])}'),
      path: 'container_definitions[0].privileged',
    },
    { name: 'a field whose name is not known', configuration: taskOf('${jsonencode([{(var.k) = true}])}') },
  ],
  notApplicable: noContainers(),
});
