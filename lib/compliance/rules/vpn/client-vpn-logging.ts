import { defineRule } from '../../engine/define-rule';
import { requireNestedTrue } from '../../reading/nested-boolean';

export default defineRule({
  id: 'client-vpn-logging',
  title: 'Client VPN endpoints log connections',
  why: 'The log of connections is the only record of who was in the network, from where and when; without it a stolen client certificate leaves no trace.',
  remediation: 'Set connection_log_options { enabled = true, cloudwatch_log_group = … }.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_ec2_client_vpn_endpoint'],
  whenUnknown: 'connection_log_options or its argument enabled is an expression that only Terraform can compute.',
  controls: { fsbp: ['EC2.51'], soc2: ['A1.2'], iso27001_2022: ['A.8.15'] },
  equivalents: {
    securityHub: ['EC2.51'],
    prowler: ['ec2_client_vpn_endpoint_connection_logging_enabled'],
    awsConfig: ['ec2-client-vpn-connection-log-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ec2_client_vpn_endpoint.html.markdown',
  ],
  check: (block) =>
    requireNestedTrue(block, 'connection_log_options', 'enabled', 'the endpoint keeps no log of who connects'),
  examples: {
    good: [
      {
        name: 'logged to CloudWatch',
        configuration: endpoint({ enabled: true, cloudwatch_log_group: '${aws_cloudwatch_log_group.vpn.name}' }),
      },
    ],
    bad: [{ name: 'switched off', configuration: endpoint({ enabled: false }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { log: { type: 'bool' } }, ...endpoint({ enabled: '${var.log}' }) },
      },
    ],
  },
});

function endpoint(options: object): Readonly<Record<string, unknown>> {
  const main = { client_cidr_block: '10.8.0.0/22', connection_log_options: options };
  return { resource: { aws_ec2_client_vpn_endpoint: { main } } };
}
