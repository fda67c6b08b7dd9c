import type { IConstruct } from 'constructs';
import type { Peer } from './peer';
import type { Port } from './port';

/** A network ACL, made here or elsewhere. */
export interface INetworkAcl extends IConstruct {
  /** Id of the ACL: `acl-…`. */
  readonly networkAclId: string;

  /**
   * Lets a network into the subnets.
   *
   * @param ruleNumber place of the rule: 1 to 32766, the lowest that matches decides; once for each direction
   */
  allowIngress(ruleNumber: number, peer: Peer, port: Port): void;

  /**
   * Lets the subnets out to a network.
   *
   * @param ruleNumber place of the rule: 1 to 32766, the lowest that matches decides; once for each direction
   */
  allowEgress(ruleNumber: number, peer: Peer, port: Port): void;

  /**
   * Keeps a network out of the subnets that a rule with a higher number would let in.
   *
   * @param ruleNumber place of the rule: 1 to 32766, the lowest that matches decides; once for each direction
   */
  denyIngress(ruleNumber: number, peer: Peer, port: Port): void;

  /**
   * Keeps the subnets from a network that a rule with a higher number would let them out to.
   *
   * @param ruleNumber place of the rule: 1 to 32766, the lowest that matches decides; once for each direction
   */
  denyEgress(ruleNumber: number, peer: Peer, port: Port): void;

  /**
   * Lets in the answers to connections that the subnets opened: TCP to ephemeral ports, RDP (3389) left out. An ACL
   * does not know connections: without such a rule no answer arrives.
   *
   * @param ruleNumber number of the first of two rules; the second has the next one
   * @param fromPort lowest ephemeral port: 1024 for NAT gateways and load balancers, 32768 for Linux alone
   */
  allowReturnIngress(ruleNumber: number, peer: Peer, fromPort?: number): void;

  /**
   * Lets out the answers to connections that the network opened: TCP to ephemeral ports. An ACL does not know
   * connections: without such a rule no answer leaves.
   *
   * @param ruleNumber place of the rule
   * @param fromPort lowest ephemeral port of the other side
   */
  allowReturnEgress(ruleNumber: number, peer: Peer, fromPort?: number): void;
}
