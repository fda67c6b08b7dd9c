import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { isPrivate } from './address-coverage';
import { type AddressFamily, type Cidr, formatCidr, hasHostBits, parseCidr } from './cidr';
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

const NAMES: Readonly<Record<AddressFamily, string>> = { ipv4: 'IPv4', ipv6: 'IPv6' };

function requireNarrow(text: string, cidr: Cidr): void {
  const shortest = SHORTEST_PREFIX[cidr.family];
  if (cidr.prefix >= shortest || isPrivate(cidr)) return;
  const method = cidr.family === 'ipv4' ? 'anyIpv4' : 'anyIpv6';
  throw new GuardrailsError(
    'PEER_CIDR_TOO_WIDE',
    `CIDR ${text} takes in a good part of the internet, allowed are prefixes from /${shortest}; name the networks that connect, or say why the internet must with Peer.${method}(reason)`,
  );
}

/**
 * The block as AWS writes it; a token as it is.
 *
 * @throws GuardrailsError PEER_CIDR_INVALID, PEER_CIDR_TOO_WIDE
 */
export function requireOwnNetwork(text: string, family: AddressFamily): string {
  const given: unknown = text;
  if (typeof given === 'string' && isUnresolved(given)) return text;
  const cidr = typeof given === 'string' ? parseCidr(given) : undefined;
  if (cidr?.family !== family) {
    throw new GuardrailsError(
      'PEER_CIDR_INVALID',
      `${shown(given)} is no ${NAMES[family]} CIDR block; write it as in ${family === 'ipv4' ? '10.0.0.0/16' : '2001:db8::/48'}`,
    );
  }
  requireNarrow(text, cidr);
  if (!hasHostBits(cidr)) return formatCidr(cidr);
  throw new GuardrailsError(
    'PEER_CIDR_INVALID',
    `CIDR ${text} begins in the middle of its block; write the first address of the block, or a longer prefix`,
  );
}

/** A reason is read by people before Terraform runs: a token says nothing to them. */
function requireReason(reason: string): string {
  const given: unknown = reason;
  if (typeof given === 'string' && /[\p{L}\p{N}]/u.test(given) && !isUnresolved(given)) return given.trim();
  throw new GuardrailsError(
    'PEER_REASON_MISSING',
    `the internet is let in with ${isUnresolved(given) ? 'a token' : shown(given)} for a reason; say why in words, such as Peer.anyIpv4("public website")`,
  );
}

/** The other side of a security group rule, or of a rule of a network ACL. */
export class Peer implements IConnectable {
  /**
   * An IPv4 block of a network of one's own, at least /8.
   *
   * A token is taken as it is. Where it turns out to be a literal when the app is synthesised, it is checked then.
   *
   * @throws GuardrailsError PEER_CIDR_INVALID, PEER_CIDR_TOO_WIDE
   */
  static ipv4(cidr: string): Peer {
    const block = requireOwnNetwork(cidr, 'ipv4');
    return new Peer({ cidrIpv4: block }, block);
  }

  /**
   * An IPv6 block of a network of one's own, at least /32, or any block of private addresses.
   *
   * A token is taken as it is. Where it turns out to be a literal when the app is synthesised, it is checked then.
   *
   * @throws GuardrailsError PEER_CIDR_INVALID, PEER_CIDR_TOO_WIDE
   */
  static ipv6(cidr: string): Peer {
    const block = requireOwnNetwork(cidr, 'ipv6');
    return new Peer({ cidrIpv6: block }, block);
  }

  /**
   * The whole IPv4 internet. The only way to name it; refused for administration and database ports.
   *
   * @param reason why; it becomes part of the rule's description
   * @throws GuardrailsError PEER_REASON_MISSING
   */
  static anyIpv4(reason: string): Peer {
    return new Peer({ cidrIpv4: '0.0.0.0/0' }, 'the IPv4 internet', requireReason(reason));
  }

  /**
   * The whole IPv6 internet. The only way to name it; refused for administration and database ports.
   *
   * @param reason why; it becomes part of the rule's description
   * @throws GuardrailsError PEER_REASON_MISSING
   */
  static anyIpv6(reason: string): Peer {
    return new Peer({ cidrIpv6: '::/0' }, 'the IPv6 internet', requireReason(reason));
  }

  /**
   * A prefix list, such as that of a gateway endpoint.
   *
   * @throws GuardrailsError SG_ID_INVALID
   */
  static prefixList(prefixListId: string): Peer {
    const given: unknown = prefixListId;
    if (typeof given !== 'string' || (!isUnresolved(given) && !/^pl-[0-9a-f]+$/.test(given))) {
      throw new GuardrailsError(
        'SG_ID_INVALID',
        `${shown(given)} is no prefix list id; pass an id such as pl-0123456789abcdef0`,
      );
    }
    return new Peer({ prefixListId }, isUnresolved(prefixListId) ? 'a prefix list' : prefixListId);
  }

  /**
   * The members of a security group.
   *
   * @throws GuardrailsError SG_RULE_INVALID
   */
  static securityGroup(group: ISecurityGroup): Peer {
    const id: unknown = (group as Partial<ISecurityGroup> | null | undefined)?.securityGroupId;
    if (typeof id !== 'string') {
      throw new GuardrailsError(
        'SG_RULE_INVALID',
        `group is ${shown(group)}, allowed are SecurityGroup constructs; import an id with SecurityGroup.fromSecurityGroupId`,
      );
    }
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
  ) {
    Object.freeze(attributes);
    Object.freeze(this);
  }

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

  /**
   * True where ICMP of one address family would be filtered by addresses of the other.
   *
   * @internal
   */
  _contradicts(protocol: string): boolean {
    return (
      (protocol === 'icmp' && this._cidr?.family === 'ipv6') || (protocol === 'icmpv6' && this._cidr?.family === 'ipv4')
    );
  }

  /**
   * The block of addresses, where the peer is one.
   *
   * @internal
   */
  get _cidr(): { readonly family: AddressFamily; readonly text: string } | undefined {
    const { cidrIpv4, cidrIpv6 } = this.attributes;
    if (cidrIpv4 !== undefined) return { family: 'ipv4', text: cidrIpv4 };
    return cidrIpv6 === undefined ? undefined : { family: 'ipv6', text: cidrIpv6 };
  }
}
