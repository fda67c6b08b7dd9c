import type { IConstruct } from 'constructs';

/** An Aurora global database, made here or elsewhere. */
export interface IGlobalCluster extends IConstruct {
  /** Identifier of the global database. */
  readonly globalClusterIdentifier: string;
}
