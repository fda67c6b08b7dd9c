import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { hiddenContainers, taskExample } from './shared/example-task';
import { judgeContainers } from './shared/judge-containers';

const EXPECTED = 'logConfiguration = { logDriver = "awslogs", … }';

export default defineRule({
  id: 'ecs-logging',
  title: 'Every container writes its log somewhere',
  why: 'What a container without a log driver printed is gone with the task: nobody can tell afterwards what an intruder did or why it stopped.',
  remediation:
    'Add logConfiguration with a logDriver, such as awslogs and its options, to each container definition, sidecars included.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown:
    'container_definitions, a container in it, or its log configuration is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECS.9'], soc2: ['A1.2'], iso27001_2022: ['A.8.15'] },
  equivalents: {
    cdkNag: ['AwsSolutions-ECS7'],
    securityHub: ['ECS.9'],
    prowler: ['ecs_task_definitions_logging_enabled'],
    awsConfig: ['ecs-task-definition-log-configuration'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
  ],
  check: (block) =>
    judgeContainers(block, EXPECTED, ({ get, path, label }) => {
      const driver = toText(get('logConfiguration.logDriver'));
      const place = `${path}.logConfiguration`;
      if (isUnknown(driver)) return undecided(place, driver, EXPECTED);
      if (driver !== undefined && !/^\s*(?:none\s*)?$/i.test(driver)) return undefined;
      return fail({
        path: place,
        message: `${label} has no log driver, so nothing that it prints is kept`,
        observed: driver,
        expected: EXPECTED,
      });
    }),
  examples: {
    good: [
      {
        name: 'a log group of CloudWatch',
        configuration: taskExample({
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/api', 'awslogs-region': 'eu-central-1', 'awslogs-stream-prefix': 'api' },
          },
        }),
      },
    ],
    bad: [{ name: 'no log configuration', configuration: taskExample({}) }],
    unknown: [{ name: 'containers in a file', configuration: hiddenContainers }],
  },
});
