import type { Block, Configuration } from '../../../model/block';
import type { Permission } from './permission';
import { instancesOf } from '../../../reading/block-instances';
import { GROUP_TYPES, groupsOfPermission } from './security-group';

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
const GROUP_ATTRIBUTES: readonly string[] = ['vpc_security_group_ids', 'security_group_ids'];
const cache = new WeakMap<Configuration, ReadonlyMap<Block, Block>>();

/** A database or cache that uses the group of the permission. */
export function databaseBehind(permission: Permission): Block | undefined {
  const { configuration } = permission.block;
  const databases = cache.get(configuration) ?? readDatabases(configuration);
  cache.set(configuration, databases);
  if (databases.size === 0) return undefined;
  return groupsOfPermission(permission)
    .map((group) => databases.get(group))
    .find((database) => database !== undefined);
}

function readDatabases(configuration: Configuration): ReadonlyMap<Block, Block> {
  const byGroup = new Map<Block, Block>();
  for (const database of DATABASES.flatMap((type) => configuration.ofType(type))) {
    for (const { get } of instancesOf(database)) {
      for (const group of configuration.link(GROUP_ATTRIBUTES.map(get), GROUP_TYPES, ['id']).blocks) {
        if (!byGroup.has(group)) byGroup.set(group, database);
      }
    }
  }
  return byGroup;
}
