import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toList } from '../../../model/value';
import { some, type Truth } from '../../../reading/truth';

/** True for a domain whose endpoint is in a VPC. */
export function isInVpc(domain: Block): Truth {
  return some(domain.nested('vpc_options'), namesSubnets);
}

function namesSubnets(options: NestedBlock): Truth {
  if (options.unknown !== undefined) return options.unknown;
  const subnets = toList(options.get('subnet_ids'));
  return isUnknown(subnets) || subnets.length > 0;
}

/** The domains of this configuration that a domain policy belongs to. */
export function domainsOf(policy: Block): readonly Block[] {
  const type = policy.type.replace(/_policy$/, '');
  const { blocks, unknown } = policy.configuration.link(policy.get('domain_name'), [type], ['domain_name', 'id']);
  return isUnknown(unknown) && blocks.length > 0 ? [] : blocks;
}
