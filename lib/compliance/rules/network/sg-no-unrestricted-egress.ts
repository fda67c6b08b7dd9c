import { defineRule } from '../../engine/define-rule';
import { publicExposures } from './shared/exposure';
import { coversEveryPort } from './shared/traffic';

export default defineRule({
  id: 'sg-no-unrestricted-egress',
  title: 'No security group lets all traffic out to everywhere',
  why: 'Whoever takes over a machine can fetch tools, call home and carry data out over any port; narrow egress makes each of these harder and visible.',
  remediation:
    'List the ports and destinations that the workload needs in egress, use VPC endpoints for AWS services, and remove the permission for every port to 0.0.0.0/0 or ::/0.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: [
    'aws_security_group',
    'aws_default_security_group',
    'aws_security_group_rule',
    'aws_vpc_security_group_egress_rule',
  ],
  whenUnknown:
    'A destination, port or protocol of an egress permission is an expression that only Terraform can compute, or a prefix list stands outside the configuration, and what is known of the permission does not rule all traffic to everywhere out.',
  controls: {},
  equivalents: {
    checkov: [{ id: 'CKV_AWS_382', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0104', relation: 'narrower' }],
    tfsec: [
      { id: 'aws-ec2-no-public-egress-sgr', relation: 'narrower' },
      { id: 'aws-vpc-no-public-egress-sgr', relation: 'narrower' },
    ],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/security_group.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/vpc_security_group_egress_rule.html.markdown',
  ],
  check: (block) =>
    publicExposures(block, {
      direction: 'egress',
      families: [4, 6],
      expected: 'the ports and destinations that the workload needs, such as tcp 443',
      exposures: () => [{ subject: 'every port', covers: (permission) => coversEveryPort(permission) }],
    }),
  examples: {
    good: [
      {
        name: 'HTTPS to everywhere',
        configuration: {
          resource: {
            aws_security_group: {
              main: { egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everything to everywhere',
        configuration: {
          resource: {
            aws_security_group: {
              main: { egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
            },
          },
        },
      },
      {
        name: 'everything to everywhere, in a rule of its own',
        configuration: {
          resource: {
            aws_vpc_security_group_egress_rule: { main: { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' } },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'every protocol to networks that are not known yet',
        configuration: {
          resource: {
            aws_security_group: {
              main: { egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['${var.peers}'] }] },
            },
          },
        },
      },
    ],
  },
});
