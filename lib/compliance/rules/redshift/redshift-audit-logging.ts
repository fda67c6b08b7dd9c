import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { isUnknown, toBoolean } from '../../model/value';
import { companions, completed } from '../../reading/companions';
import { possibleTarget } from '../../reading/possible-target';

const EXPECTED = 'an aws_redshift_logging of the cluster';

export default defineRule({
  id: 'redshift-audit-logging',
  title: 'Warehouses log connections and activity',
  why: 'Without audit logs nobody can tell who signed in to the warehouse, from where, and what they read: a leak cannot be traced.',
  remediation:
    'Add an aws_redshift_logging with cluster_identifier of the cluster and a bucket or log_destination_type = "cloudwatch" with log_exports. With version 5 of the provider logging { enable = true } in the cluster does too.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_redshift_cluster'],
  whenUnknown:
    'The cluster of an aws_redshift_logging, its count, or logging.enable, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['Redshift.4'],
    nist80053r5: [
      'AC-2(4)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-10',
      'AU-12',
      'AU-2',
      'AU-3',
      'AU-6(3)',
      'AU-6(4)',
      'CA-7',
      'SC-7(9)',
      'SI-3(8)',
      'SI-4(20)',
      'SI-7(8)',
    ],
    soc2: ['CC7.2'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: ['CKV_AWS_71'],
    cdkNag: ['AwsSolutions-RS5'],
    securityHub: ['Redshift.4'],
    prowler: ['redshift_cluster_audit_logging'],
  },
  sources: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_logging.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/redshift_cluster.html.markdown',
  ],
  check(block) {
    const inline = loggingOf(block).map((item) => ({
      path: `${item.path}.enable`,
      enabled: item.unknown ?? toBoolean(item.get('enable')) ?? false,
    }));
    const logged = inline.find(({ enabled }) => enabled === true);
    if (logged !== undefined) return pass(logged.path);
    const outcome = judgeLinked(block);
    const open = inline.find(({ enabled }) => isUnknown(enabled));
    return outcome.verdict === 'fail' && open !== undefined && isUnknown(open.enabled)
      ? undecided(open.path, open.enabled, EXPECTED)
      : outcome;
  },
  examples: {
    good: [
      {
        name: 'logs to a bucket',
        configuration: {
          resource: {
            aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large' } },
            aws_redshift_logging: {
              main: { cluster_identifier: '${aws_redshift_cluster.main.id}', bucket_name: '${aws_s3_bucket.logs.id}' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no logs',
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
        name: 'the logs of some cluster',
        configuration: {
          variable: { cluster: { type: 'string' } },
          resource: {
            aws_redshift_cluster: { main: { cluster_identifier: 'sales', node_type: 'ra3.large' } },
            aws_redshift_logging: { main: { cluster_identifier: '${var.cluster}', bucket_name: 'logs' } },
          },
        },
      },
    ],
  },
});

/** The block `logging` of a cluster, which version 6 of the provider no longer has. */
function loggingOf(cluster: Block): readonly NestedBlock[] {
  return (cluster.configuration.providerMajor('aws') ?? 5) < 6 ? cluster.nested('logging') : [];
}

function judgeLinked(cluster: Block): Outcome {
  const { configuration } = cluster;
  const found = companions(
    configuration,
    'aws_redshift_logging',
    'cluster_identifier',
    ['aws_redshift_cluster'],
    ['cluster_identifier', 'id'],
  );
  const done = completed(cluster, found.of(cluster));
  if (done === 'every') return pass();
  const doubt = isUnknown(done) ? done : possibleTarget(found.unlinked, configuration);
  if (doubt !== undefined)
    return unknown({
      message: `whether the cluster keeps audit logs depends on ${doubt.expression}, which is not known before Terraform runs`,
      observed: doubt,
      expected: EXPECTED,
    });
  const message =
    done === 'some' ? 'only some instances of the cluster keep audit logs' : 'the cluster keeps no audit logs';
  return fail({ message, expected: EXPECTED });
}
