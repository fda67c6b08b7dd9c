import type { Block, Configuration } from '../../../model/block';
import { isList, isMap, isUnknown, toNumber, toText } from '../../../model/value';

/** The `aws_rds_cluster_instance` blocks of one cluster, counted. */
export interface ClusterInstances {
  readonly blocks: readonly Block[];
  /** Instances that are certain to exist. */
  readonly count: number;
  /** One expression that decides how many there are, where one does. */
  readonly open: Block | undefined;
  /** True where every instance is pinned to one availability zone. */
  readonly inOneZone: boolean;
}

interface Membership {
  readonly byCluster: ReadonlyMap<Block, readonly Block[]>;
  /** An instance whose cluster is not known: it may belong to any. */
  readonly stray: Block | undefined;
}

const memberships = new WeakMap<Configuration, Membership>();

/** Finds the instances of a cluster. */
export function instancesOf(cluster: Block): ClusterInstances {
  const { byCluster, stray } = membershipOf(cluster.configuration);
  const blocks = byCluster.get(cluster) ?? [];
  const counts = blocks.map(instanceCount);
  const zones = new Set(blocks.map(zoneOf));
  const [zone] = zones;
  return {
    blocks,
    count: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    open: blocks.find((block) => instanceCount(block) === undefined) ?? stray,
    inOneZone: zones.size === 1 && zone !== undefined,
  };
}

/** The cluster that an `aws_rds_cluster_instance` belongs to, where it stands in the configuration. */
export function clusterOf(instance: Block): Block | undefined {
  const { blocks } = instance.configuration.link(
    instance.get('cluster_identifier'),
    ['aws_rds_cluster'],
    ['cluster_identifier'],
  );
  return blocks.length === 1 ? blocks[0] : undefined;
}

function membershipOf(configuration: Configuration): Membership {
  const known = memberships.get(configuration);
  if (known !== undefined) return known;
  const byCluster = new Map<Block, Block[]>();
  let stray: Block | undefined;
  for (const instance of configuration.ofType('aws_rds_cluster_instance')) {
    const cluster = clusterOf(instance);
    const members = cluster === undefined ? undefined : byCluster.get(cluster);
    if (members !== undefined) members.push(instance);
    else if (cluster !== undefined) byCluster.set(cluster, [instance]);
    else if (isUnknown(instance.get('cluster_identifier'))) stray ??= instance;
  }
  const membership = { byCluster, stray };
  memberships.set(configuration, membership);
  return membership;
}

/** How many instances a block stands for; undefined where only Terraform knows. */
function instanceCount(block: Block): number | undefined {
  const count = toNumber(block.get('count'));
  if (isUnknown(count)) return undefined;
  if (count !== undefined) return count;
  const forEach = block.get('for_each');
  if (isUnknown(forEach)) return undefined;
  if (isList(forEach)) return forEach.length;
  return isMap(forEach) ? Object.keys(forEach).length : 1;
}

/** The zone that every instance of a block is pinned to; undefined where AWS chooses or the zones may differ. */
function zoneOf(block: Block): string | undefined {
  const zone = toText(block.get('availability_zone'));
  if (!isUnknown(zone)) return zone === '' ? undefined : zone;
  return /\b(?:count|each)\./.test(zone.expression) ? undefined : zone.expression;
}
