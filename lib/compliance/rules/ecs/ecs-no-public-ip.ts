import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { ExampleConfiguration } from '../../engine/rule';
import { isUnknown, toBoolean } from '../../model/value';

const EXPECTED = 'assign_public_ip = false';

function service(assign_public_ip: unknown): ExampleConfiguration {
  return {
    resource: {
      aws_ecs_service: {
        api: {
          name: 'api',
          cluster: '${aws_ecs_cluster.main.arn}',
          launch_type: 'FARGATE',
          network_configuration: { subnets: ['${aws_subnet.private.id}'], assign_public_ip },
        },
      },
    },
  };
}

export default defineRule({
  id: 'ecs-no-public-ip',
  title: 'The tasks of a service get no public address',
  why: 'A task with a public address can be reached from the internet without a load balancer in front: one wide security group is enough to expose it.',
  remediation:
    'Set assign_public_ip = false in network_configuration, and let the tasks reach out through a NAT gateway or VPC endpoints.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ecs_service', 'aws_ecs_task_set'],
  whenUnknown: 'network_configuration or assign_public_ip is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['ECS.2', 'ECS.16'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v4.0.1/1.4.4'],
  },
  equivalents: {
    checkov: ['CKV_AWS_333'],
    securityHub: ['ECS.2', 'ECS.16'],
    prowler: ['ecs_service_no_assign_public_ip', 'ecs_task_set_no_assign_public_ip'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ecs_service.html.markdown',
  ],
  check(block) {
    const outcomes = block.nested('network_configuration').flatMap((item): readonly Outcome[] => {
      const path = `${item.path}.assign_public_ip`;
      if (item.unknown !== undefined) return [undecided(item.path, item.unknown, EXPECTED)];
      const observed = item.get('assign_public_ip');
      const assigned = toBoolean(observed);
      if (isUnknown(assigned)) return [undecided(path, assigned, EXPECTED)];
      if (assigned === false || observed === undefined) return [];
      const message = 'every task of the service gets a public address';
      return [fail({ path, message, observed, expected: EXPECTED })];
    });
    return outcomes.length === 0 ? pass('network_configuration') : outcomes;
  },
  examples: {
    good: [{ name: 'private addresses only', configuration: service(false) }],
    bad: [{ name: 'a public address for every task', configuration: service(true) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { public: { type: 'bool' } }, ...service('${var.public}') },
      },
    ],
  },
});
