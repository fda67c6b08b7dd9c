import type { Block } from '../../../model/block';

/** True for an `aws_db_instance` whose engine says that it belongs to an Aurora cluster, which decides in its place. */
export function isAuroraMember(block: Block): boolean {
  const engine = block.get('engine');
  return block.type === 'aws_db_instance' && typeof engine === 'string' && engine.toLowerCase().startsWith('aurora');
}
