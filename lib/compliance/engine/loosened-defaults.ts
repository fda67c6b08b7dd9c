import type { Block } from '../model/block';
import { itemsOf, ownMember } from '../model/own-member';
import type { LoosenedDefault } from './assessment';
import { maskText } from './redact';
import { sourceOfBlock } from './source-location';

/** Defaults that users of this package's constructs made weaker: the constructs note them under `//` of a resource. */
export function loosenedDefaults(blocks: readonly Block[]): readonly LoosenedDefault[] {
  return blocks.flatMap((block) => {
    const noted = ownMember(ownMember(ownMember(block.raw, '//'), 'guardrails'), 'loosened');
    return noted === undefined ? [] : itemsOf(noted).map((note) => loosenedDefault(block, note));
  });
}

function loosenedDefault(block: Block, note: unknown): LoosenedDefault {
  return {
    file: block.configuration.fileOf(block),
    address: maskText(block.configuration.displayText?.(block.address) ?? block.address),
    constructPath: block.constructPath === undefined ? null : maskText(block.constructPath),
    source: sourceOfBlock(block),
    setting: textOf(note, 'setting'),
    default: textOf(note, 'default'),
    value: textOf(note, 'value'),
    reason: textOf(note, 'reason'),
  };
}

/** Notes are written by constructs, but JSON can be written by anyone. */
function textOf(note: unknown, key: string): string {
  const text = ownMember(note, key);
  if (text === undefined) return 'not said';
  return maskText(typeof text === 'string' ? text : JSON.stringify(text));
}
