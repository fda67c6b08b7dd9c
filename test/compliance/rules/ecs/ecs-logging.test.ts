import rule from '../../../../lib/compliance/rules/ecs/ecs-logging';
import { testRule } from '../../../../lib/testing/rule-tester';
import { hiddenContainers, noContainers, task, taskOf } from './shared/tasks';

const logged = { logConfiguration: { logDriver: 'awslogs' } };

testRule(rule, {
  pass: [
    { name: 'awslogs', configuration: task([logged]) },
    { name: 'awsfirelens', configuration: task([{ logConfiguration: { logDriver: 'awsfirelens' } }, logged]) },
    {
      name: 'a log group that is not known',
      configuration: taskOf(
        '${jsonencode([{"logConfiguration" = {"logDriver" = "awslogs", "options" = {"awslogs-group" = aws_cloudwatch_log_group.g.name}}}])}',
      ),
    },
  ],
  fail: [
    { name: 'absent', configuration: task([{ name: 'api' }]), path: 'container_definitions[0].logConfiguration' },
    { name: 'null', configuration: task([{ logConfiguration: null }]) },
    { name: 'no driver', configuration: task([{ logConfiguration: { options: {} } }]) },
    { name: 'the driver none', configuration: task([{ logConfiguration: { logDriver: 'none' } }]) },
    { name: 'a blank driver', configuration: task([{ logConfiguration: { logDriver: ' ' } }]) },
    { name: 'a sidecar without', configuration: task([logged, { name: 'proxy' }]), message: 'container proxy' },
    { name: 'text in place of an object', configuration: task([{ logConfiguration: 'awslogs' }]) },
  ],
  unknown: [
    ...hiddenContainers(),
    { name: 'a variable', configuration: taskOf('${jsonencode([{"logConfiguration" = var.log}])}') },
    { name: 'a driver', configuration: taskOf('[{"logConfiguration":{"logDriver":"${var.driver}"}}]') },
  ],
  notApplicable: noContainers(),
});
