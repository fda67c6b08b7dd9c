import type { Block, Configuration } from '../../../model/block';
import type { Unknown } from '../../../model/value';
import { companions, type Companion } from '../../../reading/companions';
import { linkedBlocks, push, VPC_TYPES } from './vpc-links';

/** The flow logs of a configuration, by what they watch. */
export interface FlowLogs {
  /** Flow logs of a VPC or a subnet. */
  readonly of: (block: Block) => readonly Companion[];
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
  const ofVpcs = companions(configuration, 'aws_flow_log', 'vpc_id', VPC_TYPES);
  const ofSubnets = companions(configuration, 'aws_flow_log', 'subnet_id', SUBNET_TYPES);
  const subnets = new Map<Block, Block[]>();
  for (const subnet of SUBNET_TYPES.flatMap((type) => configuration.ofType(type))) {
    for (const vpc of linkedBlocks(subnet.get('vpc_id'), subnet, VPC_TYPES)) push(subnets, vpc, subnet);
  }
  return {
    of: (block) => (SUBNET_TYPES.includes(block.type) ? ofSubnets : ofVpcs).of(block),
    subnetsOf: (vpc) => subnets.get(vpc) ?? [],
    unresolved: ofVpcs.unlinked.find((vpcId) => !isElsewhere(vpcId)),
  };
}

/** A VPC that is looked up is not one that this configuration creates. */
function isElsewhere(vpcId: Unknown): boolean {
  return vpcId.references.length > 0 && vpcId.references.every(({ address }) => address.startsWith('data.aws_vpc.'));
}
