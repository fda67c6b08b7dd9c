import { defineRule } from '../../engine/define-rule';
import { taskExample } from './shared/example-task';
import { refuseHost } from './shared/refused-mode';

export default defineRule({
  id: 'ecs-no-host-network',
  title: 'Tasks do not use the network of their host',
  why: 'In host mode a container reaches the loopback services and the instance metadata of its host, and has no security group of its own.',
  remediation: 'Set network_mode = "awsvpc", and give the service security groups of its own.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown: 'network_mode is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {
    securityHub: ['ECS.17'],
    prowler: [{ id: 'ecs_task_definitions_host_networking_mode_users', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
  ],
  check: (block) =>
    refuseHost(block, 'network_mode', 'the task uses the network of its host', 'network_mode = "awsvpc"'),
  examples: {
    good: [{ name: 'an interface of its own', configuration: taskExample({}, { network_mode: 'awsvpc' }) }],
    bad: [{ name: 'that of the host', configuration: taskExample({}, { network_mode: 'host' }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { mode: { type: 'string' } }, ...taskExample({}, { network_mode: '${var.mode}' }) },
      },
    ],
  },
});
