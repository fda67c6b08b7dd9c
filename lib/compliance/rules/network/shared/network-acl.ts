import type { Block, Configuration } from '../../../model/block';
import { isUnknown } from '../../../model/value';
import { inboundEntries, type AclEntry } from './acl-entry';

/** A network ACL with all of its inbound entries, wherever they stand. */
export interface NetworkAcl {
  /** The default ACL that AWS creates with every VPC. */
  readonly isDefault: boolean;
  readonly entries: readonly AclEntry[];
}

interface GrowingAcl extends NetworkAcl {
  readonly entries: AclEntry[];
}

const ACL_TYPES = ['aws_network_acl', 'aws_default_network_acl'];
const cache = new WeakMap<Configuration, ReadonlyMap<Block, NetworkAcl>>();

/** The ACL that a block declares, or that a rule resource belongs to. */
export function networkAclOf(block: Block): NetworkAcl {
  const known = cache.get(block.configuration) ?? readAcls(block.configuration);
  cache.set(block.configuration, known);
  return known.get(block) ?? { isDefault: block.type === 'aws_default_network_acl', entries: inboundEntries(block) };
}

function readAcls(configuration: Configuration): ReadonlyMap<Block, NetworkAcl> {
  const byKey = new Map<string, GrowingAcl>();
  const byBlock = new Map<Block, GrowingAcl>();
  const add = (block: Block, key: string, isDefault: boolean): void => {
    const acl = byKey.get(key) ?? { isDefault, entries: [] };
    byKey.set(key, acl);
    byBlock.set(block, acl);
    acl.entries.push(...inboundEntries(block));
  };
  for (const block of ACL_TYPES.flatMap((type) => configuration.ofType(type))) add(block, block.address, block.type === 'aws_default_network_acl');
  const defaults = new Map(configuration.ofType('aws_default_network_acl').map((block) => [textOf(block, 'default_network_acl_id'), block.address]));
  for (const rule of configuration.ofType('aws_network_acl_rule')) {
    const [acl] = configuration.link(rule.get('network_acl_id'), ACL_TYPES, ['id']).blocks;
    const text = textOf(rule, 'network_acl_id');
    if (acl !== undefined) add(rule, acl.address, acl.type === 'aws_default_network_acl');
    else add(rule, defaults.get(text) ?? (text === '' ? rule.address : `id ${text}`), isDefaultOfVpc(rule));
  }
  return byBlock;
}

/** A literal id, or the expression of one: rules that say the same belong to the same ACL. */
function textOf(block: Block, attribute: string): string {
  const value = block.get(attribute);
  return isUnknown(value) ? value.expression : typeof value === 'string' ? value : '';
}

function isDefaultOfVpc(rule: Block): boolean {
  const value = rule.get('network_acl_id');
  return isUnknown(value) && value.references.some(({ address, attribute }) => /^(data\.)?aws_(default_)?vpc\./.test(address) && attribute === 'default_network_acl_id');
}
