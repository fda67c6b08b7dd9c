import type { Block, Configuration, InputKind, Link, Position, Referrer } from './block';
import { ConfigurationBlock, type Resolve } from './configuration-block';
import { crossStackOutput, type Siblings } from './cross-stack';
import { convertToType, evaluateText, WorkPool, type Iteration, type Scope } from './expression';
import { LinkIndex } from './link-index';
import { mergeBlocks, type MergedBlock } from './merge-blocks';
import type { ModuleCalls, ModuleWarning } from './modules/called-module';
import { expandModules } from './modules/expand-modules';
import { ModuleNames } from './modules/module-names';
import type { RawBlock, Source, VariableBinding } from './raw-block';
import { itemsOf, ownMember } from './own-member';
import { ReferenceIndex } from './reference-index';
import { bareMap, isList, isMap, isUnknown, toBoolean, Unknown, type Value } from './value';

/**
 * Merges the files of one root module, and of the modules that it calls, into a configuration. Later files named
 * `*_override.tf.json` replace attributes.
 */
export function buildConfiguration(
  name: string,
  kind: InputKind,
  sources: readonly Source[],
  modules: ModuleCalls = new Map(),
): Configuration {
  return new MergedConfiguration(name, kind, sources, modules);
}

/** Modules that a configuration calls and that are no part of it, or not as a whole. */
export function unreadModulesOf(configuration: Configuration): readonly ModuleWarning[] {
  return configuration instanceof MergedConfiguration ? configuration.warnings : [];
}

/** Lets stacks that were synthesised together read each other's outputs. */
export function connectStacks(configurations: readonly Configuration[]): void {
  const siblings = new Map(configurations.map((configuration) => [configuration.name, configuration]));
  for (const configuration of configurations)
    if (configuration instanceof MergedConfiguration) configuration.siblings = siblings;
  // A message may name a block of another stack, in a module there.
  const displays = configurations.flatMap(({ displayText }) => displayText ?? []);
  if (displays.length === 0) return;
  for (const configuration of configurations)
    if (configuration instanceof MergedConfiguration)
      configuration.displayText = (text) => displays.reduce((shown, display) => display(shown), text);
}

/** Policies are such texts, and many blocks have one: each is evaluated once. Shorter ones are evaluated as quickly. */
const LONG_TEXT = 100;
const MOST_TEXTS = 1_000;

/** Steps of work (see `Budget`) that the expressions of a configuration share: a third of a second or so. */
const MOST_WORK = 300_000;

class MergedConfiguration implements Configuration {
  siblings: Siblings = new Map();
  warnings: readonly ModuleWarning[] = [];
  displayText: ((text: string) => string) | undefined;

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
  private readonly evaluated = new Map<string, Value>();
  private readonly scope: Scope;

  constructor(
    readonly name: string,
    readonly kind: InputKind,
    private readonly sources: readonly Source[],
    modules: ModuleCalls,
  ) {
    this.file = sources[0]?.file ?? name;
    this.comments = sources.flatMap(({ value }) => itemsOf(ownMember(value, '//')));
    this.scope = {
      variable: (label) => this.variable(label),
      local: (label) => this.local(label),
      work: new WorkPool(MOST_WORK),
    };
    const resolve: Resolve = (raw, iterators, instance) =>
      this.resolveRaw(
        raw,
        iterators === undefined && instance === undefined ? this.scope : { ...this.scope, ...instance, iterators },
      );
    const merged = modules.size === 0 ? mergeBlocks(sources) : this.withModules(modules, resolve);
    const declared = merged.map(({ block, body }) => new ConfigurationBlock(this, block, body, resolve));
    for (const block of declared) {
      if (block.kind === 'variable' || block.kind === 'local') this.byAddress.set(block.address, block);
    }
    this.blocks = declared.filter((block) => block.origin.isHidden !== true && !isRemoved(block));
    for (const block of this.blocks) {
      this.byAddress.set(block.address, block);
      if (!this.byAddress.has(block.referenceAddress)) this.byAddress.set(block.referenceAddress, block);
      if (this.displayText !== undefined) this.byAddress.set(this.displayText(block.address), block);
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

  /** The blocks of all modules. What decides how many instances a module has is evaluated while they come in. */
  private withModules(modules: ModuleCalls, resolve: Resolve): readonly MergedBlock[] {
    const names = new ModuleNames(textsOf(this.sources, modules));
    this.displayText = (text) => names.display(text);
    const { blocks, warnings } = expandModules(mergeBlocks(this.sources), modules, names, {
      declare: (added) => {
        for (const { block, body } of added) {
          if (block.kind !== 'variable' && block.kind !== 'local') continue;
          const declared = new ConfigurationBlock(this, block, body, resolve);
          this.byAddress.set(declared.address, declared);
        }
      },
      evaluate: (raw) => {
        this.forget();
        return this.resolveRaw(raw, this.scope);
      },
    });
    this.forget();
    this.warnings = warnings;
    return blocks;
  }

  private forget(): void {
    this.resolved.clear();
    this.evaluated.clear();
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
      if (block === undefined) return undeclared(`local.${name}`);
      const { binding } = block.origin;
      const value = this.resolveRaw(block.raw.value, this.scope);
      return binding === undefined ? value : this.bind(binding, value, block);
    });
  }

  /** What a variable of a child module makes of the value that it is given. */
  private bind(binding: VariableBinding, given: Value, { raw, address }: Block): Value {
    if (!Object.hasOwn(raw, 'value')) return undeclared(address);
    const isDefault = given === undefined && toBoolean(this.resolveRaw(binding.nullable, this.scope)) === false;
    const value = isDefault ? this.resolveRaw(binding.default, this.scope) : given;
    return typeof binding.type === 'string' ? convertToType(value, binding.type, `\${${address}}`) : value;
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

  /** What a text comes to while a local is being resolved may leave that local out: it is not kept. */
  private evaluate(text: string, scope: Scope): Value {
    if (text.length < LONG_TEXT || scope !== this.scope || this.resolving.size > 0) return evaluateText(text, scope);
    if (this.evaluated.has(text)) return this.evaluated.get(text);
    const value = evaluateText(text, scope);
    if (this.evaluated.size < MOST_TEXTS) this.evaluated.set(text, value);
    return value;
  }

  private resolveRaw(raw: unknown, scope: Scope): Value {
    if (typeof raw === 'string') return this.followStack(this.evaluate(raw, scope));
    if (typeof raw === 'number' || typeof raw === 'boolean') return raw;
    if (typeof raw !== 'object' || raw === null) return undefined;
    if (Array.isArray(raw)) return raw.map((element) => this.resolveRaw(element, scope));
    const map = bareMap();
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

/** The text of every file, of modules too. */
function textsOf(sources: readonly Source[], calls: ModuleCalls): readonly string[] {
  const texts = new Map<Source, string>();
  const enter = (all: readonly Source[], inner: ModuleCalls): void => {
    for (const source of all) texts.set(source, source.json?.text ?? JSON.stringify(source.value));
    for (const called of inner.values())
      if ('sources' in called && !called.sources.every((source) => texts.has(source)))
        enter(called.sources, called.calls);
  };
  enter(sources, calls);
  return [...texts.values()];
}

function rootOf(name: string, [source]: readonly Source[]): RawBlock {
  const nowhere: Source = { file: source?.file ?? name, json: undefined, value: {} };
  return { kind: 'terraform', type: 'terraform', name: '', body: {}, source: nowhere, segments: [] };
}
