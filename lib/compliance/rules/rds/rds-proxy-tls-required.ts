import { defineRule } from '../../engine/define-rule';

export default defineRule({
  id: 'rds-proxy-tls-required',
  title: 'RDS proxies refuse connections without TLS',
  why: 'A proxy that takes clear-text connections sends the login and the data of every client over the network readable, even where the database behind it asks for TLS.',
  remediation: 'Set require_tls = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_db_proxy'],
  whenUnknown: 'require_tls is an expression that only Terraform can compute.',
  controls: { fsbp: ['RDS.43'] },
  equivalents: { securityHub: ['RDS.43'] },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.howitworks.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_proxy.html.markdown',
  ],
  schema: { required: ['require_tls'], properties: { require_tls: { type: 'boolean', const: true } } },
  message: 'the proxy accepts connections without TLS',
  expected: 'require_tls = true',
  examples: {
    good: [
      {
        name: 'required',
        configuration: {
          resource: { aws_db_proxy: { main: { name: 'orders', engine_family: 'POSTGRESQL', require_tls: true } } },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_db_proxy: { main: { name: 'orders', engine_family: 'POSTGRESQL' } } } },
      },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          resource: {
            aws_db_proxy: { main: { name: 'orders', engine_family: 'POSTGRESQL', require_tls: '${var.x}' } },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
