import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toText, type Unknown } from '../../model/value';
import { hiddenContainers, taskExample } from './shared/example-task';
import { judgeLinuxContainers } from './shared/judge-containers';

const EXPECTED = 'user = "1000:1000", or another user that is not root';

export default defineRule({
  id: 'ecs-nonroot-user',
  title: 'Linux containers run as a user other than root',
  why: 'A process that is root inside its container needs one fault of the kernel or of a mount to be root on the host.',
  remediation: 'Set user in each container definition to a user or uid of the image that is not root: "1000:1000".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_ecs_task_definition'],
  whenUnknown:
    'container_definitions, a container in it, its user, or the operating system is an expression that only Terraform can compute.',
  controls: { fsbp: ['ECS.20'] },
  equivalents: { securityHub: ['ECS.20'], awsConfig: ['ecs-task-definition-linux-user-non-root'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://docs.aws.amazon.com/config/latest/developerguide/ecs-task-definition-linux-user-non-root.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
  ],
  check: (block) =>
    judgeLinuxContainers(block, EXPECTED, ({ get, path, label }) => {
      const user = toText(get('user'));
      const place = `${path}.user`;
      const name = userName(user);
      if (isUnknown(name)) return undecided(place, name, EXPECTED);
      if (name !== '' && !isRoot(name)) return undefined;
      return fail({
        path: place,
        message:
          name === '' ? `${label} names no user and runs as that of its image, mostly root` : `${label} runs as root`,
        observed: get('user'),
        expected: EXPECTED,
      });
    }),
  examples: {
    good: [{ name: 'a user of its own', configuration: taskExample({ user: '1000:1000' }) }],
    bad: [
      { name: 'no user', configuration: taskExample({}) },
      { name: 'root by its number', configuration: taskExample({ user: '0:0' }) },
    ],
    unknown: [{ name: 'containers in a file', configuration: hiddenContainers }],
  },
});

/** The part before the colon of `user:group`; empty where none is named. */
function userName(user: string | Unknown | undefined): string | Unknown {
  if (!isUnknown(user)) return (user ?? '').split(':')[0]?.trim() ?? '';
  const [known, ...rest] = user.knownPrefix.split(':');
  return known !== undefined && rest.length > 0 ? known.trim() : user;
}

function isRoot(name: string): boolean {
  return name.toLowerCase() === 'root' || /^[+-]?0+$/.test(name);
}
