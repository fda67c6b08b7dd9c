import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toBoolean } from '../../model/value';

export default defineRule<{ readonly allowForDestroy: boolean }>({
  id: 'vpc-no-default-vpc',
  title: 'The default VPC and its subnets are not used',
  why: 'Every subnet of the default VPC is public and hands out public addresses, so whatever lands there by mistake is on the internet.',
  remediation:
    'Create an aws_vpc with private subnets for the workload, move it there, and remove aws_default_vpc and aws_default_subnet.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_default_vpc', 'aws_default_subnet', 'aws_vpc'],
  whenUnknown:
    'Whether there is such a resource depends on a count, a for_each or a force_destroy that only Terraform can compute.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_148', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0101', relation: 'broader' }],
    tfsec: [
      { id: 'aws-ec2-no-default-vpc', relation: 'broader' },
      { id: 'aws-vpc-no-default-vpc', relation: 'broader' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/default_vpc.html.markdown',
  ],
  defaultOptions: { allowForDestroy: false },
  optionsSchema: {
    allowForDestroy: {
      description: 'Accept a default VPC that nothing refers to: it is declared to be removed.',
      type: 'boolean',
    },
  },
  check(block, { options }) {
    if (block.type === 'aws_vpc') return pass();
    const expected = 'an aws_vpc of your own';
    for (const path of ['count', 'for_each']) {
      const value = block.get(path);
      if (isUnknown(value)) return undecided(path, value, expected);
    }
    const destroyed = toBoolean(block.get('force_destroy'));
    if (options.allowForDestroy && block.configuration.referrers(block).every((referrer) => referrer.block === block)) {
      if (destroyed === true) return [];
      if (isUnknown(destroyed)) return undecided('force_destroy', destroyed, 'force_destroy = true');
    }
    return fail({
      message: `the ${block.type === 'aws_default_vpc' ? 'default VPC' : 'default subnet of a zone'} is taken into this configuration, with public subnets`,
      expected,
    });
  },
  examples: {
    good: [
      { name: 'a VPC of its own', configuration: { resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } } } },
    ],
    bad: [{ name: 'the default VPC', configuration: { resource: { aws_default_vpc: { main: {} } } } }],
    unknown: [
      {
        name: 'the default VPC, perhaps',
        configuration: { resource: { aws_default_vpc: { main: { count: '${var.adopt}' } } } },
      },
    ],
  },
});
