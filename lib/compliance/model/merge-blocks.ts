import { InputError } from './input-error';
import { bodyOffset, isTerraform, readBlocks, type RawBlock, type Source } from './raw-block';

/** A block, and its attributes with those of override files merged in. */
export interface MergedBlock {
  readonly block: RawBlock;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Reads the blocks of the files of one module.
 *
 * @throws InputError where a block is declared twice
 */
export function mergeBlocks(sources: readonly Source[]): MergedBlock[] {
  const merged = new Map<string, MergedBlock>();
  const plain = sources.filter((source) => !isOverride(source.file));
  const overrides = sources.filter((source) => isOverride(source.file));
  for (const source of [...plain, ...overrides]) {
    if (source.shown === undefined && !isTerraform(source.value)) continue;
    for (const block of readBlocks(source)) {
      const key = block.address ?? [block.kind, block.type, block.name].join('\u0000');
      const existing = merged.get(key);
      if (existing === undefined) merged.set(key, { block, body: block.body });
      else if (block.kind === 'terraform' || isOverride(source.file)) {
        merged.set(key, { block: existing.block, body: { ...existing.body, ...block.body } });
      } else throw duplicateAddress(existing.block, block);
    }
  }
  return [...merged.values()];
}

function isOverride(file: string): boolean {
  return /(^|[/\\]|_)override\.tf\.json$/.test(file);
}

function duplicateAddress(first: RawBlock, second: RawBlock): InputError {
  const { json, file } = second.source;
  const offset = bodyOffset(second);
  const elsewhere = first.source.file === file ? 'in the same file' : `in ${first.source.file}`;
  return new InputError(
    `duplicate ${second.kind} ${[second.type, second.name].filter((label) => label !== second.kind && label !== '').join('.')}: ` +
      `it is declared ${elsewhere} too, and Terraform refuses both; rename or remove one`,
    { file, position: offset === undefined ? undefined : json?.lines.position(offset) },
  );
}
