import { TerraformStack } from 'cdktf';
import { GuardrailsError } from '../core/guardrails-error';
import { requireProps } from '../core/props';
import { shown } from '../core/texts';
import type { IConnectable } from './connectable';
import type { Peer } from './peer';
import { Port } from './port';
import type { ISecurityGroup } from './security-group-ref';

/** Props of `Connections`. */
export interface ConnectionsProps {
  /**
   * Security groups of the resource.
   *
   * @default - none
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * What the other side sees of something that has no security group.
   *
   * @default - the security groups
   */
  readonly peer?: Peer;

  /**
   * Port that the resource listens on.
   *
   * @default - none: `allowDefaultPortFrom` throws
   */
  readonly defaultPort?: Port;
}

/**
 * The network side of a resource. Each permission opens both ends: ingress here and egress there, because groups of
 * this package let nothing out unless asked to.
 */
export class Connections {
  /** Security groups of the resource. */
  readonly securityGroups: ISecurityGroup[];
  /** Port that the resource listens on. */
  readonly defaultPort: Port | undefined;

  private readonly peer: Peer | undefined;

  constructor(props: ConnectionsProps) {
    requireProps(props, 'props of Connections');
    requireGroups(props.securityGroups);
    requirePort(props.defaultPort);
    this.securityGroups = props.securityGroups ?? [];
    this.defaultPort = props.defaultPort ?? undefined;
    this.peer = props.peer;
  }

  /** Lets the other side reach this resource on a port. */
  allowFrom(other: IConnectable, port: Port, description?: string): void {
    connect(connectionsOf(other, this), this, port, description, this);
  }

  /** Lets this resource reach the other side on a port. */
  allowTo(other: IConnectable, port: Port, description?: string): void {
    connect(this, connectionsOf(other, this), port, description, this);
  }

  /** Lets members of this resource's groups reach each other on a port. */
  allowInternally(port: Port, description?: string): void {
    connect(this, this, port, description, this);
  }

  /**
   * Lets the other side reach this resource on the port that it listens on.
   *
   * @throws GuardrailsError SG_DEFAULT_PORT_MISSING where the resource has no such port
   */
  allowDefaultPortFrom(other: IConnectable, description?: string): void {
    this.allowFrom(other, this.requireDefaultPort('allowFrom'), description);
  }

  /**
   * Lets members of this resource's groups reach each other on the port that it listens on.
   *
   * @throws GuardrailsError SG_DEFAULT_PORT_MISSING where the resource has no such port
   */
  allowDefaultPortInternally(description?: string): void {
    this.allowInternally(this.requireDefaultPort('allowInternally'), description);
  }

  private requireDefaultPort(method: string): Port {
    if (this.defaultPort !== undefined) return this.defaultPort;
    throw new GuardrailsError(
      'SG_DEFAULT_PORT_MISSING',
      `the resource has no default port; name the port with ${method}`,
      this.securityGroups[0],
    );
  }

  /** @internal */
  get _peers(): readonly Peer[] {
    return this.peer === undefined ? this.securityGroups.map((group) => group.asPeer) : [this.peer];
  }
}

function requireGroups(groups: unknown): void {
  if (groups === undefined || groups === null) return;
  const isGroup = (group: unknown) => typeof (group as Partial<ISecurityGroup> | null)?.addIngressRule === 'function';
  if (Array.isArray(groups) && groups.every(isGroup)) return;
  throw new GuardrailsError(
    'SG_RULE_INVALID',
    `securityGroups is ${shown(groups)}, allowed is a list of SecurityGroup constructs; import ids with SecurityGroup.fromSecurityGroupId`,
  );
}

function requirePort(port: unknown): void {
  if (port === undefined || port === null || port instanceof Port) return;
  throw new GuardrailsError(
    'SG_RULE_INVALID',
    `defaultPort is ${shown(port)}, allowed is a Port; pass one such as Port.tcp(8443), or leave it out`,
  );
}

function connectionsOf(other: IConnectable, near: Connections): Connections {
  const connections = (other as Partial<IConnectable> | null | undefined)?.connections;
  if (connections instanceof Connections) return connections;
  throw new GuardrailsError(
    'SG_RULE_INVALID',
    `the other side is ${typeof other}, allowed is something with connections; pass a Peer or a construct such as a SecurityGroup`,
    near.securityGroups[0],
  );
}

function connect(
  source: Connections,
  target: Connections,
  port: Port,
  description: string | undefined,
  near: Connections,
): void {
  if (source.securityGroups.length + target.securityGroups.length === 0) {
    throw new GuardrailsError(
      'SG_CONNECTION_EMPTY',
      'neither side has a security group, so nothing would be opened; give one side a group',
    );
  }
  for (const group of target.securityGroups) {
    for (const peer of source._peers) group.addIngressRule(peer, port, description, hostOf(group, near));
  }
  for (const group of source.securityGroups) {
    for (const peer of target._peers) group.addEgressRule(peer, port, description, hostOf(group, near));
  }
}

/**
 * Where the rule of a group is written: in its own stack, or, where the group lies in another stack, in the stack that
 * asked for the connection. Otherwise the two stacks would depend on each other.
 */
function hostOf(group: ISecurityGroup, near: Connections): ISecurityGroup | undefined {
  const [neighbour] = near.securityGroups;
  if (neighbour === undefined || TerraformStack.of(neighbour) === TerraformStack.of(group)) return undefined;
  return neighbour;
}
