import type { Block } from '../../../model/block';
import { isUnknown, type Value } from '../../../model/value';
import { presence, type Presence } from '../../../reading/presence';
import { inSameRegion, regionName } from './region';

/** The argument that makes an instance or a cluster a read replica. */
export function replicaArgument(block: Block): string {
  return block.type === 'aws_rds_cluster' ? 'replication_source_identifier' : 'replicate_source_db';
}

/** Tells whether a database is a read replica. */
export function replicaPresence(block: Block): Presence {
  return presence(block.get(replicaArgument(block)));
}

/** Tells whether a database is a read replica of one in its own region. */
export function sameRegionReplicaPresence(block: Block): Presence {
  const value = block.get(replicaArgument(block));
  const replica = presence(value);
  if (replica !== 'set') return replica;
  const same = sourceInSameRegion(block, value);
  if (same !== undefined) return same ? 'set' : 'absent';
  return isUnknown(value) ? value : 'absent';
}

/** A source in another region has to be named by its ARN. */
function sourceInSameRegion(block: Block, value: Value): boolean | undefined {
  const region = regionName(block);
  const text = isUnknown(value) ? value.knownPrefix : typeof value === 'string' ? value : '';
  const named = /^arn:[^:]*:rds:([^:]+):/.exec(text)?.[1];
  if (named !== undefined) return region === undefined ? undefined : named === region;
  if (!isUnknown(value)) return !text.startsWith('arn:');
  const { blocks } = block.configuration.link(value, ['aws_db_instance', 'aws_rds_cluster']);
  const [source] = blocks;
  if (source !== undefined && blocks.length === 1) return inSameRegion(block, source);
  const attribute = value.references[0]?.attribute ?? '';
  return value.isReference && !/(^|_)arn$/.test(attribute) ? true : undefined;
}
