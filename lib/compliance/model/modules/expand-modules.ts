import { mergeBlocks, type MergedBlock } from '../merge-blocks';
import { ownMember } from '../own-member';
import type { Value } from '../value';
import type { CalledModule, ModuleCalls, ModuleFolder, ModuleWarning } from './called-module';
import { instanceKeys, type InstanceKeys } from './instance-keys';
import { ModuleBlocks } from './module-blocks';
import type { ModuleNames } from './module-names';
import { ModuleScope, type ModuleCall } from './module-scope';
import { rewriteRaw } from './rewrite-expressions';

/** More modules, instances counted, are not told apart. */
const MOST_MODULES = 1_000;
/** More blocks of modules are not read. */
const MOST_BLOCKS = 200_000;

/** Evaluates expressions of the root module while the modules come in. */
export interface Evaluator {
  /** Makes variables and locals known. */
  declare(blocks: readonly MergedBlock[]): void;
  evaluate(raw: unknown): Value;
}

/** All modules as blocks of one configuration. */
export interface ExpandedModules {
  readonly blocks: readonly MergedBlock[];
  readonly warnings: readonly ModuleWarning[];
}

/** Writes the blocks of all modules so that they mean the same in one configuration, as if the root module held them. */
export function expandModules(
  root: readonly MergedBlock[],
  calls: ModuleCalls,
  names: ModuleNames,
  evaluator: Evaluator,
): ExpandedModules {
  const expansion = new Expansion(names, evaluator);
  expansion.root(root, calls);
  return expansion;
}

interface UnreadCall extends Pick<ModuleCall, 'block' | 'scope' | 'address'> {
  readonly reason: string;
  readonly isPartlyRead: boolean;
}

class Expansion implements ExpandedModules {
  blocks: MergedBlock[] = [];
  readonly warnings: ModuleWarning[] = [];
  private readonly merged = new Map<ModuleFolder, readonly MergedBlock[]>();
  private readonly unread: UnreadCall[] = [];
  private readonly warned = new Set<string>();
  private readonly refused = new Set<unknown>();
  private readonly ready: ModuleCall[] = [];
  /** Calls whose instances are not known yet: other modules may tell. */
  private readonly waiting: ModuleCall[] = [];
  private modules = 0;

  constructor(
    private readonly names: ModuleNames,
    private readonly evaluator: Evaluator,
  ) {}

  root(blocks: readonly MergedBlock[], calls: ModuleCalls): void {
    const scope = new ModuleScope(this.names, undefined, '', new Map(), undefined);
    this.addCalls(blocks, calls, scope);
    this.add(new ModuleBlocks(scope, this.names).rewriteRoot(blocks));
    while (this.ready.length + this.waiting.length > 0) {
      for (const call of taken(this.ready)) this.open(call, undefined);
      if (this.ready.length === 0 && !this.openKnown())
        for (const call of taken(this.waiting)) this.open(call, undefined);
    }
    for (const each of this.unread)
      if (this.instancesOf(each)?.keys.length !== 0)
        this.warn(each.block, each.address, each.reason, each.isPartlyRead);
    this.blocks = this.blocks.map((block) => (this.refused.has(block.block.segments) ? asUnread(block) : block));
  }

  /** Opens the calls whose instances are known by now. */
  private openKnown(): boolean {
    let isAnyKnown = false;
    for (const call of taken(this.waiting)) {
      const instances = this.instancesOf(call);
      if (instances === undefined) this.waiting.push(call);
      else {
        this.open(call, instances);
        isAnyKnown = true;
      }
    }
    return isAnyKnown;
  }

  private instancesOf({ block, scope }: Pick<ModuleCall, 'block' | 'scope'>): InstanceKeys | undefined {
    return instanceKeys(block.body, (name) => this.evaluator.evaluate(rewriteRaw(block.body[name], scope.rename)));
  }

  private open(call: ModuleCall, instances: InstanceKeys | undefined): void {
    const blocks = this.blocksOf(call.module);
    const count = instances?.keys.length ?? 1;
    this.modules += count;
    if (this.modules > MOST_MODULES || this.blocks.length + blocks.length * count > MOST_BLOCKS) {
      this.refused.add(call.block.block.segments);
      this.warn(
        call.block,
        call.address,
        `there are more than ${String(MOST_MODULES)} modules, or their blocks are more than ${String(MOST_BLOCKS)}`,
      );
      return;
    }
    const writer = new ModuleBlocks(call.scope, this.names);
    const opened = writer.open(call, blocks, instances);
    for (const module of opened) {
      // What expressions of the module say of its own calls depends on what these are.
      this.addCalls(blocks, call.module.calls, module.scope);
      this.add(module.blocks());
    }
    this.add(writer.wholeOf(call, opened, instances));
  }

  private addCalls(blocks: readonly MergedBlock[], calls: ModuleCalls, scope: ModuleScope): void {
    for (const block of blocks) {
      if (block.block.kind !== 'module') continue;
      const { name } = block.block;
      const address = `${scope.address === '' ? '' : `${scope.address}.`}module.${name}`;
      const module = calls.get(name);
      if (module === undefined) continue;
      const unread = isReason(module) ? module.reason : module.unread;
      if (unread !== undefined) {
        const isPartlyRead = !isReason(module) && module.sources.length > 0;
        this.unread.push({ block, scope, address, reason: unread, isPartlyRead });
      }
      if (isReason(module)) continue;
      const call = this.callOf(block, module, scope, address);
      scope.calls.set(name, call);
      (call.hasInstances ? this.waiting : this.ready).push(call);
    }
  }

  private callOf(block: MergedBlock, module: ModuleFolder, scope: ModuleScope, address: string): ModuleCall {
    return {
      block,
      scope,
      module,
      number: this.names.register(address),
      address,
      hasInstances: ['count', 'for_each'].some((name) => (ownMember(block.body, name) ?? undefined) !== undefined),
      outputs: new Set(
        this.blocksOf(module).flatMap((each) => (each.block.kind === 'output' ? [each.block.name] : [])),
      ),
    };
  }

  private blocksOf(module: ModuleFolder): readonly MergedBlock[] {
    const known = this.merged.get(module) ?? mergeBlocks(module.sources);
    this.merged.set(module, known);
    return known;
  }

  private add(blocks: readonly MergedBlock[]): void {
    for (const block of blocks) this.blocks.push(block);
    this.evaluator.declare(blocks);
  }

  /** Once for each call, whatever its instances. */
  private warn({ block }: MergedBlock, address: string, reason: string, isPartlyRead = false): void {
    const call = address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
    const key = `${call}\n${reason}`;
    if (this.warned.has(key)) return;
    this.warned.add(key);
    this.warnings.push({
      file: block.source.file,
      address: call,
      message: `${call} is not checked${isPartlyRead ? ' in full' : ''}: ${reason}`,
    });
  }
}

function isReason(called: CalledModule): called is { readonly reason: string } {
  return 'reason' in called;
}

/** Takes all items out of a list that may grow meanwhile. */
function taken<Item>(list: Item[]): readonly Item[] {
  return list.splice(0);
}

function asUnread({ block, body }: MergedBlock): MergedBlock {
  return { block: { ...block, isRead: false }, body };
}
