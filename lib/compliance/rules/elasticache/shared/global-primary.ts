import type { Block } from '../../../model/block';
import { isUnknown, type Unknown } from '../../../model/value';
import { presence } from '../../../reading/presence';

/** The replication group that decides about settings which a secondary group of a global datastore takes over. */
export type DecidingGroup =
  | { readonly kind: 'itself' }
  | { readonly kind: 'primary'; readonly block: Block }
  /** A primary that this configuration does not hold, or it is not known whether there is one. */
  | { readonly kind: 'outside'; readonly value: Unknown | undefined };

/** Finds the primary of a replication group that names a global datastore. */
export function decidingGroup(group: Block): DecidingGroup {
  const { configuration } = group;
  const value = group.get('global_replication_group_id');
  const present = presence(value);
  if (present === 'absent') return { kind: 'itself' };
  const [datastore] = configuration.link(
    value,
    ['aws_elasticache_global_replication_group'],
    ['global_replication_group_id', 'id'],
  ).blocks;
  const [primary] =
    datastore === undefined
      ? []
      : configuration.link(
          datastore.get('primary_replication_group_id'),
          ['aws_elasticache_replication_group'],
          ['replication_group_id', 'id'],
        ).blocks;
  if (primary === group) return { kind: 'itself' };
  return primary === undefined
    ? { kind: 'outside', value: isUnknown(value) ? value : undefined }
    : { kind: 'primary', block: primary };
}
