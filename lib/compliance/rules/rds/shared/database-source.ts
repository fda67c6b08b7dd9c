import type { Block } from '../../../model/block';
import type { Value } from '../../../model/value';
import { presence } from '../../../reading/presence';

/** What a database, a snapshot or a copy is made from. */
export interface DatabaseSource {
  /** Argument that names the source. */
  readonly path: string;
  readonly value: Value;
  /** Blocks of this configuration that the argument means; none where the source lies outside. */
  readonly blocks: readonly Block[];
  /** The argument may turn out to be null: then there is no source. */
  readonly mayBeAbsent: boolean;
}

interface SourceArgument {
  readonly name: string;
  readonly selectors: readonly string[];
  readonly keys: readonly string[];
}

const databases = (name: string): SourceArgument => ({
  name,
  selectors: ['aws_db_instance', 'aws_rds_cluster'],
  keys: ['identifier', 'cluster_identifier'],
});

const snapshots = (name: string): SourceArgument => ({
  name,
  selectors: [
    'aws_db_snapshot',
    'aws_db_snapshot_copy',
    'aws_db_cluster_snapshot',
    'aws_rds_cluster_snapshot_copy',
    'data.aws_db_snapshot',
    'data.aws_db_cluster_snapshot',
  ],
  keys: [
    'db_snapshot_identifier',
    'target_db_snapshot_identifier',
    'db_cluster_snapshot_identifier',
    'target_db_cluster_snapshot_identifier',
  ],
});

const globalCluster: SourceArgument = {
  name: 'global_cluster_identifier',
  selectors: ['aws_rds_global_cluster'],
  keys: ['global_cluster_identifier'],
};

const backups: SourceArgument = {
  name: 'source_db_instance_automated_backups_arn',
  selectors: ['aws_db_instance_automated_backups_replication'],
  keys: [],
};

const SOURCE_ARGUMENTS: ReadonlyMap<string, readonly SourceArgument[]> = new Map([
  ['aws_db_instance', [databases('replicate_source_db'), snapshots('snapshot_identifier')]],
  ['aws_rds_cluster', [databases('replication_source_identifier'), snapshots('snapshot_identifier'), globalCluster]],
  ['aws_rds_global_cluster', [databases('source_db_cluster_identifier')]],
  ['aws_db_snapshot', [databases('db_instance_identifier')]],
  ['aws_db_cluster_snapshot', [databases('db_cluster_identifier')]],
  ['aws_db_snapshot_copy', [snapshots('source_db_snapshot_identifier')]],
  ['aws_rds_cluster_snapshot_copy', [snapshots('source_db_cluster_snapshot_identifier')]],
  ['aws_db_instance_automated_backups_replication', [databases('source_db_instance_arn')]],
  ['data.aws_db_snapshot', [databases('db_instance_identifier')]],
  ['data.aws_db_cluster_snapshot', [databases('db_cluster_identifier')]],
]);

const RESTORE = 'restore_to_point_in_time';

const RESTORE_ARGUMENTS: readonly SourceArgument[] = [
  databases('source_db_instance_identifier'),
  databases('source_dbi_resource_id'),
  databases('source_cluster_identifier'),
  databases('source_cluster_resource_id'),
  backups,
];

/** The source that a block is made from; undefined where it is made empty. */
export function sourceOf(block: Block): DatabaseSource | undefined {
  for (const argument of SOURCE_ARGUMENTS.get(block.selector) ?? []) {
    const source = follow(block, argument, argument.name, block.get(argument.name));
    if (source !== undefined) return source;
  }
  return restoredFrom(block);
}

/** The source whose data a database starts with: a global cluster shares its encryption and engine, but not its port or key. */
export function originOf(block: Block): DatabaseSource | undefined {
  const source = sourceOf(block);
  return source?.path === globalCluster.name ? undefined : source;
}

function restoredFrom(block: Block): DatabaseSource | undefined {
  const [restore] = block.nested(RESTORE);
  if (restore === undefined) return undefined;
  if (restore.unknown !== undefined)
    return { path: restore.path, value: restore.unknown, blocks: [], mayBeAbsent: true };
  for (const argument of RESTORE_ARGUMENTS) {
    const source = follow(block, argument, `${restore.path}.${argument.name}`, restore.get(argument.name));
    if (source !== undefined) return { ...source, mayBeAbsent: false };
  }
  return { path: restore.path, value: undefined, blocks: [], mayBeAbsent: false };
}

function follow(block: Block, argument: SourceArgument, path: string, value: Value): DatabaseSource | undefined {
  const present = presence(value);
  if (present === 'absent') return undefined;
  const link = block.configuration.link(value, argument.selectors, argument.keys);
  return { path, value, blocks: link.unknown === undefined ? link.blocks : [], mayBeAbsent: present !== 'set' };
}
