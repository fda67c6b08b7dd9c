import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { hiddenContainers, taskExample } from './shared/example-task';
import { judgeContainers } from './shared/judge-containers';

const EXPECTED = 'privileged = false';

export default defineRule({
  id: 'ecs-no-privileged',
  title: 'No container of a task is privileged',
  why: 'A privileged container has the powers of root on its host: whoever breaks into it reads the memory, the disks and the credentials of every other container there.',
  remediation:
    'Remove privileged from the container definition, or set it to false. A single power that is needed goes into linuxParameters.capabilities.add.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown:
    'container_definitions, a container in it, or its privileged is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECS.4'], nist80053r5: ['AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6'] },
  equivalents: {
    checkov: ['CKV_AWS_334'],
    securityHub: ['ECS.4'],
    prowler: ['ecs_task_definitions_no_privileged_containers'],
    awsConfig: ['ecs-containers-nonprivileged'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
  ],
  check: (block) =>
    judgeContainers(block, EXPECTED, ({ get, path, label }) => {
      const observed = get('privileged');
      const privileged = toBoolean(observed);
      if (observed === undefined || privileged === false) return undefined;
      const place = `${path}.privileged`;
      if (isUnknown(privileged)) return undecided(place, privileged, EXPECTED);
      return fail({
        path: place,
        message: `${label} is privileged and has the powers of root on its host`,
        observed,
        expected: EXPECTED,
      });
    }),
  examples: {
    good: [{ name: 'no word of it', configuration: taskExample({ readonlyRootFilesystem: true }) }],
    bad: [{ name: 'a privileged container', configuration: taskExample({ privileged: true }) }],
    unknown: [{ name: 'containers in a file', configuration: hiddenContainers }],
  },
});
