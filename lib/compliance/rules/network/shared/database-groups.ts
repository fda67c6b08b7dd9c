import type { Block } from '../../../model/block';
import { groupsOf } from './security-group';

const DATABASES: readonly string[] = [
  'aws_db_instance',
  'aws_rds_cluster',
  'aws_db_proxy',
  'aws_redshift_cluster',
  'aws_redshiftserverless_workgroup',
  'aws_docdb_cluster',
  'aws_docdbelastic_cluster',
  'aws_neptune_cluster',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticache_serverless_cache',
  'aws_memorydb_cluster',
  'aws_dax_cluster',
];
const GROUP_ATTRIBUTE = /^(vpc_security_group_ids|security_group_ids)(\[|$)/;

/** A database or cache that uses the group whose permissions stand in the block. */
export function databaseBehind(block: Block): Block | undefined {
  for (const group of groupsOf(block)) {
    const found = group.configuration.referrers(group, ...DATABASES).find(({ path }) => GROUP_ATTRIBUTE.test(path));
    if (found !== undefined) return found.block;
  }
  return undefined;
}
