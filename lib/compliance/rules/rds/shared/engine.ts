import type { Block } from '../../../model/block';
import { isUnknown, toText, type Unknown, type Value } from '../../../model/value';
import { sourceOf } from './database-source';
import { parseFamily, type EngineVersion } from './engine-family';
import { familyOf } from './parameter-group';

/** Sources of sources, and references to references, that are followed. */
const LONGEST_CHAIN = 10;

/**
 * Engine of a database in lower case: its own argument, else that of what it is made from, else what the family of
 * its parameter group says. Unknown where an expression hides it, undefined where nothing names it.
 */
export function engineOf(block: Block): string | Unknown | undefined {
  const written = engineArgument(block, 0);
  if (typeof written === 'string') return written;
  return parseFamily(familyOf(block))?.engine ?? written;
}

/** Version of a database's engine, found as the engine is found. */
export function engineVersionOf(block: Block): EngineVersion | Unknown | undefined {
  const written = versionArgument(block, 0);
  if (written !== undefined && !isUnknown(written)) return written;
  return parseFamily(familyOf(block))?.version ?? written;
}

function engineArgument(block: Block, depth: number): string | Unknown | undefined {
  const written = toText(throughReference(block, block.get('engine')));
  if (typeof written === 'string' && written !== '') return written.toLowerCase();
  if (isUnknown(written) || depth >= LONGEST_CHAIN) return isUnknown(written) ? written : undefined;
  const sources = sourceBlocks(block);
  // Where an expression chooses between sources, only what they say themselves counts.
  const next = sources.length > 1 ? LONGEST_CHAIN : depth + 1;
  return agreed(sources.map((source) => engineArgument(source, next)));
}

function versionArgument(block: Block, depth: number): EngineVersion | Unknown | undefined {
  const written = toText(throughReference(block, block.get('engine_version')));
  if (written !== undefined && written !== '') return parseVersion(written);
  if (depth >= LONGEST_CHAIN) return undefined;
  const [source, ...others] = sourceBlocks(block);
  return source === undefined || others.length > 0 ? undefined : versionArgument(source, depth + 1);
}

function sourceBlocks(block: Block): readonly Block[] {
  return sourceOf(block)?.blocks ?? [];
}

function agreed(engines: readonly (string | Unknown | undefined)[]): string | Unknown | undefined {
  const [first] = engines;
  return engines.every((engine) => engine === first) ? first : undefined;
}

function parseVersion(written: string | Unknown): EngineVersion | Unknown | undefined {
  const text = isUnknown(written) ? written.knownPrefix : written;
  // The last number before an unknown piece may go on in that piece.
  const match = isUnknown(written) ? /^(\d+)\.(?:(\d+)\.)?/.exec(text) : /^(\d+)(?:\.(\d+))?/.exec(text);
  const major = match?.[1];
  if (major === undefined) return isUnknown(written) ? written : undefined;
  const minor = match?.[2];
  return { major: Number(major), minor: minor === undefined ? undefined : Number(minor) };
}

/** Reads what another block of the configuration has at the attribute that an expression refers to. */
function throughReference(block: Block, value: Value): Value {
  let current = value;
  for (let step = 0; step < LONGEST_CHAIN && isUnknown(current) && current.isReference; step += 1) {
    const [reference] = current.references;
    const target = reference === undefined ? undefined : block.configuration.block(reference.address);
    const isReadable = target?.kind === 'resource' || target?.kind === 'data';
    const next = isReadable && reference !== undefined ? target.get(reference.attribute) : undefined;
    if (next === undefined) return current;
    current = next;
  }
  return current;
}
