/** Arguments that name a resource, of types that have no argument `name`. From the schema of the AWS provider 6.25.0. */
export const NAME_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['aws_accessanalyzer_analyzer', 'analyzer_name'],
  ['aws_api_gateway_stage', 'stage_name'],
  ['aws_apprunner_service', 'service_name'],
  ['aws_bedrockagent_agent', 'agent_name'],
  ['aws_cloudwatch_composite_alarm', 'alarm_name'],
  ['aws_cloudwatch_metric_alarm', 'alarm_name'],
  ['aws_codecommit_repository', 'repository_name'],
  ['aws_codedeploy_deployment_group', 'deployment_group_name'],
  ['aws_cognito_identity_pool', 'identity_pool_name'],
  ['aws_dax_cluster', 'cluster_name'],
  ['aws_db_cluster_snapshot', 'db_cluster_snapshot_identifier'],
  ['aws_db_instance', 'identifier'],
  ['aws_db_proxy_endpoint', 'db_proxy_endpoint_name'],
  ['aws_db_snapshot', 'db_snapshot_identifier'],
  ['aws_dms_endpoint', 'endpoint_id'],
  ['aws_dms_replication_config', 'replication_config_identifier'],
  ['aws_dms_replication_instance', 'replication_instance_id'],
  ['aws_dms_replication_subnet_group', 'replication_subnet_group_id'],
  ['aws_dms_replication_task', 'replication_task_id'],
  ['aws_docdb_cluster', 'cluster_identifier'],
  ['aws_docdb_cluster_instance', 'identifier'],
  ['aws_ecrpublic_repository', 'repository_name'],
  ['aws_eks_fargate_profile', 'fargate_profile_name'],
  ['aws_eks_node_group', 'node_group_name'],
  ['aws_elasticache_cluster', 'cluster_id'],
  ['aws_elasticache_replication_group', 'replication_group_id'],
  ['aws_elasticache_user', 'user_id'],
  ['aws_elasticache_user_group', 'user_group_id'],
  ['aws_elasticsearch_domain', 'domain_name'],
  ['aws_glue_registry', 'registry_name'],
  ['aws_glue_schema', 'schema_name'],
  ['aws_keyspaces_table', 'table_name'],
  ['aws_lambda_function', 'function_name'],
  ['aws_lambda_layer_version', 'layer_name'],
  ['aws_mq_broker', 'broker_name'],
  ['aws_msk_cluster', 'cluster_name'],
  ['aws_msk_replicator', 'replicator_name'],
  ['aws_msk_serverless_cluster', 'cluster_name'],
  ['aws_neptune_cluster', 'cluster_identifier'],
  ['aws_neptune_cluster_instance', 'identifier'],
  ['aws_opensearch_domain', 'domain_name'],
  ['aws_osis_pipeline', 'pipeline_name'],
  ['aws_rds_cluster', 'cluster_identifier'],
  ['aws_rds_cluster_instance', 'identifier'],
  ['aws_rds_global_cluster', 'global_cluster_identifier'],
  ['aws_redshift_cluster', 'cluster_identifier'],
  ['aws_redshiftserverless_namespace', 'namespace_name'],
  ['aws_redshiftserverless_workgroup', 'workgroup_name'],
  ['aws_s3_bucket', 'bucket'],
  ['aws_s3_directory_bucket', 'bucket'],
  ['aws_s3vectors_vector_bucket', 'vector_bucket_name'],
  ['aws_sagemaker_domain', 'domain_name'],
  ['aws_sagemaker_feature_group', 'feature_group_name'],
  ['aws_sagemaker_pipeline', 'pipeline_name'],
  ['aws_storagegateway_gateway', 'gateway_name'],
  ['aws_timestreamwrite_database', 'database_name'],
  ['aws_timestreamwrite_table', 'table_name'],
]);

const NAMED_BY_TAG_LIST = `
aws_customer_gateway aws_default_network_acl aws_default_route_table aws_default_security_group aws_default_subnet
aws_default_vpc aws_default_vpc_dhcp_options aws_dx_hosted_private_virtual_interface_accepter aws_ebs_snapshot
aws_ebs_snapshot_copy aws_ebs_volume aws_ec2_capacity_reservation aws_ec2_carrier_gateway aws_ec2_client_vpn_endpoint
aws_ec2_fleet aws_ec2_host aws_ec2_instance_connect_endpoint aws_ec2_network_insights_path
aws_ec2_traffic_mirror_filter aws_ec2_traffic_mirror_session aws_ec2_traffic_mirror_target aws_ec2_transit_gateway
aws_ec2_transit_gateway_connect aws_ec2_transit_gateway_multicast_domain
aws_ec2_transit_gateway_peering_attachment aws_ec2_transit_gateway_route_table
aws_ec2_transit_gateway_vpc_attachment aws_efs_access_point aws_efs_file_system aws_egress_only_internet_gateway
aws_eip aws_flow_log aws_fsx_lustre_file_system aws_fsx_ontap_file_system aws_fsx_openzfs_file_system
aws_fsx_windows_file_system aws_instance aws_internet_gateway aws_kms_key aws_nat_gateway aws_network_acl
aws_network_interface aws_route_table aws_spot_instance_request aws_subnet aws_vpc aws_vpc_dhcp_options
aws_vpc_endpoint aws_vpc_endpoint_service aws_vpc_ipam aws_vpc_ipam_pool aws_vpc_ipam_scope aws_vpc_peering_connection
aws_vpc_security_group_egress_rule aws_vpc_security_group_ingress_rule aws_vpn_connection aws_vpn_gateway
`;

/** Types without an argument for a name, which the console names by their tag `Name`. From the same schema. */
export const NAMED_BY_TAG: ReadonlySet<string> = new Set(NAMED_BY_TAG_LIST.trim().split(/\s+/));
