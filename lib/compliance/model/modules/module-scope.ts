import type { MergedBlock } from '../merge-blocks';
import type { ModuleFolder } from './called-module';
import type { ModuleNames } from './module-names';
import type { Head, Rename, Renamed } from './rewrite-expressions';

/** A `module` block whose folder was read. */
export interface ModuleCall {
  readonly block: MergedBlock;
  readonly scope: ModuleScope;
  readonly module: ModuleFolder;
  /** Number of the module whatever its instances; of the module itself where it has no `count` and no `for_each`. */
  readonly number: number;
  /** Terraform's address: `module.net.module.subnets`. */
  readonly address: string;
  readonly hasInstances: boolean;
  readonly outputs: ReadonlySet<string>;
}

/** What `each` and `count` mean in the arguments of one instance of a module. */
export interface InstanceNames {
  readonly eachKey: string;
  readonly eachValue: string;
  readonly countIndex: string;
}

/** One module, or one instance of it: what the names of its expressions mean in the configuration that all modules form. */
export class ModuleScope {
  readonly calls = new Map<string, ModuleCall>();

  constructor(
    private readonly names: ModuleNames,
    /** Undefined for the root module. */
    readonly number: number | undefined,
    /** Terraform's address; an empty string for the root module. */
    readonly address: string,
    /** Providers of the module by the names it has for them: `aws.eu` under `aws`. */
    readonly providers: ReadonlyMap<string, string>,
    /** An expression that is not known, where it is not known either whether there is such a module. */
    readonly presence: string | undefined,
  ) {}

  /** What names mean in expressions of this module. */
  readonly rename: Rename = (head) => (head.root === 'module' ? this.renameCall(head) : this.renameOwn(head));

  /** What names mean in the arguments of a `module` block. */
  renameFor(instance: InstanceNames): Rename {
    return (head) => {
      const { section, root, name } = head;
      const renamed = section === '' ? EACH.get(`${root}.${name}`) : undefined;
      return renamed === undefined ? this.rename(head) : { text: instance[renamed] };
    };
  }

  /** The provider that a block of the module is made by, as the root module would write it; undefined for the default one. */
  provider(written: unknown, type: string): string | undefined {
    const label = typeof written === 'string' ? written.replace(/^\$\{\s*|\s*\}$/g, '') : undefined;
    const known = this.providers.get(label ?? type.replace(/_.*$/s, ''));
    if (known !== undefined || label === undefined || this.number === undefined) return known ?? label;
    const [name = '', alias] = label.split('.');
    return alias === undefined ? label : `${name}.${this.names.name(this.number, alias)}`;
  }

  private renameOwn({ section, root, name }: Head): Renamed | undefined {
    if (this.number === undefined || NO_BLOCK.has(root)) return undefined;
    if (section === '' && root === 'var') return { text: `local.${this.names.name(this.number, name, 'var')}` };
    return { text: `${section === '' ? '' : `${section}.`}${root}.${this.names.name(this.number, name)}` };
  }

  private renameCall({ name, next }: Head): Renamed | undefined {
    const call = this.calls.get(name);
    if (call === undefined)
      return this.number === undefined ? undefined : { text: `module.${this.names.name(this.number, name)}` };
    if (call.hasInstances || next === undefined) return { text: `local.${this.names.name(call.number, name, 'all')}` };
    if (call.outputs.has(next))
      return { text: `local.${this.names.name(call.number, next, 'output')}`, takesNext: true };
    return this.number === undefined ? undefined : { text: `module.${this.names.name(this.number, name)}` };
  }
}

const EACH: ReadonlyMap<string, keyof InstanceNames> = new Map([
  ['each.key', 'eachKey'],
  ['each.value', 'eachValue'],
  ['count.index', 'countIndex'],
]);

const NO_BLOCK = new Set(['each', 'count', 'path', 'terraform', 'self']);
