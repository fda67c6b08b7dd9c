import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { SecuredConstruct } from '../core/secured-construct';
import { shown } from '../core/texts';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { type AllowingRule, lateFaults } from './late-faults';
import { type AclRule, writeAclRule } from './network-acl-rule';
import type { INetworkAcl } from './network-acl-ref';
import { Peer } from './peer';
import { Port } from './port';

const HIGHEST_RULE = 32_766;
const EPHEMERAL = { from: 1024, to: 65_535 };
const RDP = 3389;

type Direction = AclRule['direction'];

/** What ACLs made here and made elsewhere share: each rule is a resource of its own. */
export abstract class NetworkAclBase extends SecuredConstruct implements INetworkAcl {
  abstract readonly networkAclId: string;

  private readonly numbers = new Set<string>();
  private readonly allowed: AllowingRule[] = [];

  allowIngress(ruleNumber: number, peer: Peer, port: Port): void {
    this.requirePorts('ingress', peer, port);
    this.addRule('allow', 'ingress', ruleNumber, peer, port);
  }

  allowEgress(ruleNumber: number, peer: Peer, port: Port): void {
    this.requirePorts('egress', peer, port);
    this.addRule('allow', 'egress', ruleNumber, peer, port);
  }

  denyIngress(ruleNumber: number, peer: Peer, port: Port): void {
    this.addRule('deny', 'ingress', ruleNumber, peer, port);
  }

  denyEgress(ruleNumber: number, peer: Peer, port: Port): void {
    this.addRule('deny', 'egress', ruleNumber, peer, port);
  }

  allowReturnIngress(ruleNumber: number, peer: Peer, fromPort: number = EPHEMERAL.from): void {
    this.requireEphemeral(fromPort);
    if (isUnresolved(fromPort) || isUnresolved(ruleNumber)) {
      throw new GuardrailsError(
        isUnresolved(fromPort) ? 'NACL_PORT_INVALID' : 'NACL_RULE_NUMBER_INVALID',
        `${isUnresolved(fromPort) ? 'fromPort' : 'ruleNumber'} is not known before Terraform runs, but the rules leave out port ${RDP}; pass a number`,
        this,
      );
    }
    const ranges = [
      [fromPort, RDP - 1],
      [Math.max(fromPort, RDP + 1), EPHEMERAL.to],
    ].filter(([from = 0, to = 0]) => from <= to);
    ranges.forEach(([from = 0, to = 0], index) => {
      this.addRule('allow', 'ingress', ruleNumber + index, peer, Port.tcpRange(from, to), true);
    });
  }

  allowReturnEgress(ruleNumber: number, peer: Peer, fromPort: number = EPHEMERAL.from): void {
    this.requireEphemeral(fromPort);
    this.addRule('allow', 'egress', ruleNumber, peer, Port.tcpRange(fromPort, EPHEMERAL.to), true);
  }

  private requireEphemeral(fromPort: number): void {
    requireInteger(fromPort, {
      code: 'NACL_PORT_INVALID',
      name: 'fromPort',
      min: EPHEMERAL.from,
      max: EPHEMERAL.to,
      remedy: 'pass the lowest ephemeral port, or leave it out',
      construct: this,
    });
  }

  private requirePorts(direction: Direction, peer: unknown, port: unknown): void {
    if (!(peer instanceof Peer) || !(port instanceof Port) || peer.internetReason === undefined) return;
    const forbidden = port.isUnresolved
      ? 'a port that is not known before Terraform runs'
      : direction === 'ingress' && port._forbiddenToInternet !== undefined
        ? `port ${port._forbiddenToInternet}, which is for administration or data`
        : port._everyPort
          ? `every ${port.protocol} port`
          : undefined;
    if (forbidden === undefined) return;
    throw new GuardrailsError(
      'NACL_PUBLIC_PORT_FORBIDDEN',
      `${port.toString()} would be open to ${peer.label}, which takes in ${forbidden}; name the ports that are needed, and let answers in with allowReturnIngress`,
      this,
    );
  }

  private addRule(
    action: AclRule['action'],
    direction: Direction,
    ruleNumber: number,
    peer: Peer,
    port: Port,
    isReturn = false,
  ): void {
    const cidr = this.requireCidr(peer);
    if (!((port as unknown) instanceof Port)) {
      throw new GuardrailsError(
        'NACL_PORT_INVALID',
        `port is ${shown(port)}, allowed is a Port; pass one such as Port.HTTPS`,
        this,
      );
    }
    if (peer._contradicts(port.protocol)) {
      throw new GuardrailsError(
        'NACL_PORT_INVALID',
        `${port.toString()} and ${peer.label} are of two address families; pass Port.icmp for IPv4 and Port.icmpv6 for IPv6`,
        this,
      );
    }
    this.takeNumber(direction, ruleNumber);
    const rule: AclRule = { action, direction, ruleNumber, family: cidr.family, cidr: cidr.text, port };
    writeAclRule(this, this.networkAclId, rule);
    if (action === 'deny') return;
    this.allowed.push({ direction, peer, port, isReturn });
    if (this.allowed.length > 1) return;
    this.node.addValidation({ validate: () => lateFaults('NACL_PUBLIC_BY_PARTS', this.allowed, this) });
  }

  private takeNumber(direction: Direction, ruleNumber: number): void {
    requireInteger(ruleNumber, {
      code: 'NACL_RULE_NUMBER_INVALID',
      name: 'ruleNumber',
      min: 1,
      max: HIGHEST_RULE,
      remedy: 'pass a number that leaves room between rules, such as 100',
      construct: this,
    });
    if ((ruleNumber as unknown) === undefined) {
      throw new GuardrailsError(
        'NACL_RULE_NUMBER_INVALID',
        `ruleNumber is absent, allowed are whole numbers from 1 to ${HIGHEST_RULE}; pass one`,
        this,
      );
    }
    const key = `${direction} ${String(resolveTokens(this, ruleNumber))}`;
    if (this.numbers.has(key)) {
      throw new GuardrailsError(
        'NACL_RULE_NUMBER_TAKEN',
        `rule number ${key.replace(/^\w+ /, '')} has an ${direction} rule already; pass another number`,
        this,
      );
    }
    this.numbers.add(key);
  }

  private requireCidr(peer: unknown): NonNullable<Peer['_cidr']> {
    const cidr = peer instanceof Peer ? peer._cidr : undefined;
    if (cidr !== undefined) return cidr;
    throw new GuardrailsError(
      'NACL_PEER_INVALID',
      `peer is ${peer instanceof Peer ? peer.label : shown(peer)}, allowed are networks, because an ACL knows no groups and prefix lists; pass Peer.ipv4, Peer.ipv6, Peer.anyIpv4 or Peer.anyIpv6`,
      this,
    );
  }
}
