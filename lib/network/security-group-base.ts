import type { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import type { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { contentHash } from '../core/names';
import { aws } from '../core/provider-resources';
import { SecuredConstruct } from '../core/secured-construct';
import { resolveTokens } from '../core/tokens';
import { Connections } from './connections';
import { Peer } from './peer';
import type { Port } from './port';
import { groupDescription } from './rule-description';
import type { ISecurityGroup } from './security-group-ref';

type Direction = 'ingress' | 'egress';

const PREPOSITION: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

/** What security groups made here and made elsewhere share: each rule is a resource of its own. */
export abstract class SecurityGroupBase extends SecuredConstruct implements ISecurityGroup {
  abstract readonly securityGroupId: string;

  readonly connections: Connections = new Connections({ securityGroups: [this] });

  private internetIngress: string | undefined;
  private closedBecause: string | undefined;

  get asPeer(): Peer {
    return Peer.securityGroup(this);
  }

  addIngressRule(peer: Peer, port: Port, description?: string, host?: ISecurityGroup): void {
    if (peer.internetReason !== undefined) this.requirePublicIngress(peer, port);
    this.addRule('ingress', peer, port, description, host);
  }

  addEgressRule(peer: Peer, port: Port, description?: string, host?: ISecurityGroup): void {
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
    this.internetIngress = peer.label;
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
    const { protocol, fromPort, toPort } = port;
    const permission = { ipProtocol: protocol, fromPort, toPort, ...peer._attributesFor(this) };
    const content = JSON.stringify(resolveTokens(host, { direction, group: this.securityGroupId, ...permission }));
    const ports = port.isUnresolved ? '' : `-${fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`}`;
    const id = `${direction}-${protocol}${ports}-${contentHash(content)}`;
    if (host.node.tryFindChild(id) !== undefined) return;

    const reason = peer.internetReason === undefined ? '' : `: ${peer.internetReason}`;
    const derived = `${port.toString()} ${PREPOSITION[direction]} ${peer.label}${reason}`;
    const scope = host as unknown as Construct;
    const rule = this.createRule(direction, scope, id, {
      ...permission,
      securityGroupId: this.securityGroupId,
      description: groupDescription(description, derived, this),
    });
    const argument = {
      cidr_ipv4: rule.cidrIpv4Input,
      cidr_ipv6: rule.cidrIpv6Input,
      prefix_list_id: rule.prefixListIdInput,
      referenced_security_group_id: rule.referencedSecurityGroupIdInput,
      ip_protocol: protocol,
      from_port: fromPort,
      to_port: toPort,
      security_group_id: this.securityGroupId,
    };
    guarantee(
      scope,
      rule,
      Object.entries(argument).map(([attribute, value]) => ({ code: 'SG_RULE', attribute, value })),
    );
  }

  private createRule(
    direction: Direction,
    scope: Construct,
    id: string,
    config: ConstructorParameters<typeof VpcSecurityGroupIngressRule>[2],
  ): VpcSecurityGroupIngressRule | VpcSecurityGroupEgressRule {
    return direction === 'ingress'
      ? new aws.vpcSecurityGroupIngressRule.VpcSecurityGroupIngressRule(scope, id, config)
      : new aws.vpcSecurityGroupEgressRule.VpcSecurityGroupEgressRule(scope, id, config);
  }
}
