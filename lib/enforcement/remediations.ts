/** One argument that a remediation sets. */
export interface SafeValue {
  /** Dotted Terraform path: `storage_encrypted`, `metadata_options.http_tokens`. */
  readonly attribute: string;
  readonly value: boolean | string | number;
  /** Terraform replaces a resource that exists already: for what was never deployed. */
  readonly replaces?: boolean;
}

/** How a finding of a rule about a resource of a type is mended. */
export interface SafeFix {
  /** Resource types that it holds for. */
  readonly types: readonly string[];
  readonly set: readonly SafeValue[];
}

const on = (attribute: string): SafeValue => ({ attribute, value: true });
const off = (attribute: string): SafeValue => ({ attribute, value: false });
const text = (attribute: string, value: string): SafeValue => ({ attribute, value });
const atCreation = (safe: SafeValue): SafeValue => ({ ...safe, replaces: true });

const fix = (types: string | readonly string[], ...set: readonly SafeValue[]): SafeFix => ({
  types: typeof types === 'string' ? [types] : types,
  set,
});

const DATABASES = ['aws_db_instance', 'aws_rds_cluster'];
const LOAD_BALANCERS = ['aws_lb', 'aws_alb'];
const PUBLIC_ACCESS = [
  on('block_public_acls'),
  on('block_public_policy'),
  on('ignore_public_acls'),
  on('restrict_public_buckets'),
];

/**
 * What `EnforcementMode.REMEDIATE` sets, by rule: arguments of the resource itself with one safe value, which neither
 * need a decision (which key, which subnet) nor another resource. Which of them replace a resource is said by "Forces
 * new resource" in the documentation of the AWS provider (6.25).
 */
const TABLE: Readonly<Record<string, readonly SafeFix[]>> = {
  'alarm-actions-enabled': [fix('aws_cloudwatch_metric_alarm', on('actions_enabled'))],
  'alb-drop-invalid-headers': [fix(LOAD_BALANCERS, on('drop_invalid_header_fields'))],
  'cloudtrail-log-file-validation': [fix('aws_cloudtrail', on('enable_log_file_validation'))],
  'dms-not-public': [fix('aws_dms_replication_instance', atCreation(off('publicly_accessible')))],
  'docdb-encrypted': [fix('aws_docdb_cluster', atCreation(on('storage_encrypted')), on('deletion_protection'))],
  'dynamodb-deletion-protection': [fix('aws_dynamodb_table', on('deletion_protection_enabled'))],
  'dynamodb-pitr': [fix('aws_dynamodb_table', on('point_in_time_recovery.enabled'))],
  'ebs-encryption-by-default': [fix('aws_ebs_encryption_by_default', on('enabled'))],
  'ebs-volume-encrypted': [fix('aws_ebs_volume', atCreation(on('encrypted')))],
  'ec2-imdsv2': [fix('aws_instance', text('metadata_options.http_tokens', 'required'))],
  'ec2-launch-template-imdsv2': [fix('aws_launch_template', text('metadata_options.http_tokens', 'required'))],
  'ecr-image-scanning': [fix('aws_ecr_repository', on('image_scanning_configuration.scan_on_push'))],
  'ecr-immutable-tags': [fix('aws_ecr_repository', text('image_tag_mutability', 'IMMUTABLE'))],
  'efs-encrypted': [fix('aws_efs_file_system', atCreation(on('encrypted')))],
  'elasticache-encrypted-at-rest': [
    fix('aws_elasticache_replication_group', atCreation(on('at_rest_encryption_enabled'))),
  ],
  'elasticache-encrypted-in-transit': [
    fix('aws_elasticache_replication_group', atCreation(on('transit_encryption_enabled'))),
  ],
  'elb-deletion-protection': [fix(LOAD_BALANCERS, on('enable_deletion_protection'))],
  'elb-desync-mitigation': [fix(LOAD_BALANCERS, text('desync_mitigation_mode', 'defensive'))],
  'guardduty-enabled': [fix('aws_guardduty_detector', on('enable'))],
  'kms-key-rotation-enabled': [fix('aws_kms_key', on('enable_key_rotation'))],
  'neptune-encrypted': [fix('aws_neptune_cluster', atCreation(on('storage_encrypted')))],
  'rds-auto-minor-version-upgrade': [
    fix(['aws_db_instance', 'aws_rds_cluster_instance'], on('auto_minor_version_upgrade')),
  ],
  'rds-cluster-storage-encrypted': [fix('aws_rds_cluster', atCreation(on('storage_encrypted')))],
  'rds-copy-tags-to-snapshots': [fix(DATABASES, on('copy_tags_to_snapshot'))],
  'rds-deletion-protection': [fix(DATABASES, on('deletion_protection'))],
  'rds-global-cluster-encrypted': [fix('aws_rds_global_cluster', atCreation(on('storage_encrypted')))],
  'rds-instance-storage-encrypted': [fix('aws_db_instance', atCreation(on('storage_encrypted')))],
  'rds-no-public-access': [fix(['aws_db_instance', 'aws_rds_cluster_instance'], off('publicly_accessible'))],
  'redshift-encrypted': [fix('aws_redshift_cluster', on('encrypted'))],
  'redshift-enhanced-vpc-routing': [fix('aws_redshift_cluster', on('enhanced_vpc_routing'))],
  'redshift-not-public': [fix('aws_redshift_cluster', off('publicly_accessible'))],
  's3-account-public-access-block': [fix('aws_s3_account_public_access_block', ...PUBLIC_ACCESS)],
  's3-bucket-public-access-block': [fix('aws_s3_bucket_public_access_block', ...PUBLIC_ACCESS)],
  'secretsmanager-policy-block-public': [fix('aws_secretsmanager_secret_policy', on('block_public_policy'))],
  'sqs-encrypted': [fix('aws_sqs_queue', on('sqs_managed_sse_enabled'))],
  'subnet-no-auto-public-ip': [fix('aws_subnet', off('map_public_ip_on_launch'))],
  'tgw-no-auto-accept': [fix('aws_ec2_transit_gateway', text('auto_accept_shared_attachments', 'disable'))],
  'vpc-endpoint-service-manual-acceptance': [fix('aws_vpc_endpoint_service', on('acceptance_required'))],
};

const BY_RULE = new Map(Object.entries(TABLE));

/** Ids of the rules whose findings can be mended. */
export function remediableRules(): readonly string[] {
  return [...BY_RULE.keys()];
}

/** The fix for a finding of a rule about a resource of a type; undefined where a person has to decide. */
export function safeFix(rule: string, type: string): SafeFix | undefined {
  return BY_RULE.get(rule)?.find(({ types }) => types.includes(type));
}
