/** Where the policy of a resource is written, and what Terraform needs to change it (first) and to take it away. */
export interface KeptActions {
  /** Attribute that holds the policy. */
  readonly path: string;
  readonly actions: readonly string[];
  /** True for a resource in whose ARN there is no slash: a pattern with one is about what is in it. */
  readonly isWithoutSlash?: boolean;
}

const S3: KeptActions = {
  path: 'policy',
  actions: ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  isWithoutSlash: true,
};
const KMS: KeptActions = { path: 'policy', actions: ['kms:PutKeyPolicy'] };
const SECRET: KeptActions = {
  path: 'policy',
  actions: ['secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy'],
};
const SNS: KeptActions = { path: 'policy', actions: ['sns:SetTopicAttributes'] };
const SQS: KeptActions = { path: 'policy', actions: ['sqs:SetQueueAttributes'] };

/** By type of resource. */
export const KEPT_ACTIONS: ReadonlyMap<string, KeptActions> = new Map([
  [
    'aws_backup_vault_policy',
    { path: 'policy', actions: ['backup:PutBackupVaultAccessPolicy', 'backup:DeleteBackupVaultAccessPolicy'] },
  ],
  [
    'aws_dynamodb_resource_policy',
    { path: 'policy', actions: ['dynamodb:PutResourcePolicy', 'dynamodb:DeleteResourcePolicy'] },
  ],
  ['aws_ecr_repository_policy', { path: 'policy', actions: ['ecr:SetRepositoryPolicy', 'ecr:DeleteRepositoryPolicy'] }],
  [
    'aws_efs_file_system_policy',
    { path: 'policy', actions: ['elasticfilesystem:PutFileSystemPolicy', 'elasticfilesystem:DeleteFileSystemPolicy'] },
  ],
  ['aws_kms_key', KMS],
  ['aws_kms_key_policy', KMS],
  ['aws_s3_bucket', S3],
  ['aws_s3_bucket_policy', S3],
  ['aws_secretsmanager_secret', SECRET],
  ['aws_secretsmanager_secret_policy', SECRET],
  ['aws_sns_topic', SNS],
  ['aws_sns_topic_policy', SNS],
  ['aws_sqs_queue', SQS],
  ['aws_sqs_queue_policy', SQS],
]);
