import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, member, toBoolean, toText, type Unknown } from '../../model/value';

export default defineRule<{ readonly publicSubnetTag: string }>({
  id: 'subnet-no-auto-public-ip',
  title: 'Subnets do not give public addresses to everything that starts in them',
  why: 'A machine that gets a public address without asking for it is one security-group mistake away from the internet.',
  remediation:
    'Set map_public_ip_on_launch = false and assign_ipv6_address_on_creation = false, and give public addresses to load balancers and NAT gateways only.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_subnet', 'aws_default_subnet'],
  whenUnknown:
    'map_public_ip_on_launch or assign_ipv6_address_on_creation is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['EC2.15'],
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
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_130', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0164', relation: 'broader' }],
    tfsec: ['aws-ec2-no-public-ip-subnet', 'aws-vpc-no-public-ingress-sgr'],
    cdkNag: ['NIST.800.53.R5-VPCSubnetAutoAssignPublicIpDisabled'],
    securityHub: ['EC2.15'],
    prowler: ['vpc_subnet_no_public_ip_by_default'],
    awsConfig: ['subnet-auto-assign-public-ip-disabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/subnet.html.markdown',
  ],
  defaultOptions: { publicSubnetTag: '' },
  optionsSchema: {
    publicSubnetTag: {
      description: 'Key of a tag that marks a subnet as public on purpose. Empty: none does.',
      type: 'string',
    },
  },
  check(block, { options }) {
    // A subnet without IPv4 has no other addresses: Terraform asks for assign_ipv6_address_on_creation there.
    const ipv6Only = toBoolean(block.get('ipv6_native'));
    const ipv6 = ipv6Only === true ? [] : judge(block, 'assign_ipv6_address_on_creation', false);
    const outcomes = [
      ...judge(block, 'map_public_ip_on_launch', block.type === 'aws_default_subnet'),
      ...(isUnknown(ipv6Only) && ipv6.length > 0 ? [undecided('ipv6_native', ipv6Only, 'ipv6_native = true')] : ipv6),
    ];
    const exempted = outcomes.length > 0 && hasTag(block, options.publicSubnetTag);
    if (isUnknown(exempted)) return undecided('tags', exempted, `the tag ${options.publicSubnetTag}`);
    return exempted ? notApplicable() : outcomes;
  },
  examples: {
    good: [
      {
        name: 'a private subnet',
        configuration: { resource: { aws_subnet: { main: { cidr_block: '10.0.1.0/24' } } } },
      },
    ],
    bad: [
      {
        name: 'a public address for everything',
        configuration: {
          resource: { aws_subnet: { main: { cidr_block: '10.0.1.0/24', map_public_ip_on_launch: true } } },
        },
      },
      {
        name: 'a default subnet, which does so by itself',
        configuration: { resource: { aws_default_subnet: { main: { availability_zone: 'eu-west-1a' } } } },
      },
    ],
    unknown: [
      {
        name: 'an address, perhaps',
        configuration: {
          resource: { aws_subnet: { main: { cidr_block: '10.0.1.0/24', map_public_ip_on_launch: '${var.public}' } } },
        },
      },
    ],
  },
});

function judge(block: Block, path: string, byDefault: boolean): readonly Outcome[] {
  const value = toBoolean(block.get(path)) ?? byDefault;
  const expected = `${path} = false`;
  if (isUnknown(value)) return [undecided(path, value, expected)];
  if (!value) return [];
  const address = path.startsWith('map') ? 'a public IPv4 address' : 'an IPv6 address, which is public';
  return [
    fail({
      path,
      message: `everything that starts in the subnet gets ${address}`,
      observed: block.get(path),
      expected,
    }),
  ];
}

/** Has the subnet the tag of the option: `key` or `key=value`? */
function hasTag(block: Block, wanted: string): boolean | Unknown {
  const [key = '', value] = wanted.split('=');
  const tags = block.get('tags');
  if (key === '') return false;
  if (isUnknown(tags)) return tags;
  const found = toText(member(tags, key));
  if (value === undefined || !isUnknown(found)) return found !== undefined && (value === undefined || found === value);
  return found;
}
