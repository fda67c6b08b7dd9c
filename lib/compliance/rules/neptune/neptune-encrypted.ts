import { defineRule } from '../../engine/define-rule';
import { requireTrue } from '../../reading/boolean-argument';
import { requireStorageEncrypted, type RestorableCluster } from '../../reading/restored-cluster';

const CLUSTER: RestorableCluster = {
  types: ['aws_neptune_cluster', 'aws_neptune_cluster_snapshot'],
  sources: ['snapshot_identifier', 'replication_source_identifier', 'db_cluster_identifier'],
  key: 'kms_key_arn',
};

export default defineRule({
  id: 'neptune-encrypted',
  title: 'Neptune clusters are encrypted and authenticated by IAM',
  why: 'Without IAM authentication everyone who reaches the port may read and change the graph; without encryption every snapshot lies open. Encryption cannot be switched on later.',
  remediation: 'Set storage_encrypted = true and iam_database_authentication_enabled = true.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_neptune_cluster'],
  whenUnknown:
    'One of the arguments is an expression that only Terraform can compute, or the cluster is made from a snapshot or a cluster outside the configuration.',
  controls: { fsbp: ['Neptune.1', 'Neptune.7'], iso27001_2022: ['A.8.24'] },
  equivalents: {
    checkov: broader('CKV_AWS_44', 'CKV_AWS_359'),
    trivy: broader('AVD-AWS-0076'),
    tfsec: broader('aws-neptune-enable-storage-encryption'),
    cdkNag: broader('AwsSolutions-N3', 'AwsSolutions-N5'),
    securityHub: broader('Neptune.1', 'Neptune.7'),
    prowler: broader('neptune_cluster_storage_encrypted', 'neptune_cluster_iam_authentication_enabled'),
    awsConfig: broader('neptune-cluster-encrypted', 'neptune-cluster-iam-database-authentication'),
  },
  sources: [
    'https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html',
    'https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/neptune-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/neptune_cluster.html.markdown',
  ],
  check: (block) => [
    requireStorageEncrypted(block, CLUSTER),
    requireTrue(
      block,
      'iam_database_authentication_enabled',
      'everyone who reaches the port of the cluster may query it without signing in',
    ),
  ],
  examples: {
    good: [
      {
        name: 'both',
        configuration: cluster({ storage_encrypted: true, iam_database_authentication_enabled: true }),
      },
    ],
    bad: [
      { name: 'the defaults', configuration: cluster({}) },
      { name: 'no authentication', configuration: cluster({ storage_encrypted: true }) },
    ],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: {
          variable: { encrypted: { type: 'bool' } },
          ...cluster({ storage_encrypted: '${var.encrypted}', iam_database_authentication_enabled: true }),
        },
      },
    ],
  },
});

/** Each of these checks asks for one of the two. */
function broader(...ids: readonly string[]): { readonly id: string; readonly relation: 'broader' }[] {
  return ids.map((id) => ({ id, relation: 'broader' }));
}

function cluster(attributes: object): Readonly<Record<string, unknown>> {
  return { resource: { aws_neptune_cluster: { main: { cluster_identifier: 'graph', ...attributes } } } };
}
