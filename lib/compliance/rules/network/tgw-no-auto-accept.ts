import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'tgw-no-auto-accept',
  title: 'Transit gateways do not accept shared attachments by themselves',
  why: 'Any account that the gateway is shared with can then attach its network, and route into yours, without anyone having looked at it.',
  remediation:
    "Set auto_accept_shared_attachments = 'disable' (the default), and accept each attachment with aws_ec2_transit_gateway_vpc_attachment_accepter.",
  severity: 'high',
  scope: 'resource',
  resourceTypes: ['aws_ec2_transit_gateway'],
  whenUnknown: 'auto_accept_shared_attachments is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['EC2.23'],
    nist80053r5: ['AC-4(21)', 'CA-9(1)', 'CM-2'],
    soc2: ['CC6.7'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV_AWS_331'],
    securityHub: ['EC2.23'],
    prowler: ['ec2_transitgateway_auto_accept_vpc_attachments'],
    awsConfig: ['ec2-transit-gateway-auto-vpc-attach-disabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ec2_transit_gateway.html.markdown',
  ],
  schema: { properties: { auto_accept_shared_attachments: { const: 'disable' } } },
  message: 'the transit gateway accepts attachments of other accounts without asking',
  expected: "auto_accept_shared_attachments = 'disable'",
  examples: {
    good: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_ec2_transit_gateway: { main: { description: 'hub' } } } },
      },
    ],
    bad: [
      {
        name: 'accepted by itself',
        configuration: {
          resource: { aws_ec2_transit_gateway: { main: { auto_accept_shared_attachments: 'enable' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'not known yet',
        configuration: {
          resource: { aws_ec2_transit_gateway: { main: { auto_accept_shared_attachments: '${var.accept}' } } },
        },
      },
    ],
  },
});
