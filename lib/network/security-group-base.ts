import { GuardrailsError } from '../core/guardrails-error';
import { SecuredConstruct } from '../core/secured-construct';
import { shown } from '../core/texts';
import { Connections } from './connections';
import { type AllowingRule, lateFaults } from './late-faults';
import { Peer } from './peer';
import { Port } from './port';
import { type Direction, writeRule } from './security-group-rule';
import type { ISecurityGroup } from './security-group-ref';
import { watchRuleStyle } from './single-rule-style';

/** What security groups made here and made elsewhere share: each rule is a resource of its own. */
export abstract class SecurityGroupBase extends SecuredConstruct implements ISecurityGroup {
  abstract readonly securityGroupId: string;

  readonly connections: Connections = new Connections({ securityGroups: [this] });

  /** False where rules are not written because somebody else keeps them. */
  protected readonly mutable: boolean = true;

  private readonly rules: AllowingRule[] = [];
  private internetIngress: string | undefined;
  private closedBecause: string | undefined;

  get asPeer(): Peer {
    return Peer.securityGroup(this);
  }

  addIngressRule(peer: Peer, port: Port, description?: string, host?: ISecurityGroup): void {
    this.requireRule(peer, port);
    if (peer.internetReason !== undefined) this.requirePublicIngress(peer, port);
    this.addRule('ingress', peer, port, description, host);
  }

  addEgressRule(peer: Peer, port: Port, description?: string, host?: ISecurityGroup): void {
    this.requireRule(peer, port);
    if (peer.internetReason !== undefined) this.requirePublicEgress(peer, port);
    this.addRule('egress', peer, port, description, host);
  }

  /**
   * Refuses the internet as a source from now on, and fails where it is one already.
   *
   * @internal
   */
  _closeToInternet(because: string): void {
    if (this.internetIngress !== undefined) throw this.closed(this.internetIngress, because);
    this.closedBecause = because;
  }

  private requireRule(peer: unknown, port: unknown): void {
    if (peer instanceof Peer && port instanceof Port && !peer._contradicts(port.protocol)) return;
    if (peer instanceof Peer && port instanceof Port) {
      throw new GuardrailsError(
        'SG_RULE_INVALID',
        `${port.toString()} and ${peer.label} are of two address families; pass Port.icmp for IPv4 and Port.icmpv6 for IPv6`,
        this,
      );
    }
    const problem =
      peer instanceof Peer
        ? `port is ${shown(port)}, allowed is a Port; pass one such as Port.tcp(8443)`
        : `peer is ${shown(peer)}, allowed is a Peer; pass one such as Peer.ipv4("10.0.0.0/16") or the asPeer of a group`;
    throw new GuardrailsError('SG_RULE_INVALID', problem, this);
  }

  private closed(source: string, because: string): GuardrailsError {
    return new GuardrailsError(
      'SG_PUBLIC_SOURCE_FORBIDDEN',
      `${source} may not reach this group, because ${because}; let in the groups or networks that need it`,
      this,
    );
  }

  private requirePublicIngress(peer: Peer, port: Port): void {
    if (this.closedBecause !== undefined) throw this.closed(peer.label, this.closedBecause);
    this.requireLiteralPort(peer, port);
    const forbidden = port._forbiddenToInternet;
    if (forbidden !== undefined) {
      throw new GuardrailsError(
        'SG_PUBLIC_PORT_FORBIDDEN',
        `${port.toString()} would be open to ${peer.label}, but port ${forbidden} is for administration or data; let in a group, a VPN or a bastion instead`,
        this,
      );
    }
    if (this.mutable) this.internetIngress = peer.label;
  }

  private requirePublicEgress(peer: Peer, port: Port): void {
    this.requireLiteralPort(peer, port);
    if (!port._everyPort) return;
    throw new GuardrailsError(
      'SG_PUBLIC_PORT_FORBIDDEN',
      `every ${port.protocol} port would be open to ${peer.label}; name the ports that are needed, such as Port.HTTPS`,
      this,
    );
  }

  private requireLiteralPort(peer: Peer, port: Port): void {
    if (!port.isUnresolved) return;
    throw new GuardrailsError(
      'SG_PUBLIC_PORT_FORBIDDEN',
      `a port that is not known before Terraform runs would be open to ${peer.label}; write the port as a number`,
      this,
    );
  }

  private addRule(
    direction: Direction,
    peer: Peer,
    port: Port,
    description?: string,
    host: ISecurityGroup = this,
  ): void {
    if (!this.mutable || !writeRule({ group: this, direction, peer, port, description, host })) return;
    this.rules.push({ direction, peer, port });
    if (this.rules.length > 1) return;
    watchRuleStyle(this);
    this.node.addValidation({ validate: () => lateFaults('SG_PUBLIC_BY_PARTS', this.rules, this) });
  }
}
