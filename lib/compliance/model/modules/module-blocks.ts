import type { MergedBlock } from '../merge-blocks';
import { itemsOf, ownMember } from '../own-member';
import type { RawBlock } from '../raw-block';
import type { InstanceKeys } from './instance-keys';
import type { ModuleNames, NameRole } from './module-names';
import { ModuleScope, type InstanceNames, type ModuleCall } from './module-scope';
import { rewriteRaw, type Rename } from './rewrite-expressions';

type Body = Readonly<Record<string, unknown>>;

/** One module that a call opens: its names, and its blocks once its own calls are known. */
export interface OpenedModule {
  readonly scope: ModuleScope;
  readonly blocks: () => readonly MergedBlock[];
}

/** Writes the blocks of the modules that one module calls. */
export class ModuleBlocks {
  constructor(
    private readonly scope: ModuleScope,
    private readonly names: ModuleNames,
  ) {}

  /** The blocks of the root module, which keep their names. */
  rewriteRoot(blocks: readonly MergedBlock[]): readonly MergedBlock[] {
    return blocks.map((block) => {
      const more = { ...callMark(block, this.scope), isInModule: false };
      return renamed(block, block.block.name, this.scope.rename, more);
    });
  }

  /**
   * The modules that a call opens.
   *
   * @param instances undefined where there is one module without instances, or where they are not known
   */
  open(call: ModuleCall, blocks: readonly MergedBlock[], instances: InstanceKeys | undefined): readonly OpenedModule[] {
    if (instances === undefined) {
      const presence = call.hasInstances ? this.reference(call, 'count') : undefined;
      const scope = this.scopeOf(call, blocks, call.number, call.address, presence);
      return [{ scope, blocks: () => this.write(call, blocks, scope, this.instanceNames(call), true) }];
    }
    return instances.keys.map((key, position) => {
      const address = `${call.address}[${typeof key === 'number' ? String(key) : JSON.stringify(key)}]`;
      const scope = this.scopeOf(call, blocks, this.names.register(address), address, undefined);
      const names = this.instanceNames(call, instances.kind, key);
      return { scope, blocks: () => this.write(call, blocks, scope, names, position === 0) };
    });
  }

  /** What `module.net` as a whole means, and what its `for_each` gives. */
  wholeOf(
    call: ModuleCall,
    opened: readonly OpenedModule[],
    instances: InstanceKeys | undefined,
  ): readonly MergedBlock[] {
    if (instances === undefined && call.hasInstances) return [];
    const outputs = opened.map(({ scope }) =>
      Object.fromEntries(
        [...call.outputs].map((output) => [
          output,
          `\${local.${this.names.name(scope.number ?? 0, output, 'output')}}`,
        ]),
      ),
    );
    const keyed =
      instances === undefined
        ? outputs[0]
        : instances.kind === 'count'
          ? outputs
          : Object.fromEntries(instances.keys.map((key, position) => [key, outputs[position]]));
    const all = this.local(call.block.block, this.callName(call, 'all'), { value: keyed });
    if (instances?.kind !== 'map') return [all];
    const each = rewriteRaw(ownMember(call.block.body, 'for_each'), this.scope.rename);
    return [all, this.local(call.block.block, this.callName(call, 'each'), { value: each })];
  }

  private scopeOf(
    call: ModuleCall,
    blocks: readonly MergedBlock[],
    number: number,
    address: string,
    presence: string | undefined,
  ): ModuleScope {
    const providers = new Map([...this.scope.providers].filter(([name]) => !name.includes('.')));
    for (const { block } of blocks)
      if (block.kind === 'provider') providers.set(providerLabel(block), this.providerName(block, number));
    for (const [name, given] of providersGiven(call)) {
      const provider = this.scope.provider(given, '');
      if (provider !== undefined) providers.set(name, provider);
    }
    return new ModuleScope(this.names, number, address, providers, presence ?? this.scope.presence);
  }

  /** The blocks of one module; its declarations count once for all instances. */
  private write(
    call: ModuleCall,
    blocks: readonly MergedBlock[],
    scope: ModuleScope,
    instance: InstanceNames,
    isFirst: boolean,
  ): readonly MergedBlock[] {
    const number = scope.number ?? 0;
    const given = new Set(providersGiven(call).map(([name]) => name));
    const name = (block: RawBlock, role?: NameRole): string => this.names.name(number, block.name, role);
    return blocks.flatMap((merged): readonly MergedBlock[] => {
      const { block } = merged;
      switch (block.kind) {
        case 'variable':
          return [
            this.variable(call, merged, name(block, 'var'), instance),
            ...(isFirst ? [renamed(merged, this.names.name(call.number, block.name), scope.rename)] : []),
          ];
        case 'local':
          return [renamed(merged, name(block), scope.rename, { isHidden: true })];
        case 'output':
          return [this.local(block, name(block, 'output'), { value: rewriteRaw(merged.body.value, scope.rename) })];
        case 'provider':
          if (given.has(providerLabel(block))) return [];
          return [renamed(merged, this.providerName(block, number).replace(/^[^.]*\./, ''), scope.rename)];
        case 'resource':
        case 'data':
        case 'ephemeral':
          return [inModule(merged, name(block), scope)];
        case 'module':
          return [renamed(merged, name(block), scope.rename, callMark(merged, scope), presenceIn(merged.body, scope))];
        case 'terraform':
        case 'backend':
          return [];
      }
    });
  }

  /** A variable under the value that the call gives it. */
  private variable(call: ModuleCall, { block, body }: MergedBlock, name: string, instance: InstanceNames): MergedBlock {
    const binding = { type: body.type, nullable: body.nullable, default: body.default };
    const isGiven = Object.hasOwn(call.block.body, block.name);
    if (!isGiven)
      return this.local(block, name, Object.hasOwn(body, 'default') ? { value: body.default } : {}, { binding });
    const value = rewriteRaw(call.block.body[block.name], this.scope.renameFor(instance));
    return this.local(call.block.block, name, { value }, { binding });
  }

  private local(from: RawBlock, name: string, body: Body, more: Partial<RawBlock> = {}): MergedBlock {
    const { source, segments } = from;
    return { block: { kind: 'local', type: 'local', name, body, source, segments, isHidden: true, ...more }, body };
  }

  private providerName(block: RawBlock, number: number): string {
    return block.name === ''
      ? `${block.type}.${this.names.name(number, block.type, 'default')}`
      : `${block.type}.${this.names.name(number, block.name)}`;
  }

  private instanceNames(call: ModuleCall, kind?: InstanceKeys['kind'], key?: string | number): InstanceNames {
    const text = typeof key === 'string' ? quoted(key) : undefined;
    const ofMap = text === undefined ? undefined : `local.${this.callName(call, 'each')}[${text}]`;
    return {
      eachKey: text ?? `local.${this.callName(call, 'each-key')}`,
      eachValue: (kind === 'map' ? ofMap : text) ?? `local.${this.callName(call, 'each-value')}`,
      countIndex: typeof key === 'number' ? String(key) : `local.${this.callName(call, 'count-index')}`,
    };
  }

  private reference(call: ModuleCall, role: NameRole): string {
    return `\${local.${this.callName(call, role)}}`;
  }

  private callName(call: ModuleCall, role: NameRole): string {
    return this.names.name(call.number, call.block.block.name, role);
  }
}

/** A resource of a module, made by the provider that the module has for it. */
function inModule(merged: MergedBlock, name: string, scope: ModuleScope): MergedBlock {
  const { block, body } = merged;
  const written = ownMember(body, 'provider') ?? undefined;
  const provider = scope.provider(written, block.type);
  return renamed(
    merged,
    name,
    scope.rename,
    {},
    { ...(provider === undefined ? {} : { provider }), ...presenceIn(body, scope) },
  );
}

/** `count` where it is not known whether there is such a module: its blocks may be missing too. */
function presenceIn(body: Body, { presence }: ModuleScope): Body {
  if (presence === undefined) return {};
  return (ownMember(body, 'for_each') ?? undefined) === undefined ? { count: presence } : { for_each: presence };
}

/** Says of a `module` block that all of it is read. */
function callMark({ block }: MergedBlock, scope: ModuleScope): Partial<RawBlock> {
  const call = block.kind === 'module' ? scope.calls.get(block.name) : undefined;
  return call !== undefined && call.module.unread === undefined ? { isRead: true } : {};
}

/** A block under another name, its expressions rewritten. */
function renamed(
  { block, body }: MergedBlock,
  name: string,
  rename: Rename,
  more: Partial<RawBlock> = {},
  set: Body = {},
): MergedBlock {
  const written = rewriteRaw(body, rename) as Body;
  const all = Object.keys(set).length === 0 ? written : { ...written, ...set };
  // A block without override files is found in its file as it is written there.
  return {
    block: { ...block, name, body: block.body === body ? all : block.body, isInModule: true, ...more },
    body: all,
  };
}

function providerLabel({ type, name }: RawBlock): string {
  return name === '' ? type : `${type}.${name}`;
}

function providersGiven({ block }: ModuleCall): readonly (readonly [string, unknown])[] {
  return itemsOf(ownMember(block.body, 'providers')).flatMap((each) =>
    typeof each === 'object' && each !== null ? Object.entries(each) : [],
  );
}

/** Text as a literal of an expression. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
