import type { Block } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { presence } from '../../../reading/presence';
import { either, type Truth } from '../../../reading/truth';

/** True for a node of a replication group: the group decides about it. */
export function isMember(cluster: Block): Truth {
  if (cluster.type !== 'aws_elasticache_cluster') return false;
  const present = presence(cluster.get('replication_group_id'));
  return isUnknown(present) ? present : present === 'set';
}

/** True for an engine without snapshots. */
export function isMemcached(cluster: Block): Truth {
  const engine = toText(cluster.get('engine'));
  return isUnknown(engine) ? engine : engine?.toLowerCase() === 'memcached';
}

/** True for a cache that cannot keep snapshots of its own: a member of a group, Memcached, or a node of `cache.t1.micro`. */
export function hasNoSnapshots(cache: Block): Truth {
  const node = toText(cache.get('node_type'));
  const isTooSmall = isUnknown(node) ? false : node === 'cache.t1.micro';
  return either(isMember(cache), isMemcached(cache), isTooSmall);
}
