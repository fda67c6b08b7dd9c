import type { Block, Configuration } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { instanceCount, isMultiple } from './instance-count';
import { isChoice, linkedBlocks } from './linked-blocks';

/** The `aws_rds_cluster_instance` blocks of one cluster, counted. */
export interface ClusterInstances {
  readonly blocks: readonly Block[];
  /** Instances that are certain to exist. Of several clusters of one block: those of the cluster that has the fewest. */
  readonly count: number;
  /** One block that decides how many there are in a way that is not known, where one does. */
  readonly open: Block | undefined;
  /** True where every instance that is certain to exist is pinned to one availability zone. */
  readonly inOneZone: boolean;
}

interface Membership {
  readonly byCluster: ReadonlyMap<Block, readonly Block[]>;
  /** An instance whose cluster is not known: it may belong to any. */
  readonly stray: Block | undefined;
}

/** What a block adds to a cluster, or to one of the clusters that a block makes. */
interface Share {
  /** Key of the one cluster; undefined for every one. */
  readonly cluster: string | undefined;
  /** Undefined where only Terraform knows. */
  readonly count: number | undefined;
}

const memberships = new WeakMap<Configuration, Membership>();

/** Finds the instances of a cluster. */
export function instancesOf(cluster: Block): ClusterInstances {
  const { byCluster, stray } = membershipOf(cluster.configuration);
  const blocks = byCluster.get(cluster) ?? [];
  const shares = blocks.map((block) => shareOf(block, cluster));
  const hidden = blocks.find((_, index) => shares[index]?.count === undefined);
  const fewest = fewestOf(shares, cluster);
  const certain = blocks.filter((_, index) => shares[index]?.count !== undefined);
  const zones = new Set(certain.map(zoneOf));
  const [zone] = zones;
  return {
    blocks,
    count: fewest.count,
    open: hidden ?? fewest.open ?? stray,
    inOneZone: zones.size === 1 && zone !== undefined,
  };
}

/** The instances of the cluster that has the fewest, where a block makes several clusters. */
function fewestOf(
  shares: readonly Share[],
  cluster: Block,
): { readonly count: number; readonly open: Block | undefined } {
  const byKey = new Map<string, number>();
  let common = 0;
  for (const { cluster: key, count = 0 } of shares) {
    if (key === undefined) common += count;
    else byKey.set(key, (byKey.get(key) ?? 0) + count);
  }
  if (byKey.size === 0) return { count: common, open: undefined };
  const clusters = instanceCount(cluster);
  if (clusters === undefined) return { count: common, open: cluster };
  return { count: common + (byKey.size < clusters ? 0 : Math.min(...byKey.values())), open: undefined };
}

/** The cluster that an `aws_rds_cluster_instance` belongs to, where it stands in the configuration. */
export function clusterOf(instance: Block): Block | undefined {
  const { configuration } = instance;
  const identifier = instance.get('cluster_identifier');
  const { found, open } = linkedBlocks(configuration, identifier, ['aws_rds_cluster'], ['cluster_identifier']);
  const clusters = new Set(found.map(({ block }) => block));
  return clusters.size === 1 && open === undefined ? found[0]?.block : undefined;
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

function shareOf(instance: Block, cluster: Block): Share {
  const value = instance.get('cluster_identifier');
  const count = instanceCount(instance);
  if (!isUnknown(value)) return { cluster: undefined, count };
  const { found } = linkedBlocks(cluster.configuration, value, ['aws_rds_cluster']);
  if (isChoiceOfMore(value.expression, isChoice(value))) return { cluster: undefined, count: undefined };
  const index = found[0]?.index;
  if (index !== undefined || !isMultiple(cluster) || instanceCount(cluster) === 1) return { cluster: index, count };
  // Instances and clusters that run over the same keys match one by one.
  return { cluster: undefined, count: /\[\s*(?:each\.key|count\.index)\s*\]/.test(value.expression) ? 1 : undefined };
}

/** `one` takes the only cluster that there is. */
function isChoiceOfMore(expression: string, choice: boolean): boolean {
  return choice && !/^\$\{\s*one\s*\([^?]*\)\s*\}$/.test(expression);
}

/** The zone that every instance of a block is pinned to; undefined where AWS chooses or the zones may differ. */
function zoneOf(block: Block): string | undefined {
  const zone = toText(block.get('availability_zone'));
  if (!isUnknown(zone)) return zone === '' ? undefined : zone;
  return /\b(?:count|each)\./.test(zone.expression) ? undefined : zone.expression;
}
