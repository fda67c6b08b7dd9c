import type { IConstruct } from 'constructs';
import type { IConnectable } from './connectable';
import type { Peer } from './peer';
import type { Port } from './port';

/** A security group, made here or elsewhere. */
export interface ISecurityGroup extends IConstruct, IConnectable {
  /** Id of the group: `sg-…`. */
  readonly securityGroupId: string;

  /** The members of the group, as the other side of a rule. */
  readonly asPeer: Peer;

  /**
   * Lets a peer in.
   *
   * @param description what for; derived from peer and port when left out
   * @param host group, of whatever stack, below which the rule is written; the group itself when left out
   */
  addIngressRule(peer: Peer, port: Port, description?: string, host?: ISecurityGroup): void;

  /**
   * Lets members of the group out to a peer.
   *
   * @param description what for; derived from peer and port when left out
   * @param host group, of whatever stack, below which the rule is written; the group itself when left out
   */
  addEgressRule(peer: Peer, port: Port, description?: string, host?: ISecurityGroup): void;
}
