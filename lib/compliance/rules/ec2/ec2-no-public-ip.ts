import { defineRule } from '../../engine/define-rule';
import { fail, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { worst } from '../../reading/nested-argument';
import { leftToTemplate, templateOf } from './shared/launch-template';
import { elasticAddresses, judgeAssociation, judgeInterface, judgeSubnets } from './shared/public-address';
import { groupsOf } from './shared/scaling-groups';

const ARGUMENT = 'associate_public_ip_address';

export default defineRule({
  id: 'ec2-no-public-ip',
  title: 'Instances have no public IPv4 address',
  why: 'A machine with a public address is scanned within minutes, and one wrong rule of a security group opens it to the internet.',
  remediation:
    'Set associate_public_ip_address = false, use private subnets, and let people and traffic in by Session Manager, a load balancer or a NAT gateway.',
  severity: 'high',
  scope: 'resource',
  resourceTypes: [
    'aws_instance',
    'aws_spot_instance_request',
    'aws_launch_template',
    'aws_launch_configuration',
    'aws_network_interface',
  ],
  whenUnknown:
    'associate_public_ip_address is an expression that only Terraform can compute, or it is left to a subnet, a network interface or a launch template outside the configuration.',
  controls: {
    fsbp: ['EC2.9', 'EC2.25'],
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
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.1', 'A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_88', relation: 'broader' },
      { id: 'CKV_AWS_389', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0009', relation: 'broader' }],
    tfsec: [{ id: 'aws-ec2-no-public-ip', relation: 'broader' }],
    cdkNag: [{ id: 'NIST.800.53.R5-EC2InstanceNoPublicIp', relation: 'broader' }],
    securityHub: ['EC2.9', { id: 'EC2.25', relation: 'broader' }],
    prowler: [
      'ec2_instance_public_ip',
      { id: 'ec2_launch_template_no_public_ip', relation: 'broader' },
      { id: 'autoscaling_group_launch_configuration_no_public_ip', relation: 'broader' },
    ],
    awsConfig: ['ec2-instance-no-public-ip', { id: 'ec2-launch-template-public-ip-disabled', relation: 'broader' }],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/instance.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/launch_template.html.markdown',
  ],
  check(block) {
    switch (block.type) {
      case 'aws_network_interface':
        return elasticAddresses(block);
      case 'aws_launch_template':
        return judgeTemplate(block);
      case 'aws_launch_configuration':
        return judgeAssociation(block.get(ARGUMENT), ARGUMENT, () => judgeGroups(block));
      default:
        return [judgeAssociation(block.get(ARGUMENT), ARGUMENT, () => judgeRest(block)), ...elasticAddresses(block)];
    }
  },
  examples: {
    good: [
      {
        name: 'no public address',
        configuration: {
          resource: {
            aws_instance: {
              web: { ami: 'ami-0abc', instance_type: 't4g.small', associate_public_ip_address: false },
            },
          },
        },
      },
      {
        name: 'left to a private subnet',
        configuration: {
          resource: {
            aws_subnet: { private: { vpc_id: 'vpc-0abc', cidr_block: '10.0.1.0/24' } },
            aws_instance: {
              web: { ami: 'ami-0abc', instance_type: 't4g.small', subnet_id: '${aws_subnet.private.id}' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'a public address',
        configuration: {
          resource: {
            aws_instance: {
              web: { ami: 'ami-0abc', instance_type: 't4g.small', associate_public_ip_address: true },
            },
          },
        },
      },
      {
        name: 'left to a public subnet',
        configuration: {
          resource: {
            aws_subnet: {
              public: { vpc_id: 'vpc-0abc', cidr_block: '10.0.0.0/24', map_public_ip_on_launch: true },
            },
            aws_instance: {
              web: { ami: 'ami-0abc', instance_type: 't4g.small', subnet_id: '${aws_subnet.public.id}' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'left to a subnet outside the configuration',
        configuration: {
          resource: {
            aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small', subnet_id: 'subnet-0abc' } },
          },
        },
      },
    ],
  },
});

/** What an instance that leaves the argument out gets: its interface, its launch template or its subnet says. */
function judgeRest(instance: Block): Outcome {
  const interfaces = [...instance.nested('primary_network_interface'), ...instance.nested('network_interface')];
  const [first] = interfaces;
  if (first !== undefined) return judgeInterface(instance, first);
  const template = templateOf(instance);
  if (template !== undefined && 'open' in template)
    return leftToTemplate(template.open, 'the instance gets a public IPv4 address', `${ARGUMENT} = false`);
  const path = 'subnet_id';
  const ofInstance = instance.get(path);
  if (template === undefined) return judgeSubnets(instance, ofInstance, path);
  const items = template.block.nested('network_interfaces');
  if (items.length === 0) return judgeSubnets(instance, ofInstance, path);
  return worst(
    items.map((item) => {
      const open = item.unknown;
      if (open !== undefined) return undecided('launch_template', open);
      return judgeAssociation(item.get(ARGUMENT), 'launch_template', () =>
        judgeSubnets(instance, ofInstance ?? item.get('subnet_id'), path),
      );
    }),
  );
}

function judgeTemplate(template: Block): Outcome | readonly Outcome[] {
  const outcomes = template.nested('network_interfaces').map((item): Outcome => {
    if (item.unknown !== undefined) return undecided(item.path, item.unknown, `${ARGUMENT} = false`);
    return judgeAssociation(item.get(ARGUMENT), `${item.path}.${ARGUMENT}`, () => {
      const subnet = item.get('subnet_id');
      return subnet === undefined ? judgeGroups(template) : judgeSubnets(template, subnet, `${item.path}.subnet_id`);
    });
  });
  return outcomes.length === 0 ? judgeGroups(template) : outcomes;
}

/** What leaves the argument out gets addresses from the subnets of the groups that use it; without groups from none. */
function judgeGroups(block: Block): Outcome {
  return worst(
    [...groupsOf(block)].map((group) => {
      const value = group.get('vpc_zone_identifier');
      const outcome = judgeSubnets(block, value, ARGUMENT, `what ${group.address} starts`);
      return outcome.verdict === 'fail' ? fail({ ...outcome, observed: undefined }) : outcome;
    }),
  );
}
