import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import { type AddressFamily, type Cidr, contains, hasHostBits, parseCidr } from './cidr';
import { Connections } from './connections';
import type { IConnectable } from './connectable';
import type { ISecurityGroup } from './security-group-ref';

/** The four ways in which a rule names its other side; exactly one is set. */
export interface PeerAttributes {
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
  readonly referencedSecurityGroupId?: string;
}

/** Shortest prefixes that are taken for networks of one's own: anything wider is a good part of the internet. */
const SHORTEST_PREFIX: Readonly<Record<AddressFamily, number>> = { ipv4: 8, ipv6: 32 };

/** Unique local and link-local addresses of IPv6: wide, but never the internet. */
const PRIVATE_IPV6 = ['fc00::/7', 'fe80::/10'].flatMap((text) => parseCidr(text) ?? []);

const NAMES: Readonly<Record<AddressFamily, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

function requireNarrow(text: string, cidr: Cidr): void {
  const shortest = SHORTEST_PREFIX[cidr.family];
  if (cidr.prefix >= shortest || PRIVATE_IPV6.some((block) => contains(block, cidr))) return;
  const method = cidr.family === 'ipv4' ? 'anyIpv4' : 'anyIpv6';
  throw new GuardrailsError(
    'PEER_CIDR_TOO_WIDE',
    `CIDR ${text} takes in a good part of the internet, allowed are prefixes from /${shortest}; name the networks that connect, or say why the internet must with Peer.${method}(reason)`,
  );
}

function requireCidr(text: string, family: AddressFamily): void {
  if (isUnresolved(text)) return;
  const cidr = parseCidr(text);
  if (cidr?.family !== family) {
    throw new GuardrailsError(
      'PEER_CIDR_INVALID',
      `${JSON.stringify(text)} is no ${NAMES[family]} CIDR block; write it as in ${family === 'ipv4' ? '10.0.0.0/16' : '2001:db8::/48'}`,
    );
  }
  requireNarrow(text, cidr);
  if (!hasHostBits(cidr)) return;
  throw new GuardrailsError(
    'PEER_CIDR_INVALID',
    `CIDR ${text} begins in the middle of its block; write the first address of the block, or a longer prefix`,
  );
}

function requireReason(reason: string): void {
  if (reason.trim() !== '') return;
  throw new GuardrailsError(
    'PEER_REASON_MISSING',
    'the internet is let in without a reason; say why, such as Peer.anyIpv4("public website")',
  );
}

/** The other side of a security group rule. */
export class Peer implements IConnectable {
  /**
   * An IPv4 block of a network of one's own, at least /8.
   *
   * @throws GuardrailsError PEER_CIDR_INVALID, PEER_CIDR_TOO_WIDE
   */
  static ipv4(cidr: string): Peer {
    requireCidr(cidr, 'ipv4');
    return new Peer({ cidrIpv4: cidr }, cidr);
  }

  /**
   * An IPv6 block of a network of one's own, at least /32, or any block of private addresses.
   *
   * @throws GuardrailsError PEER_CIDR_INVALID, PEER_CIDR_TOO_WIDE
   */
  static ipv6(cidr: string): Peer {
    requireCidr(cidr, 'ipv6');
    const normal = isUnresolved(cidr) ? cidr : cidr.toLowerCase();
    return new Peer({ cidrIpv6: normal }, normal);
  }

  /**
   * The whole IPv4 internet. The only way to name it; refused for administration and database ports.
   *
   * @param reason why; it becomes part of the rule's description
   */
  static anyIpv4(reason: string): Peer {
    requireReason(reason);
    return new Peer({ cidrIpv4: '0.0.0.0/0' }, 'the IPv4 internet', reason.trim());
  }

  /**
   * The whole IPv6 internet. The only way to name it; refused for administration and database ports.
   *
   * @param reason why; it becomes part of the rule's description
   */
  static anyIpv6(reason: string): Peer {
    requireReason(reason);
    return new Peer({ cidrIpv6: '::/0' }, 'the IPv6 internet', reason.trim());
  }

  /** A prefix list, such as that of a gateway endpoint. */
  static prefixList(prefixListId: string): Peer {
    if (!isUnresolved(prefixListId) && !/^pl-[0-9a-f]+$/.test(prefixListId)) {
      throw new GuardrailsError(
        'SG_ID_INVALID',
        `${JSON.stringify(prefixListId)} is no prefix list id; pass an id such as pl-0123456789abcdef0`,
      );
    }
    return new Peer({ prefixListId }, isUnresolved(prefixListId) ? 'a prefix list' : prefixListId);
  }

  /** The members of a security group. */
  static securityGroup(group: ISecurityGroup): Peer {
    return new Peer({ referencedSecurityGroupId: group.securityGroupId }, group.node.path);
  }

  /** The members of the security group that the rule belongs to. */
  static self(): Peer {
    return new Peer({}, 'members of the group');
  }

  private constructor(
    private readonly attributes: PeerAttributes,
    /** The peer in words, for descriptions. */
    readonly label: string,
    /** Why the internet is let in; undefined for every other peer. */
    readonly internetReason?: string,
  ) {}

  /** A peer can stand wherever a resource with security groups can. */
  get connections(): Connections {
    return new Connections({ peer: this });
  }

  /**
   * Arguments of a rule of `group` that has this peer.
   *
   * @internal
   */
  _attributesFor(group: ISecurityGroup): PeerAttributes {
    const isSelf = Object.keys(this.attributes).length === 0;
    return isSelf ? { referencedSecurityGroupId: group.securityGroupId } : this.attributes;
  }
}
