import { isEach } from '../../../reading/block-instances';
import type { Block, Configuration } from '../../../model/block';
import { isUnknown, type Value } from '../../../model/value';
import { inboundEntries, type AclEntry } from './acl-entry';
import { instanceKeys } from '../../../reading/instances';
import { push } from './vpc-links';

/** A network ACL with all of its inbound entries, wherever they stand. */
export interface NetworkAcl {
  /** The default ACL that AWS creates with every VPC. */
  readonly isDefault: boolean;
  readonly entries: readonly AclEntry[];
}

interface GrowingAcl {
  readonly isDefault: boolean;
  /** Entries of every instance. */
  readonly entries: AclEntry[];
  /** Entries of one instance, by its index. */
  readonly ofInstance: Map<string, AclEntry[]>;
  readonly carriers: Set<Block>;
  /** The ACL itself, where this configuration holds it. */
  readonly block: Block | undefined;
}

const ACL_TYPES = ['aws_network_acl', 'aws_default_network_acl'];
const cache = new WeakMap<Configuration, ReadonlyMap<Block, readonly NetworkAcl[]>>();

/** The ACLs that a block declares, or that a rule resource belongs to; one for each instance that has rules of its own. */
export function networkAclsOf(block: Block): readonly NetworkAcl[] {
  const known = cache.get(block.configuration) ?? readAcls(block.configuration);
  cache.set(block.configuration, known);
  return known.get(block) ?? [];
}

function readAcls(configuration: Configuration): ReadonlyMap<Block, readonly NetworkAcl[]> {
  const byKey = new Map<string, GrowingAcl>();
  const growing = (key: string, isDefault: boolean, block?: Block): GrowingAcl => {
    const acl = byKey.get(key) ?? {
      isDefault,
      entries: [],
      ofInstance: new Map<string, AclEntry[]>(),
      carriers: new Set<Block>(),
      block,
    };
    byKey.set(key, acl);
    return acl;
  };
  for (const block of ACL_TYPES.flatMap((type) => configuration.ofType(type))) {
    const acl = growing(block.address, block.type === 'aws_default_network_acl', block);
    acl.carriers.add(block);
    acl.entries.push(...inboundEntries(block));
  }
  const defaults = new Map(
    configuration
      .ofType('aws_default_network_acl')
      .map((block) => [textOf(block.get('default_network_acl_id')), block.address]),
  );
  for (const rule of configuration.ofType('aws_network_acl_rule')) {
    for (const entry of inboundEntries(rule)) {
      const id = entry.get('network_acl_id');
      const { blocks } = configuration.link(id, ACL_TYPES, ['id']);
      const [block] = blocks.length === 1 ? blocks : [];
      const text = textOf(id);
      const key =
        block?.address ??
        defaults.get(text) ??
        (text === '' || isEach(id) || blocks.length > 1 ? rule.address : `id ${text}`);
      const acl = growing(key, block === undefined ? isDefaultOfVpc(id) : block.type === 'aws_default_network_acl');
      acl.carriers.add(rule);
      const index = indexOf(id, block);
      if (index === undefined) acl.entries.push(entry);
      else push(acl.ofInstance, index, entry);
    }
  }
  const byBlock = new Map<Block, NetworkAcl[]>();
  for (const acl of byKey.values()) {
    for (const each of instancesOfAcl(acl)) for (const carrier of acl.carriers) push(byBlock, carrier, each);
  }
  return byBlock;
}

function instancesOfAcl({ isDefault, entries, ofInstance, block }: GrowingAcl): readonly NetworkAcl[] {
  const apart = [...ofInstance.values()].map((own) => ({ isDefault, entries: [...entries, ...own] }));
  const keys = block === undefined ? undefined : instanceKeys(block);
  const isEvery = apart.length > 0 && (keys ?? []).every((key) => ofInstance.has(key));
  return isEvery ? apart : [{ isDefault, entries }, ...apart];
}

/** The instance of the ACL that an id picks. */
function indexOf(id: Value, acl: Block | undefined): string | undefined {
  const index = isUnknown(id) ? id.references.find(({ address }) => address === acl?.address)?.index : undefined;
  return index === undefined || index === '*' ? undefined : String(index);
}

/** A literal id, or the expression of one: rules that say the same belong to the same ACL. */
function textOf(value: Value): string {
  return isUnknown(value) ? value.expression : typeof value === 'string' ? value : '';
}

function isDefaultOfVpc(value: Value): boolean {
  return (
    isUnknown(value) &&
    value.references.some(
      ({ address, attribute }) =>
        /^(data\.)?aws_(default_)?vpc\./.test(address) && attribute === 'default_network_acl_id',
    )
  );
}
