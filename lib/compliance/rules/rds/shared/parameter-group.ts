import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../../model/value';
import { sourceOf } from './database-source';
import { presence } from '../../../reading/presence';
import { replicaArgument, sameRegionReplicaPresence } from './read-replica';

/** The parameter group that a database uses. */
export type LinkedGroup =
  | { readonly kind: 'custom'; readonly block: Block }
  /** The group that AWS makes for a family; the family is only known where the name says it. */
  | { readonly kind: 'default'; readonly family: string | undefined }
  /** A group that this configuration does not hold. */
  | { readonly kind: 'outside'; readonly path: string; readonly value: Value };

/** What a group says of one parameter. */
export type Parameter =
  | { readonly kind: 'set'; readonly values: readonly Value[] }
  | { readonly kind: 'absent' }
  /** The group's parameters are not all known. */
  | { readonly kind: 'hidden'; readonly value: Unknown | undefined };

const LONGEST_CHAIN = 10;

/** The argument that names the parameter group of an instance or a cluster. */
export function groupArgument(block: Block): string {
  return block.type === 'aws_rds_cluster' ? 'db_cluster_parameter_group_name' : 'parameter_group_name';
}

/** Finds the parameter group of an instance, or the cluster parameter group of a cluster. */
export function parameterGroupOf(block: Block, depth = 0): LinkedGroup {
  const path = groupArgument(block);
  const value = block.get(path);
  const present = presence(value);
  if (present === 'absent') return groupOfReplica(block, depth);
  if (present !== 'set') return { kind: 'outside', path, value };
  if (typeof value === 'string' && value.startsWith('default.'))
    return { kind: 'default', family: value.slice('default.'.length) };
  const selector = block.type === 'aws_rds_cluster' ? 'aws_rds_cluster_parameter_group' : 'aws_db_parameter_group';
  const { blocks } = block.configuration.link(value, [selector], ['name']);
  const [group] = blocks;
  return group === undefined || blocks.length > 1 ? { kind: 'outside', path, value } : { kind: 'custom', block: group };
}

/** A replica in the region of its source uses the group of its source; any other database the default one. */
function groupOfReplica(block: Block, depth: number): LinkedGroup {
  if (block.type !== 'aws_db_instance') return { kind: 'default', family: undefined };
  const replica = sameRegionReplicaPresence(block);
  if (replica === 'absent') return { kind: 'default', family: undefined };
  const path = replicaArgument(block);
  const blocks = replica === 'set' ? (sourceOf(block)?.blocks ?? []) : [];
  const [source] = blocks;
  if (source?.type !== 'aws_db_instance' || blocks.length > 1 || depth >= LONGEST_CHAIN)
    return { kind: 'outside', path, value: block.get(path) };
  return parameterGroupOf(source, depth + 1);
}

/** Reads one parameter of a group. */
export function parameterOf(group: Block, name: string): Parameter {
  const values: Value[] = [];
  let hidden: { readonly value: Unknown | undefined } | undefined;
  for (const item of group.nested('parameter')) {
    const label = toText(item.get('name'));
    if (isUnknown(label)) hidden ??= { value: item.unknown ?? label };
    else if (label?.trim().toLowerCase() === name) {
      if (item.unknown === undefined) values.push(item.get('value'));
      else hidden ??= { value: item.unknown };
    }
  }
  if (values.length > 0) return { kind: 'set', values };
  return hidden === undefined ? { kind: 'absent' } : { kind: 'hidden', value: hidden.value };
}

/** Family of the parameter group of a database, where it is known: `postgres16`. */
export function familyOf(block: Block): string | undefined {
  const group = parameterGroupOf(block);
  if (group.kind === 'outside') return undefined;
  if (group.kind === 'default') return group.family;
  const family = toText(group.block.get('family'));
  return typeof family === 'string' ? family : undefined;
}
