import { defineRule } from '../../engine/define-rule';
import { taskExample } from './shared/example-task';
import { refuseHost } from './shared/refused-mode';

export default defineRule({
  id: 'ecs-no-host-pid',
  title: 'Tasks do not share the process namespace of their host',
  why: 'A container that sees the processes of its host reads their environment and their open files, and may stop them.',
  remediation: 'Remove pid_mode, or set it to task where the containers of the task have to see one another.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown: 'pid_mode is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECS.3'], nist80053r5: ['CA-9(1)', 'CM-2'] },
  equivalents: {
    checkov: ['CKV_AWS_335'],
    securityHub: ['ECS.3'],
    prowler: ['ecs_task_definitions_host_namespace_not_shared'],
    awsConfig: ['ecs-task-definition-pid-mode-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecs_task_definition.html.markdown',
  ],
  check: (block) =>
    refuseHost(block, 'pid_mode', 'the task shares the process namespace of its host', 'pid_mode = "task", or none'),
  examples: {
    good: [
      { name: 'a namespace for each container', configuration: taskExample({}) },
      { name: 'one namespace for the task', configuration: taskExample({}, { pid_mode: 'task' }) },
    ],
    bad: [{ name: 'that of the host', configuration: taskExample({}, { pid_mode: 'host' }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { mode: { type: 'string' } }, ...taskExample({}, { pid_mode: '${var.mode}' }) },
      },
    ],
  },
});
