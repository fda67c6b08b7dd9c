import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { isUnknown, toBoolean, toText, type Unknown, type Value } from '../../../model/value';
import { sourceOf, type DatabaseSource } from './database-source';
import { keyPresence } from '../../../reading/key-presence';

/** An argument that decides and is not known, or leads out of the configuration. */
export interface OpenQuestion {
  readonly path: string;
  readonly value: Value;
}

/** Whether the data of a database, a snapshot or a backup is encrypted. */
export type Encryption = 'encrypted' | 'clear' | OpenQuestion;

/** Forks on the way to a source, where an expression chooses between two, that are followed. */
const MOST_FORKS = 40;

/** Types that a key of their own encrypts, whatever they are made from. */
const ENCRYPTED_BY_KEY = new Set([
  'aws_db_snapshot_copy',
  'aws_rds_cluster_snapshot_copy',
  'aws_db_instance_automated_backups_replication',
]);

const known = new WeakMap<Block, Encryption>();

/** Tells whether a block is encrypted by its own arguments, or by those of the database that it is made from. */
export function encryptionOf(block: Block, forks = 0): Encryption {
  // First sources first: however long a chain of replicas is, each answer rests on one that is already there.
  for (const link of chainOf(block).reverse()) known.set(link, judge(link, forks));
  return known.get(block) ?? judge(block, forks);
}

/** The block and its sources up to the first that is decided or has no single source. */
function chainOf(block: Block): Block[] {
  const chain: Block[] = [];
  let current: Block | undefined = block;
  while (current !== undefined && !known.has(current)) {
    const source = sourceOf(current);
    chain.push(current);
    // A chain that leads back here finds an open question.
    known.set(current, source === undefined ? ownEncryption(current) : questionOf(source));
    current = source?.blocks.length === 1 ? source.blocks[0] : undefined;
  }
  return chain;
}

function judge(block: Block, forks: number): Encryption {
  const own = ownEncryption(block);
  const source = sourceOf(block);
  if (source === undefined) return own;
  if (own !== 'encrypted') return withSource(block, own, source, forks);
  const ignored = ignoresOwnFlag(block, source);
  if (ignored === false || source.mayBeAbsent || inheritedFrom(source, forks) !== 'clear') return own;
  return ignored === true ? 'clear' : { path: 'kms_key_id', value: ignored };
}

/**
 * AWS takes no storage_encrypted for a replica or a restored instance, nor for a restored cluster, which only a key of
 * its own encrypts: what comes from a source in clear text stays in clear text. Unknown where the key may be null.
 */
function ignoresOwnFlag(block: Block, { path }: DatabaseSource): boolean | Unknown {
  if (block.type === 'aws_db_instance') return true;
  if (block.type !== 'aws_rds_cluster' || !/^(?:snapshot_identifier$|restore_to_point_in_time|dynamic\.)/.test(path))
    return false;
  const key = keyPresence(block.get('kms_key_id'), block.configuration);
  return isUnknown(key) ? key : key === 'absent';
}

/** The verdict on a block that has to be encrypted. */
export function requireEncryption(block: Block, what: string, expected: string): Outcome {
  const encryption = encryptionOf(block);
  if (encryption === 'encrypted') return pass();
  if (encryption !== 'clear') return openOutcome(encryption, what, expected);
  const source = sourceOf(block);
  const inherited =
    source !== undefined && source.blocks.length > 0 ? `, because ${source.path} names an unencrypted source` : '';
  const path = inherited !== '' && source !== undefined ? source.path : pathOf(block);
  return fail({ path, message: `${what} is not encrypted${inherited}`, observed: block.get(path), expected });
}

/** An unknown verdict for an open question about encryption. */
export function openOutcome({ path, value }: OpenQuestion, what: string, expected: string): Outcome {
  if (isUnknown(value) && !isSourcePath(path)) return undecided(path, value, expected);
  return unknown({
    path,
    message: `${what} takes its encryption from ${path}, which this configuration does not decide`,
    observed: value,
    expected,
  });
}

function withSource(block: Block, own: Encryption, source: DatabaseSource, forks: number): Encryption {
  const inherited = inheritedFrom(source, forks);
  if (ENCRYPTED_BY_KEY.has(block.type) && typeof own !== 'string' && inherited !== 'encrypted') return own;
  return source.mayBeAbsent && own !== inherited ? questionOf(source) : inherited;
}

function inheritedFrom(source: DatabaseSource, forks: number): Encryption {
  if (source.blocks.length === 0 || forks >= MOST_FORKS) return questionOf(source);
  const answers = new Set(source.blocks.map((block) => encryptionOf(block, forks + 1)));
  const [only] = answers;
  return answers.size === 1 && typeof only === 'string' ? only : questionOf(source);
}

function ownEncryption(block: Block): Encryption {
  if (ENCRYPTED_BY_KEY.has(block.type)) {
    const key = keyPresence(block.get('kms_key_id'), block.configuration);
    if (typeof key === 'string') return key === 'set' ? 'encrypted' : 'clear';
    return { path: 'kms_key_id', value: key };
  }
  if (!hasStorageEncrypted(block)) return { path: snapshotArgument(block), value: undefined };
  const flag = toBoolean(block.get('storage_encrypted'));
  if (isUnknown(flag)) return { path: 'storage_encrypted', value: flag };
  return flag === undefined && block.type === 'aws_rds_cluster'
    ? clusterDefault(block)
    : flag === true
      ? 'encrypted'
      : 'clear';
}

/** Aurora Serverless v1 is always encrypted. */
function clusterDefault(block: Block): Encryption {
  const mode = toText(block.get('engine_mode'));
  if (isUnknown(mode)) return { path: 'engine_mode', value: mode };
  return mode === 'serverless' ? 'encrypted' : 'clear';
}

function hasStorageEncrypted(block: Block): boolean {
  return (
    block.kind === 'resource' && ['aws_db_instance', 'aws_rds_cluster', 'aws_rds_global_cluster'].includes(block.type)
  );
}

function snapshotArgument(block: Block): string {
  return block.type === 'aws_db_cluster_snapshot' ? 'db_cluster_identifier' : 'db_instance_identifier';
}

function pathOf(block: Block): string {
  return ENCRYPTED_BY_KEY.has(block.type)
    ? 'kms_key_id'
    : hasStorageEncrypted(block)
      ? 'storage_encrypted'
      : snapshotArgument(block);
}

function isSourcePath(path: string): boolean {
  return !['storage_encrypted', 'kms_key_id', 'engine_mode'].includes(path);
}

function questionOf({ path, value }: DatabaseSource): OpenQuestion {
  return { path, value };
}
