import path from 'node:path';
import type { Block } from '../model/block';
import type { SourceLocation } from './assessment';

/** The place in the user's source that created the block, where synthesis recorded one under `//`. */
export function sourceOfBlock(block: Block): SourceLocation | null {
  const comment = block.raw['//'] as { metadata?: { stackTrace?: unknown } } | null | undefined;
  const trace = comment?.metadata?.stackTrace;
  if (!Array.isArray(trace)) return null;
  for (const frame of trace) {
    const location = typeof frame === 'string' ? parseFrame(frame) : null;
    if (location !== null) return location;
  }
  return null;
}

/** Reads `new MyStack (/app/main.ts:17:7)` and `/app/main.ts:17:7`. */
function parseFrame(frame: string): SourceLocation | null {
  const match = /\(?(?:file:\/\/)?([^()]+?):(\d+):(\d+)\)?$/.exec(frame.trim());
  if (match?.[1] === undefined) return null;
  const relative = path.isAbsolute(match[1]) ? path.relative(process.cwd(), match[1]) : match[1];
  return { file: relative, line: Number(match[2]), column: Number(match[3]) };
}
