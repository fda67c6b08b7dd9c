import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';

export default defineRule({
  id: 'redshift-enhanced-vpc-routing',
  title: 'Warehouses route through the VPC',
  why: 'Without enhanced routing what COPY and UNLOAD move goes over the internet, past the endpoints, the flow logs and the network rules of the VPC: nobody sees data leave.',
  remediation: 'Set enhanced_vpc_routing = true, and give the VPC endpoints for the services the warehouse reads from.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_redshift_cluster', 'aws_redshiftserverless_workgroup'],
  whenUnknown: 'enhanced_vpc_routing is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['Redshift.7', 'RedshiftServerless.1'],
    nist80053r5: ['AC-4', 'AC-4(21)', 'SC-7', 'SC-7(11)', 'SC-7(20)', 'SC-7(21)', 'SC-7(4)', 'SC-7(9)'],
    iso27001_2022: ['A.8.20', 'A.8.21', 'A.8.22'],
  },
  equivalents: {
    checkov: ['CKV_AWS_321'],
    cdkNag: ['NIST.800.53.R5-RedshiftEnhancedVPCRoutingEnabled'],
    securityHub: ['Redshift.7', 'RedshiftServerless.1'],
    prowler: ['redshift_cluster_enhanced_vpc_routing'],
    awsConfig: ['redshift-enhanced-vpc-routing-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_cluster.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshiftserverless_workgroup.html.markdown',
  ],
  check: (block) =>
    requireTrue(block, 'enhanced_vpc_routing', 'what COPY and UNLOAD move passes the network rules of the VPC by'),
  examples: {
    good: [
      {
        name: 'through the VPC',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', enhanced_vpc_routing: true },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', database_name: 'sales' },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable decides',
        configuration: {
          variable: { decide: { type: 'bool' } },
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', enhanced_vpc_routing: '${var.decide}' },
            },
          },
        },
      },
    ],
  },
});
