import type { Connections } from './connections';

/** Something with security groups: a database, a security group, a peer. */
export interface IConnectable {
  /** Who may reach it, and what it may reach. */
  readonly connections: Connections;
}
