import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import { declaredInstances, requireInEveryRegion } from '../../reading/account-baseline';
import { instancesOf } from '../../reading/block-instances';

const OPTIONS = 'aws_vpc_block_public_access_options';
const PATH = 'internet_gateway_block_mode';
const EXPECTED = `${PATH} = "block-bidirectional" or "block-ingress"`;

export default defineRule({
  id: 'vpc-block-public-access',
  title: 'VPC Block Public Access is on in every region that is used',
  why: 'One route and one security group are enough to put a machine on the internet by mistake. With this setting no internet gateway of the region lets anybody in, whatever routes and groups say.',
  remediation:
    'Declare aws_vpc_block_public_access_options with internet_gateway_block_mode = "block-ingress" or "block-bidirectional" for each provider region, and aws_vpc_block_public_access_exclusion for the VPCs that serve the internet.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [OPTIONS],
  whenUnknown:
    'internet_gateway_block_mode, a region or a count is an expression that only Terraform can compute, or a module may hold the options.',
  controls: { fsbp: ['EC2.172'] },
  equivalents: { securityHub: ['EC2.172'] },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_block_public_access_options.html.markdown',
  ],
  check(block) {
    return instancesOf(block).map(({ instance, get }) => {
      const mode = toText(get(PATH));
      if (mode === 'block-bidirectional' || mode === 'block-ingress') return pass(PATH);
      if (isUnknown(mode)) return { ...undecided(PATH, mode, EXPECTED), subject: instance };
      const message = 'internet gateways of the region let traffic in';
      return fail({ path: PATH, message, observed: mode, expected: EXPECTED, subject: instance });
    });
  },
  absence({ configuration }) {
    const declared = configuration.ofType(OPTIONS).flatMap((block) => declaredInstances(block));
    return requireInEveryRegion(configuration, declared, {
      message: 'nothing blocks public access to VPCs',
      expected: `an ${OPTIONS} with ${EXPECTED}`,
    });
  },
  examples: {
    good: [
      {
        name: 'nobody gets in',
        configuration: {
          provider: { aws: { region: 'eu-west-1' } },
          resource: { [OPTIONS]: { main: { internet_gateway_block_mode: 'block-ingress' } } },
        },
        accountBaseline: true,
      },
    ],
    bad: [
      {
        name: 'switched off',
        configuration: { resource: { [OPTIONS]: { main: { internet_gateway_block_mode: 'off' } } } },
      },
      {
        name: 'a baseline without it',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { mode: { type: 'string' } },
          resource: { [OPTIONS]: { main: { internet_gateway_block_mode: '${var.mode}' } } },
        },
      },
    ],
  },
});
