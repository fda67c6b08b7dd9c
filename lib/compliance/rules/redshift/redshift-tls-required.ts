import { defineRule } from '../../engine/define-rule';
import { fail, pass, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText } from '../../model/value';
import { judgeDefaultGroup, judgeGroup, judgeWorkgroup } from './shared/required-ssl';

export default defineRule({
  id: 'redshift-tls-required',
  title: 'Warehouses require TLS',
  why: 'A warehouse that takes connections without TLS gets passwords, queries and results in clear text from every client that does not ask for more.',
  remediation:
    'Add parameter { name = "require_ssl", value = "true" } to an aws_redshift_parameter_group and name it in cluster_parameter_group_name; in a serverless workgroup add config_parameter { parameter_key = "require_ssl", parameter_value = "true" }.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_redshift_cluster', 'aws_redshift_parameter_group', 'aws_redshiftserverless_workgroup'],
  whenUnknown:
    'A parameter is an expression that only Terraform can compute, the parameter group stands outside the configuration, or the cluster names none: new clusters get one that requires TLS, old ones keep one that does not.',
  controls: {
    fsbp: ['Redshift.2', 'RedshiftServerless.2'],
    nist80053r5: ['AC-4', 'SC-13', 'SC-23', 'SC-23(3)', 'SC-7(4)', 'SC-8', 'SC-8(1)', 'SC-8(2)'],
    soc2: ['CC6.7'],
    iso27001_2022: ['A.8.12', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_105'],
    cdkNag: ['AwsSolutions-RS1', 'NIST.800.53.R5-RedshiftRequireTlsSSL'],
    securityHub: ['Redshift.2', 'RedshiftServerless.2'],
    prowler: ['redshift_cluster_in_transit_encryption_enabled'],
    awsConfig: ['redshift-require-tls-ssl'],
  },
  sources: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_parameter_group.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshiftserverless_workgroup.html.markdown',
  ],
  check(block) {
    switch (block.type) {
      case 'aws_redshift_cluster':
        return judgeCluster(block);
      case 'aws_redshift_parameter_group':
        return judgeGroup(block);
      default:
        return judgeWorkgroup(block);
    }
  },
  examples: {
    good: [
      {
        name: 'a parameter group that requires TLS',
        configuration: {
          resource: {
            aws_redshift_parameter_group: {
              sales: { name: 'sales', family: 'redshift-1.0', parameter: [{ name: 'require_ssl', value: 'true' }] },
            },
            aws_redshift_cluster: {
              main: {
                cluster_identifier: 'sales',
                node_type: 'ra3.large',
                cluster_parameter_group_name: '${aws_redshift_parameter_group.sales.name}',
              },
            },
          },
        },
        address: 'aws_redshift_cluster.main',
      },
    ],
    bad: [
      {
        name: 'a parameter group that does not',
        configuration: {
          resource: { aws_redshift_parameter_group: { sales: { name: 'sales', family: 'redshift-1.0' } } },
        },
      },
    ],
    unknown: [
      {
        name: 'no parameter group: it depends on the age of the cluster',
        configuration: {
          resource: {
            aws_redshift_cluster: {
              main: { cluster_identifier: 'sales', node_type: 'ra3.large', database_name: 'sales' },
            },
          },
        },
      },
    ],
  },
});

function judgeCluster(cluster: Block): Outcome {
  const path = 'cluster_parameter_group_name';
  const expected = 'a parameter group with require_ssl = true';
  const value = cluster.get(path);
  const name = toText(value);
  if (name === undefined || name === '') {
    const message =
      'the cluster names no parameter group: one made since January 2025 gets default.redshift-2.0, which requires TLS, an older one keeps default.redshift-1.0, which does not';
    return unknown({ path, message, observed: value, expected });
  }
  const ofDefault = isUnknown(name) ? undefined : judgeDefaultGroup(name, path);
  if (ofDefault !== undefined) return ofDefault;
  const { blocks, unknown: hidden } = cluster.configuration.link(
    value,
    ['aws_redshift_parameter_group'],
    ['name', 'id'],
  );
  const [group] = blocks;
  if (group === undefined || blocks.length > 1 || hidden !== undefined) {
    const message = `whether connections need TLS depends on a parameter group outside this configuration`;
    return unknown({ path, message, observed: value, expected });
  }
  const outcome = judgeGroup(group);
  if (outcome.verdict === 'pass') return pass(path);
  const message = `connections need no TLS under ${group.address}`;
  if (outcome.verdict === 'fail') return fail({ path, message, observed: value, expected });
  return unknown({
    path,
    message: `whether connections need TLS depends on ${group.address}`,
    observed: value,
    expected,
  });
}
