import type { Block, Configuration, Referrer } from './block';
import { ConfigurationBlock, isReadModule } from './configuration-block';
import { collectReferences } from './expression';
import { ownMember } from './own-member';
import { formatPath, parsePath, type PathSegment } from './path';
import type { Reference } from './value';

/** Answers who refers to a block. Built once, when first asked. */
export class ReferenceIndex {
  private index: Map<string, Referrer[]> | undefined;

  constructor(private readonly configuration: Configuration) {}

  referrers(block: Block): readonly Referrer[] {
    this.index ??= this.build();
    if (!(block instanceof ConfigurationBlock)) return this.index.get(block.address) ?? [];
    const { instance } = block.origin;
    const all = this.index.get(block.referenceAddress) ?? [];
    if (instance === undefined) return all;
    return all.filter(({ index }) => index === undefined || index === '*' || String(index) === String(instance));
  }

  private build(): Map<string, Referrer[]> {
    const index = new Map<string, Referrer[]>();
    for (const block of this.configuration.blocks) {
      // What becomes of the arguments of a module that is read is seen in its own blocks.
      if (block.kind === 'local' || isReadModule(block)) continue;
      eachExpression(block.raw, [], (text, segments) => {
        const path = formatPath(segments);
        for (const reference of this.followLocals(collectReferences(text))) {
          const referrer = { block, path, attribute: reference.attribute, index: reference.index };
          const known = index.get(reference.address);
          if (known === undefined) index.set(reference.address, [referrer]);
          else known.push(referrer);
        }
      });
    }
    return index;
  }

  /** Replaces references to locals by what the locals refer to. */
  private followLocals(references: readonly Reference[], seen: ReadonlySet<string> = new Set()): readonly Reference[] {
    return references.flatMap((reference) => {
      if (!reference.address.startsWith('local.') || seen.has(reference.address)) return [reference];
      const local: Block | undefined = this.configuration.block(reference.address);
      const inner: Reference[] = [];
      eachExpression(partAt(local?.raw.value, reference.attribute), [], (text) => {
        inner.push(...collectReferences(text));
      });
      return this.followLocals(inner, new Set(seen).add(reference.address));
    });
  }
}

/** The part of a local that a reference reads, as far as it is written out; else all of it. */
function partAt(value: unknown, attribute: string): unknown {
  if (attribute.includes('[]') || attribute.includes('*')) return value;
  let part = value;
  for (const segment of parsePath(attribute)) {
    if (typeof part !== 'object' || part === null) return part;
    const inner = ownMember(part, segment);
    if (inner === undefined) return value;
    part = inner;
  }
  return part;
}

function eachExpression(
  value: unknown,
  path: PathSegment[],
  visit: (text: string, path: readonly PathSegment[]) => void,
): void {
  if (typeof value === 'string') {
    if (value.includes('${') || value.includes('%{')) visit(value, path);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const enter = (segment: PathSegment, inner: unknown): void => {
    if (typeof inner !== 'string' && (typeof inner !== 'object' || inner === null)) return;
    path.push(segment);
    eachExpression(inner, path, visit);
    path.pop();
  };
  if (Array.isArray(value)) {
    value.forEach((element, index) => {
      enter(index, element);
    });
    return;
  }
  for (const key of Object.keys(value)) {
    if (key === '//' || key === 'depends_on') continue;
    enter(key, (value as Record<string, unknown>)[key]);
  }
}
