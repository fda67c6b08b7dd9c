import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Unknown } from '../../../model/value';
import { linkedBlocks, push, VPC_TYPES } from './vpc-links';

/** The flow logs of a configuration, by what they watch. */
export interface FlowLogs {
  /** Flow logs of a VPC or a subnet. */
  readonly of: (block: Block) => readonly Block[];
  /** Subnets of a VPC. */
  readonly subnetsOf: (vpc: Block) => readonly Block[];
  /** `vpc_id` of a flow log that may be that of any VPC of this configuration. */
  readonly unresolved: Unknown | undefined;
}

const SUBNET_TYPES = ['aws_subnet', 'aws_default_subnet'];
const cache = new WeakMap<Configuration, FlowLogs>();

export function flowLogs(configuration: Configuration): FlowLogs {
  const known = cache.get(configuration) ?? readFlowLogs(configuration);
  cache.set(configuration, known);
  return known;
}

function readFlowLogs(configuration: Configuration): FlowLogs {
  const logs = new Map<Block, Block[]>();
  const subnets = new Map<Block, Block[]>();
  let unresolved: Unknown | undefined;
  for (const log of configuration.ofType('aws_flow_log')) {
    const vpcId = log.get('vpc_id');
    const watched = [...linkedBlocks(vpcId, log, VPC_TYPES), ...linkedBlocks(log.get('subnet_id'), log, SUBNET_TYPES)];
    for (const block of new Set(watched)) push(logs, block, log);
    if (watched.length === 0 && isUnknown(vpcId) && !isElsewhere(vpcId)) unresolved ??= vpcId;
  }
  for (const subnet of SUBNET_TYPES.flatMap((type) => configuration.ofType(type))) {
    for (const vpc of linkedBlocks(subnet.get('vpc_id'), subnet, VPC_TYPES)) push(subnets, vpc, subnet);
  }
  return { of: (block) => logs.get(block) ?? [], subnetsOf: (vpc) => subnets.get(vpc) ?? [], unresolved };
}

/** A VPC that is looked up is not one that this configuration creates. */
function isElsewhere(vpcId: Unknown): boolean {
  return vpcId.references.length > 0 && vpcId.references.every(({ address }) => address.startsWith('data.aws_vpc.'));
}
