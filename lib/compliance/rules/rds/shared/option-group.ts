import type { Block } from '../../../model/block';
import type { Value } from '../../../model/value';
import { sourceOf } from './database-source';
import { presence } from '../../../reading/presence';
import { replicaArgument, sameRegionReplicaPresence } from './read-replica';

/** The option group that an instance uses. */
export type LinkedOptionGroup =
  | { readonly kind: 'custom'; readonly block: Block }
  /** The empty group that AWS makes for an engine. */
  | { readonly kind: 'default' }
  /** A group that this configuration does not hold. */
  | { readonly kind: 'outside'; readonly path: string; readonly value: Value };

const PATH = 'option_group_name';
const LONGEST_CHAIN = 10;

/** Finds the option group of an instance. A replica without one uses that of its source in the same region. */
export function optionGroupOf(block: Block, depth = 0): LinkedOptionGroup {
  const value = block.get(PATH);
  const present = presence(value);
  if (present === 'absent') return groupOfReplica(block, depth);
  if (typeof value === 'string' && value.startsWith('default:')) return { kind: 'default' };
  const { blocks } = block.configuration.link(value, ['aws_db_option_group'], ['name']);
  const [group] = blocks;
  return group === undefined || blocks.length > 1 || present !== 'set'
    ? { kind: 'outside', path: PATH, value }
    : { kind: 'custom', block: group };
}

function groupOfReplica(block: Block, depth: number): LinkedOptionGroup {
  const replica = sameRegionReplicaPresence(block);
  if (replica === 'absent') return { kind: 'default' };
  const [source] = replica === 'set' ? (sourceOf(block)?.blocks ?? []) : [];
  if (source !== undefined && depth < LONGEST_CHAIN) return optionGroupOf(source, depth + 1);
  const path = replicaArgument(block);
  return { kind: 'outside', path, value: block.get(path) };
}
