import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';
import { hiddenContainers, taskExample } from './shared/example-task';
import { judgeLinuxContainers } from './shared/judge-containers';

const EXPECTED = 'readonlyRootFilesystem = true';

export default defineRule({
  id: 'ecs-readonly-rootfs',
  title: 'The root file system of every container is read-only',
  why: 'In a container that may write to its own files an intruder replaces programs and leaves tools behind that run again with the next request.',
  remediation:
    'Set readonlyRootFilesystem = true in each container definition, and mount a volume where the program has to write.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown:
    'container_definitions, a container in it, its readonlyRootFilesystem, or the operating system is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECS.5'], nist80053r5: ['AC-2(1)', 'AC-3', 'AC-3(15)', 'AC-3(7)', 'AC-5', 'AC-6'] },
  equivalents: {
    checkov: ['CKV_AWS_336'],
    securityHub: ['ECS.5'],
    prowler: ['ecs_task_definitions_containers_readonly_access'],
    awsConfig: ['ecs-containers-readonly-access'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
  ],
  check: (block) =>
    judgeLinuxContainers(block, EXPECTED, ({ get, path, label }) => {
      const readOnly = toBoolean(get('readonlyRootFilesystem'));
      if (readOnly === true) return undefined;
      const place = `${path}.readonlyRootFilesystem`;
      if (isUnknown(readOnly)) return undecided(place, readOnly, EXPECTED);
      return fail({
        path: place,
        message: `${label} may write to its root file system`,
        observed: get('readonlyRootFilesystem'),
        expected: EXPECTED,
      });
    }),
  examples: {
    good: [{ name: 'read-only', configuration: taskExample({ readonlyRootFilesystem: true }) }],
    bad: [
      { name: 'not said, which means writable', configuration: taskExample({}) },
      { name: 'writable', configuration: taskExample({ readonlyRootFilesystem: false }) },
    ],
    unknown: [{ name: 'containers in a file', configuration: hiddenContainers }],
  },
});
