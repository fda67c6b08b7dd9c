import { isEach } from '../../reading/block-instances';
import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isList, isUnknown, toList } from '../../model/value';
import { companions, completed } from '../../reading/companions';

export default defineRule({
  id: 'nacl-attached',
  title: 'Every network ACL belongs to a subnet',
  why: 'An ACL without a subnet filters nothing, while whoever reads the configuration believes that it does.',
  remediation:
    'Name the subnets in subnet_ids, or add an aws_network_acl_association for each; remove an ACL that is not needed.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_network_acl'],
  whenUnknown:
    'subnet_ids is an expression that refers to no resource, or an association names an ACL that only Terraform knows.',
  controls: {
    fsbp: ['EC2.16'],
    nist80053r5: ['CM-8(1)'],
    pciDss: ['v4.0.1/1.2.7'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV2_AWS_1'],
    securityHub: ['EC2.16'],
    prowler: ['ec2_networkacl_unused'],
    awsConfig: ['vpc-network-acl-unused-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/network_acl_association.html.markdown',
  ],
  check(block) {
    const { configuration } = block;
    const expected = 'subnet_ids, or an aws_network_acl_association with this network_acl_id';
    const subnets = toList(block.get('subnet_ids'));
    if (isList(subnets) && subnets.length > 0) return [];
    const { of, unlinked } = companions(configuration, 'aws_network_acl_association', 'network_acl_id', [
      'aws_network_acl',
    ]);
    const attached = completed(block, of(block));
    if (attached === 'every') return [];
    if (isUnknown(subnets)) {
      const leadsToResource = subnets.references.some(({ address }) => !/^(var|local)\./.test(address));
      return leadsToResource ? [] : undecided('subnet_ids', subnets, expected);
    }
    const open = isUnknown(attached) ? attached : unlinked.find(isEach);
    if (open !== undefined)
      return {
        ...undecided('', open, expected),
        message: `whether a subnet uses the network ACL depends on ${open.expression}, which is not known before Terraform runs`,
      };
    const message =
      attached === 'some' ? 'no subnet uses some instances of the network ACL' : 'no subnet uses the network ACL';
    return fail({ path: 'subnet_ids', message, observed: block.get('subnet_ids'), expected });
  },
  examples: {
    good: [
      {
        name: 'the ACL of a subnet',
        configuration: {
          resource: { aws_network_acl: { main: { vpc_id: '${aws_vpc.main.id}', subnet_ids: ['${aws_subnet.a.id}'] } } },
        },
      },
      {
        name: 'an association',
        configuration: {
          resource: {
            aws_network_acl: { main: { vpc_id: '${aws_vpc.main.id}' } },
            aws_network_acl_association: {
              a: { network_acl_id: '${aws_network_acl.main.id}', subnet_id: '${aws_subnet.a.id}' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'an ACL that nothing uses',
        configuration: { resource: { aws_network_acl: { main: { vpc_id: '${aws_vpc.main.id}' } } } },
      },
    ],
    unknown: [
      {
        name: 'subnets that are not known yet',
        configuration: { resource: { aws_network_acl: { main: { subnet_ids: '${var.subnets}' } } } },
      },
    ],
  },
});
