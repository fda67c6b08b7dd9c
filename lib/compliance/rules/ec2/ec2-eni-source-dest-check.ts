import { defineRule } from '../../engine/define-rule';
import { refuse } from '../../reading/boolean-argument';

export default defineRule({
  id: 'ec2-eni-source-dest-check',
  title: 'The source and destination check of network interfaces stays on',
  why: 'Without the check an instance may send packets in the name of other addresses and receive what is not meant for it: whoever breaks into it can route around the network or listen in.',
  remediation:
    'Remove source_dest_check = false. NAT instances, routers and firewalls need it: suppress the finding there, with the reason.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_instance', 'aws_network_interface'],
  whenUnknown: 'source_dest_check is an expression that only Terraform can compute.',
  controls: { fsbp: ['EC2.180'] },
  equivalents: { securityHub: ['EC2.180'] },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-180',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/network_interface.html.markdown',
  ],
  check: (block) =>
    refuse(block, 'source_dest_check', false, 'traffic of other machines may pass, because the check is switched off'),
  examples: {
    good: [
      {
        name: 'left on',
        configuration: { resource: { aws_network_interface: { web: { subnet_id: 'subnet-0abc' } } } },
      },
    ],
    bad: [
      {
        name: 'switched off',
        configuration: {
          resource: { aws_network_interface: { web: { subnet_id: 'subnet-0abc', source_dest_check: false } } },
        },
      },
    ],
    unknown: [
      {
        name: 'as a variable says',
        configuration: {
          resource: {
            aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small', source_dest_check: '${var.check}' } },
          },
        },
      },
    ],
  },
});
