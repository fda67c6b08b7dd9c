import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toList, toNumber, toText } from '../../model/value';
import { requireTrue } from '../../reading/boolean-argument';
import { requireStorageEncrypted, type RestorableCluster } from '../../reading/restored-cluster';

interface DocdbOptions {
  /** Days, 1 to 35. */
  readonly minDays: number;
}

const CLUSTER: RestorableCluster = {
  types: ['aws_docdb_cluster', 'aws_docdb_cluster_snapshot'],
  sources: ['snapshot_identifier', 'restore_to_point_in_time.source_cluster_identifier', 'db_cluster_identifier'],
  key: 'kms_key_id',
};
const LOGS = 'enabled_cloudwatch_logs_exports';
const RETENTION = 'backup_retention_period';

export default defineRule<DocdbOptions>({
  id: 'docdb-encrypted',
  title: 'DocumentDB clusters are encrypted, logged and protected',
  why: 'Unencrypted storage lays open every snapshot; without the audit log nobody knows who read the data; without deletion protection and a week of backups one wrong call loses it. Encryption cannot be switched on later.',
  remediation:
    'Set storage_encrypted = true, enabled_cloudwatch_logs_exports = ["audit"], deletion_protection = true and backup_retention_period to 7 days or more.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_docdb_cluster'],
  whenUnknown:
    'One of the arguments is an expression that only Terraform can compute, or the cluster is restored from a snapshot or a cluster outside the configuration.',
  controls: {
    fsbp: ['DocumentDB.1', 'DocumentDB.2', 'DocumentDB.4', 'DocumentDB.5'],
    iso27001_2022: ['A.8.24', 'A.8.15'],
  },
  equivalents: {
    checkov: broader('CKV_AWS_74', 'CKV_AWS_85', 'CKV_AWS_360'),
    trivy: broader('AVD-AWS-0021', 'AVD-AWS-0020'),
    tfsec: broader('aws-documentdb-enable-storage-encryption', 'aws-documentdb-enable-log-export'),
    cdkNag: broader('AwsSolutions-DOC1'),
    securityHub: broader('DocumentDB.1', 'DocumentDB.2', 'DocumentDB.4', 'DocumentDB.5'),
    prowler: broader('documentdb_cluster_storage_encrypted', 'documentdb_cluster_cloudwatch_log_export'),
    awsConfig: broader(
      'docdb-cluster-encrypted',
      'docdb-cluster-backup-retention-check',
      'docdb-cluster-audit-logging-enabled',
      'docdb-cluster-deletion-protection-enabled',
    ),
  },
  sources: [
    'https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/docdb_cluster.html.markdown',
  ],
  defaultOptions: { minDays: 7 },
  optionsSchema: {
    minDays: { type: 'integer', minimum: 1, maximum: 35, description: 'fewest days that backups are kept' },
  },
  check: (block, { options }) => [
    requireStorageEncrypted(block, CLUSTER),
    requireAuditLog(block),
    requireTrue(block, 'deletion_protection', 'anyone who may delete the cluster can do so with one call'),
    requireBackups(block, options.minDays),
  ],
  examples: {
    good: [
      {
        name: 'all four',
        configuration: cluster({
          storage_encrypted: true,
          enabled_cloudwatch_logs_exports: ['audit'],
          deletion_protection: true,
          backup_retention_period: 7,
        }),
      },
    ],
    bad: [
      { name: 'the defaults', configuration: cluster({}) },
      {
        name: 'backups of a day',
        configuration: cluster({
          storage_encrypted: true,
          enabled_cloudwatch_logs_exports: ['audit'],
          deletion_protection: true,
        }),
      },
    ],
    unknown: [
      {
        name: 'a cluster that is restored from a snapshot',
        configuration: cluster({
          snapshot_identifier: 'orders-2025-01-01',
          enabled_cloudwatch_logs_exports: ['audit'],
          deletion_protection: true,
          backup_retention_period: 7,
        }),
      },
    ],
  },
});

function requireAuditLog(block: Block): Outcome {
  const expected = `${LOGS} holds audit`;
  const logs = toList(block.get(LOGS));
  if (isUnknown(logs)) return undecided(LOGS, logs, expected);
  const names = logs.map(toText);
  if (names.includes('audit')) return pass(LOGS);
  const hidden = names.find(isUnknown);
  if (hidden !== undefined) return undecided(LOGS, hidden, expected);
  const message = 'who reads and changes the data is not logged';
  return fail({ path: LOGS, message, observed: block.get(LOGS), expected });
}

function requireBackups(block: Block, minDays: number): Outcome {
  const expected = `${RETENTION} >= ${String(minDays)}`;
  const written = toNumber(block.get(RETENTION));
  if (isUnknown(written)) return undecided(RETENTION, written, expected);
  const days = written ?? 1;
  if (days >= minDays) return pass(RETENTION);
  const message = `automated backups are kept for ${String(days)} day${days === 1 ? '' : 's'} only`;
  return fail({ path: RETENTION, message, observed: block.get(RETENTION), expected });
}

/** Each of these checks asks for one of the four. */
function broader(...ids: readonly string[]): { readonly id: string; readonly relation: 'broader' }[] {
  return ids.map((id) => ({ id, relation: 'broader' }));
}

function cluster(attributes: object): Readonly<Record<string, unknown>> {
  return { resource: { aws_docdb_cluster: { main: { cluster_identifier: 'orders', ...attributes } } } };
}
