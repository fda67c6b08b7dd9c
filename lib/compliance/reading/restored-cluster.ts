import { fail, pass, undecided, unknown, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown, toBoolean, type Value } from '../model/value';
import { presence } from './presence';

/** How a type of database cluster can be made from another cluster or from a snapshot. */
export interface RestorableCluster {
  /** Types of its clusters and snapshots. */
  readonly types: readonly string[];
  /** Arguments that name what a cluster or a snapshot is made from. */
  readonly sources: readonly string[];
  /** The argument with the KMS key: a restored cluster with a key of its own is encrypted. */
  readonly key: string;
}

/** An argument that decides and is not known, or leads out of the configuration. */
interface OpenQuestion {
  readonly path: string;
  readonly value: Value;
}

const PATH = 'storage_encrypted';
const EXPECTED = `${PATH} = true`;
const NAMES = ['id', 'arn', 'cluster_identifier', 'db_cluster_snapshot_identifier'];
const LONGEST_CHAIN = 10;

/** Demands encrypted storage. A cluster that is restored takes the encryption of what it is made from. */
export function requireStorageEncrypted(block: Block, kind: RestorableCluster): Outcome {
  const encrypted = encryptionOf(block, kind, 0);
  if (encrypted === true) return pass(PATH);
  if (encrypted === false) {
    const message = 'the storage of the cluster, its snapshots and its backups are not encrypted';
    return fail({ path: PATH, message, observed: block.get(PATH), expected: EXPECTED });
  }
  const { path, value } = encrypted;
  if (isUnknown(value)) return undecided(path, value, EXPECTED);
  const message = `the encryption is that of the source in ${path}, which is not part of this configuration`;
  return unknown({ path, message, observed: value, expected: EXPECTED });
}

function encryptionOf(block: Block, kind: RestorableCluster, depth: number): boolean | OpenQuestion {
  const own = toBoolean(block.get(PATH));
  // A state says how the storage is, whatever it was made from.
  if (own === true || (own === false && block.configuration.kind === 'state')) return own;
  for (const path of kind.sources) {
    const value = block.get(path);
    const present = presence(value);
    if (present === 'absent') continue;
    const key = presence(block.get(kind.key));
    if (key === 'set') return true;
    const open = { path, value };
    if (isUnknown(present) || isUnknown(key) || depth >= LONGEST_CHAIN) return open;
    const { blocks, unknown: hidden } = block.configuration.link(value, kind.types, NAMES);
    const [source] = blocks;
    if (source === undefined || blocks.length > 1 || hidden !== undefined) return open;
    const followed = encryptionOf(source, kind, depth + 1);
    return typeof followed === 'boolean' ? followed : open;
  }
  return isUnknown(own) ? { path: PATH, value: own } : false;
}
