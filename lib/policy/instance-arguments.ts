import type { Block, NestedBlock } from '../compliance/model/block';
import { toList, isUnknown, type Value } from '../compliance/model/value';
import type { Service } from './policy-terms';

/** An argument that names an instance class. */
export interface InstanceArgument {
  readonly service: Service;
  readonly path: string;
  readonly value: Value;
}

type Read = (block: Block) => readonly (readonly [path: string, value: Value])[];

const attribute =
  (...paths: readonly string[]): Read =>
  (block) =>
    paths.map((path) => [path, block.get(path)] as const);

const inBlock =
  (name: string, ...attributes: readonly string[]): Read =>
  (block) =>
    block.nested(name).flatMap((item) => attributes.map((each) => [`${item.path}.${each}`, read(item, each)] as const));

function read(item: NestedBlock, name: string): Value {
  return item.unknown ?? item.get(name);
}

/** Instances that a group may choose from beside those of its launch template. */
const mixed: Read = (block) =>
  block
    .nested('mixed_instances_policy')
    .flatMap((policy) =>
      policy
        .nested('launch_template')
        .flatMap((template) =>
          template
            .nested('override')
            .map((override) => [`${override.path}.instance_type`, read(override, 'instance_type')] as const),
        ),
    );

/** Without types and without a launch template EKS takes t3.medium. */
const nodeGroup: Read = (block) => {
  const types = toList(block.get('instance_types'));
  if (isUnknown(types)) return [['instance_types', types]];
  if (types.length > 0) return types.map((type, index) => [`instance_types[${String(index)}]`, type] as const);
  return block.nested('launch_template').length > 0 ? [] : [['instance_types', 't3.medium']];
};

const DOMAIN = inBlock('cluster_config', 'instance_type', 'dedicated_master_type', 'warm_type');

const READERS: ReadonlyMap<string, readonly [Service, Read]> = new Map<string, readonly [Service, Read]>([
  ['aws_db_instance', ['rds', attribute('instance_class')]],
  ['aws_rds_cluster', ['rds', attribute('db_cluster_instance_class')]],
  ['aws_rds_cluster_instance', ['rds', attribute('instance_class')]],
  ['aws_instance', ['ec2', attribute('instance_type')]],
  ['aws_spot_instance_request', ['ec2', attribute('instance_type')]],
  ['aws_launch_template', ['ec2', attribute('instance_type')]],
  ['aws_launch_configuration', ['ec2', attribute('instance_type')]],
  ['aws_autoscaling_group', ['ec2', mixed]],
  ['aws_elasticache_cluster', ['elastiCache', attribute('node_type')]],
  ['aws_elasticache_replication_group', ['elastiCache', attribute('node_type')]],
  ['aws_opensearch_domain', ['openSearch', DOMAIN]],
  ['aws_elasticsearch_domain', ['openSearch', DOMAIN]],
  ['aws_redshift_cluster', ['redshift', attribute('node_type')]],
  ['aws_eks_node_group', ['eksNodeGroups', nodeGroup]],
]);

/** Resource types that name instance classes. */
export const TYPES_WITH_INSTANCES: readonly string[] = [...READERS.keys()];

/** The arguments of a resource that name instance classes; those that are absent are left out. */
export function instanceArguments(block: Block): readonly InstanceArgument[] {
  const [service, reader] = READERS.get(block.type) ?? [];
  if (service === undefined || reader === undefined) return [];
  return reader(block).flatMap(([path, value]) => (value === undefined ? [] : [{ service, path, value }]));
}
