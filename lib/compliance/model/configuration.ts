import type { Block, Configuration, InputKind, Link, Position, Referrer } from './block';
import { ConfigurationBlock, type Resolve } from './configuration-block';
import { crossStackOutput, type Siblings } from './cross-stack';
import { convertToType, evaluateText, type Iteration, type Scope } from './expression';
import { InputError } from './input-error';
import { LinkIndex } from './link-index';
import { bodyOffset, isTerraform, readBlocks, type RawBlock, type Source } from './raw-block';
import { itemsOf, ownMember } from './own-member';
import { ReferenceIndex } from './reference-index';
import { isList, isMap, isUnknown, Unknown, type Value } from './value';

/** Merges the files of one root module into a configuration. Later files named `*_override.tf.json` replace attributes. */
export function buildConfiguration(name: string, kind: InputKind, sources: readonly Source[]): Configuration {
  return new MergedConfiguration(name, kind, sources);
}

/** Lets stacks that were synthesised together read each other's outputs. */
export function connectStacks(configurations: readonly Configuration[]): void {
  const siblings = new Map(configurations.map((configuration) => [configuration.name, configuration]));
  for (const configuration of configurations)
    if (configuration instanceof MergedConfiguration) configuration.siblings = siblings;
}

class MergedConfiguration implements Configuration {
  siblings: Siblings = new Map();

  readonly file: string;
  readonly comments: readonly unknown[];
  readonly root: Block;
  readonly blocks: readonly ConfigurationBlock[];
  private readonly bySelector = new Map<string, ConfigurationBlock[]>();
  private readonly byAddress = new Map<string, ConfigurationBlock>();
  private readonly linkIndex: LinkIndex;
  private readonly referenceIndex: ReferenceIndex;
  private readonly resolved = new Map<string, Value>();
  private readonly resolving = new Set<string>();
  private readonly scope: Scope;

  constructor(
    readonly name: string,
    readonly kind: InputKind,
    private readonly sources: readonly Source[],
  ) {
    this.file = sources[0]?.file ?? name;
    this.comments = sources.flatMap(({ value }) => itemsOf(ownMember(value, '//')));
    this.scope = {
      variable: (label) => this.variable(label),
      local: (label) => this.local(label),
    };
    const resolve: Resolve = (raw, iterators) =>
      this.resolveRaw(raw, iterators === undefined ? this.scope : { ...this.scope, iterators });
    const declared = mergeBlocks(sources).map(({ block, body }) => new ConfigurationBlock(this, block, body, resolve));
    for (const block of declared) {
      if (block.kind === 'variable' || block.kind === 'local') this.byAddress.set(block.address, block);
    }
    this.blocks = declared.filter((block) => block.origin.isHidden !== true && !isRemoved(block));
    for (const block of this.blocks) {
      this.byAddress.set(block.address, block);
      if (!this.byAddress.has(block.referenceAddress)) this.byAddress.set(block.referenceAddress, block);
      const same = this.bySelector.get(block.selector);
      if (same === undefined) this.bySelector.set(block.selector, [block]);
      else same.push(block);
    }
    this.root = this.ofType('terraform')[0] ?? new ConfigurationBlock(this, rootOf(name, sources), {}, resolve);
    this.linkIndex = new LinkIndex(this, () => this.siblings);
    this.referenceIndex = new ReferenceIndex(this);
  }

  ofType(selector: string): readonly Block[] {
    return this.bySelector.get(selector) ?? [];
  }

  block(address: string): Block | undefined {
    return this.byAddress.get(address);
  }

  referrers(block: Block, ...selectors: string[]): readonly Referrer[] {
    const all = this.referenceIndex.referrers(block);
    return selectors.length === 0 ? all : all.filter((referrer) => selectors.includes(referrer.block.selector));
  }

  link(value: Value, selectors: readonly string[], keys: readonly string[] = []): Link {
    return this.linkIndex.link(value, selectors, keys);
  }

  resolve(raw: unknown, each?: Iteration): Value {
    return this.resolveRaw(raw, each === undefined ? this.scope : { ...this.scope, each });
  }

  providerMajor(name: string): number | undefined {
    for (const terraform of this.ofType('terraform')) {
      const requirement = terraform.get(`required_providers.${name}.version`);
      const major = majorOf(requirement);
      if (major !== undefined) return major;
    }
    return this.sources.map(({ shown }) => majorOf(shown?.versions.get(name))).find((major) => major !== undefined);
  }

  fileOf(block: Block): string {
    return block instanceof ConfigurationBlock ? block.origin.source.file : this.file;
  }

  locate(block: Block, path?: string): Position | undefined {
    return block instanceof ConfigurationBlock ? block.locate(path ?? '') : undefined;
  }

  mayContain(block: Block, pattern: RegExp): boolean {
    return !(block instanceof ConfigurationBlock) || block.mayContain(pattern);
  }

  private variable(name: string): Value {
    return this.once(`var.${name}`, () => {
      const block = this.byAddress.get(`var.${name}`);
      if (block === undefined || !Object.hasOwn(block.raw, 'default')) return undeclared(`var.${name}`);
      const value = this.resolveRaw(block.raw.default, this.scope);
      const { type } = block.raw;
      return typeof type === 'string' ? convertToType(value, type, `\${var.${name}}`) : value;
    });
  }

  private local(name: string): Value {
    return this.once(`local.${name}`, () => {
      const block = this.byAddress.get(`local.${name}`);
      return block === undefined ? undeclared(`local.${name}`) : this.resolveRaw(block.raw.value, this.scope);
    });
  }

  /** Resolves a name once; a name that refers to itself is unknown. */
  private once(address: string, resolve: () => Value): Value {
    if (this.resolved.has(address)) return this.resolved.get(address);
    if (this.resolving.has(address)) return undeclared(address);
    this.resolving.add(address);
    const value = resolve();
    this.resolving.delete(address);
    this.resolved.set(address, value);
    return value;
  }

  /** The value that a reference to another stack stands for, where it is known there; else the reference. */
  private followStack(value: Value): Value {
    const [reference] = isUnknown(value) && value.isReference ? value.references : [];
    if (reference === undefined || this.siblings.size === 0) return value;
    const output = crossStackOutput(reference, this.siblings);
    return output === undefined || isUnknown(output.value) || output.value === undefined ? value : output.value;
  }

  private resolveRaw(raw: unknown, scope: Scope): Value {
    if (typeof raw === 'string') return this.followStack(evaluateText(raw, scope));
    if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
    if (typeof raw !== 'object' || raw === null) return undefined;
    if (Array.isArray(raw)) return raw.map((element) => this.resolveRaw(element, scope));
    const map = Object.create(null) as Record<string, Value>;
    for (const key of Object.keys(raw)) {
      if (key === '//') continue;
      const value = this.resolveRaw((raw as Record<string, unknown>)[key], scope);
      if (value !== undefined) map[key] = value;
    }
    return map;
  }
}

/** Lowest major version that a constraint admits. */
function majorOf(constraint: Value): number | undefined {
  const major = typeof constraint === 'string' ? /^\s*(?:=|~>|>=)?\s*v?(\d+)/.exec(constraint)?.[1] : undefined;
  return major === undefined ? undefined : Number(major);
}

function undeclared(address: string): Unknown {
  return new Unknown(`\${${address}}`, [{ address, attribute: '' }], [], true);
}

/** True where a literal `count = 0` or an empty literal `for_each` removes the block. */
function isRemoved(block: ConfigurationBlock): boolean {
  if (block.kind !== 'resource' && block.kind !== 'data' && block.kind !== 'module') return false;
  const count = block.get('count');
  if (count === 0 || count === '0') return true;
  const forEach = block.get('for_each');
  if (isUnknown(forEach)) return false;
  return (isList(forEach) && forEach.length === 0) || (isMap(forEach) && Object.keys(forEach).length === 0);
}

function rootOf(name: string, [source]: readonly Source[]): RawBlock {
  const nowhere: Source = { file: source?.file ?? name, json: undefined, value: {} };
  return { kind: 'terraform', type: 'terraform', name: '', body: {}, source: nowhere, segments: [] };
}

interface MergedBlock {
  readonly block: RawBlock;
  readonly body: Readonly<Record<string, unknown>>;
}

function mergeBlocks(sources: readonly Source[]): MergedBlock[] {
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
