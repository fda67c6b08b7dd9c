import type { Block } from '../../../model/block';
import { isUnknown, toBoolean, toNumber, toText, type Value } from '../../../model/value';
import { halfOfInternet } from '../../../reading/address-set';
import { instancesOf } from '../../../reading/block-instances';
import { cidrSources, type CidrSource } from './source-cidrs';
import { isHidden, type Hidden } from './ternary';
import { readTraffic, type Traffic } from './traffic';
import { hiddenRepetition } from '../../../reading/instances';

/** One inbound entry of a network ACL: a block of the ACL, or a rule resource. */
export interface AclEntry extends Traffic {
  readonly block: Block;
  /** Path from the block: `ingress[0]`; empty for a rule resource. */
  readonly path: string;
  /** Rule number: the lowest that matches decides. */
  readonly number: number | Hidden;
  readonly allows: boolean | Hidden;
  readonly sources: readonly CidrSource[];
  /** Set where it is not known whether there is such an inbound entry. */
  readonly hidden: Hidden | undefined;
  /** Count or `for_each` of a rule resource that is not known: there may be no such entry, although it is written. */
  readonly presence: string | undefined;
  /** `each.key` of the instance, for a rule resource whose arguments depend on it. */
  readonly instance: string | undefined;
  readonly get: (attribute: string) => Value;
}

interface Place {
  readonly block: Block;
  readonly instance: string | undefined;
  readonly path: string;
  readonly get: (attribute: string) => Value;
  readonly at: (attribute: string) => string;
}

/** The inbound entries that stand in a block. */
export function inboundEntries(block: Block): readonly AclEntry[] {
  if (block.type === 'aws_network_acl_rule') {
    return instancesOf(block).flatMap(({ instance, get }) => {
      const egress = toBoolean(get('egress'));
      const place = { block, instance, path: '', get, at: (attribute: string) => attribute };
      const hidden = isUnknown(egress) ? { path: 'egress', value: egress } : undefined;
      return egress === true ? [] : [readEntry(place, 'rule_number', 'rule_action', hidden)];
    });
  }
  return block.nested('ingress').map((item) => {
    const at = (attribute: string): string => (isUnknown(item.value) ? item.path : `${item.path}.${attribute}`);
    const place = { block, instance: undefined, path: item.path, get: (attribute: string) => item.get(attribute), at };
    return readEntry(
      place,
      'rule_no',
      'action',
      item.unknown === undefined ? undefined : { path: item.path, value: item.unknown },
    );
  });
}

function readEntry(place: Place, numberName: string, actionName: string, hidden: Hidden | undefined): AclEntry {
  const { block, instance, path, get, at } = place;
  const number = toNumber(get(numberName));
  const action = toText(get(actionName));
  return {
    block,
    instance,
    path,
    get,
    hidden,
    presence: path === '' ? hiddenRepetition(block)?.expression : undefined,
    ...readTraffic({ get, at, protocol: 'protocol', allIgnoresPorts: path === '' }),
    number: isUnknown(number) ? { path: at(numberName), value: number } : (number ?? 0),
    allows: isUnknown(action) ? { path: at(actionName), value: action } : action?.trim().toLowerCase() !== 'deny',
    sources: [
      ...cidrSources(get('cidr_block'), at('cidr_block'), 4, block.configuration),
      ...cidrSources(get('ipv6_cidr_block'), at('ipv6_cidr_block'), 6, block.configuration),
    ],
  };
}

/** True where an unknown source may be so wide that it decides. */
export function isWideUnknown({ unknown, limit, families }: CidrSource): boolean {
  return unknown !== undefined && (limit === undefined || families.some((family) => limit >= halfOfInternet(family)));
}

/** The first thing about an entry that is not known. */
export function doubtOf(entry: AclEntry): Hidden | undefined {
  const source = entry.sources.find(isWideUnknown);
  const candidates = [entry.hidden, entry.allows, entry.protocol, entry.from, entry.to, entry.number];
  const found = candidates.find((candidate) => candidate !== undefined && isHidden(candidate));
  if (found !== undefined && isHidden(found)) return found;
  return source?.unknown === undefined
    ? undefined
    : { path: source.path, value: source.unknown, reason: source.reason };
}
