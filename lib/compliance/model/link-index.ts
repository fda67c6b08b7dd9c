import type { Block, Configuration, Link } from './block';
import { crossStackOutput, type Siblings } from './cross-stack';
import { isList, isMap, isUnknown, type Reference, type Unknown, type Value } from './value';

/** A chain through more stacks leads back to where it began. */
const MOST_STACKS = 20;
let stacksPassed = 0;

/** Follows values to the blocks they mean. */
export class LinkIndex {
  private readonly literals = new Map<string, ReadonlyMap<string, readonly Block[]>>();

  constructor(
    private readonly configuration: Configuration,
    private readonly siblings: () => Siblings,
  ) {}

  link(value: Value, selectors: readonly string[], keys: readonly string[]): Link {
    const blocks = new Set<Block>();
    let unknown: Unknown | undefined;
    const visit = (part: Value): void => {
      if (isUnknown(part)) {
        const targets = this.targets(part, selectors, keys);
        targets.forEach((block) => blocks.add(block));
        // `concat([aws_subnet.a.id], var.more)` leads to a block, and to what is not known.
        if (targets.length === 0 || targets.length < part.references.length) unknown ??= part;
      } else if (isList(part)) part.forEach(visit);
      else if (isMap(part)) Object.values(part).forEach(visit);
      else if (typeof part === 'string') this.literal(part, selectors, keys).forEach((block) => blocks.add(block));
    };
    visit(value);
    return { blocks: [...blocks], unknown };
  }

  private targets(value: Unknown, selectors: readonly string[], keys: readonly string[]): readonly Block[] {
    return value.references.flatMap((reference) => {
      const block = this.target(reference);
      if (block !== undefined && selectors.includes(block.selector)) return [block];
      return this.inOtherStack(reference, selectors, keys);
    });
  }

  /** The blocks of another stack that its output leads to. */
  private inOtherStack(reference: Reference, selectors: readonly string[], keys: readonly string[]): readonly Block[] {
    const output = stacksPassed < MOST_STACKS ? crossStackOutput(reference, this.siblings()) : undefined;
    if (output === undefined) return [];
    stacksPassed += 1;
    const { blocks } = output.configuration.link(output.value, selectors, keys);
    stacksPassed -= 1;
    return blocks;
  }

  /** The instance that is picked, where a plan or a state tells instances apart; else the block. */
  private target({ address, index }: Reference): Block | undefined {
    const instance = index === undefined ? undefined : this.configuration.block(instanceOf(address, index));
    return instance ?? this.configuration.block(address);
  }

  private literal(text: string, selectors: readonly string[], keys: readonly string[]): readonly Block[] {
    const all = isShown(this.configuration) ? [...new Set([...keys, 'id', 'arn'])] : keys;
    return selectors.flatMap((selector) => all.flatMap((key) => this.byLiteral(selector, key).get(text) ?? []));
  }

  private byLiteral(selector: string, key: string): ReadonlyMap<string, readonly Block[]> {
    const id = `${selector}\u0000${key}`;
    const existing = this.literals.get(id);
    if (existing !== undefined) return existing;
    const index = new Map<string, Block[]>();
    for (const block of this.configuration.ofType(selector)) {
      const value = block.get(key);
      if (typeof value !== 'string') continue;
      const same = index.get(value);
      if (same === undefined) index.set(value, [block]);
      else same.push(block);
    }
    this.literals.set(id, index);
    return index;
  }
}

function instanceOf(address: string, index: string | number): string {
  return `${address}[${typeof index === 'number' ? String(index) : JSON.stringify(index)}]`;
}

/** A plan and a state show the ids that AWS gave, where the configuration had references. */
function isShown({ kind }: Configuration): boolean {
  return kind === 'plan' || kind === 'state';
}
