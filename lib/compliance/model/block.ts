import type { Iteration } from './expression';
import type { Unknown, Value } from './value';

/** Sections of a configuration. */
export type BlockKind =
  'resource' | 'data' | 'ephemeral' | 'provider' | 'variable' | 'output' | 'local' | 'module' | 'terraform' | 'backend';

/**
 * One block of a configuration.
 *
 * Paths are Terraform's own spelling: `storage_encrypted`, `ingress[0].cidr_blocks[1]`.
 */
export interface Block {
  readonly kind: BlockKind;
  /** Terraform type: `aws_db_instance`; for a provider its name (`aws`), for a backend its kind (`s3`); else the kind. */
  readonly type: string;
  /** Name within its type; a provider's alias or an empty string. */
  readonly name: string;
  /**
   * `aws_db_instance.main`, `data.aws_vpc.v`, `ephemeral.random_password.p`, `provider.aws`, `provider.aws.eu`, `var.x`, `output.x`, `local.x`, `module.x`, `terraform`, `terraform.backend.s3`.
   * Expressions refer to the block by it. A block of a child module has a name of its own in it: see `displayText`.
   */
  readonly address: string;
  /**
   * What rules select blocks by: `aws_db_instance`, `data.aws_vpc`, `ephemeral.random_password`, `provider.aws`, `variable`, `output`, `local`,
   * `module`, `terraform`, `terraform.backend`.
   */
  readonly selector: string;
  readonly configuration: Configuration;
  /** The attributes as they stand in the JSON, unresolved. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** Construct path that CDKTF wrote, such as `my-stack/db/instance`. */
  readonly constructPath: string | undefined;

  /** The resolved value at a path: `undefined` when absent or `null`. */
  get(path: string): Value;
  /** Resolves the value at a path without evaluating it: the raw JSON, `undefined` when absent or `null`. */
  rawAt(path: string): unknown;
  /**
   * The nested blocks of a name: an object, an array of objects and `dynamic` blocks with a literal `for_each` all
   * become items. A `dynamic` block or an attribute that cannot be expanded yet becomes one unknown item.
   */
  nested(name: string): readonly NestedBlock[];
}

/** One item of a nested block, such as one `ingress`. */
export interface NestedBlock {
  /** Path of the item from its block: `ingress[0]`. */
  readonly path: string;
  /** Attributes of the item, or an unknown where the item itself is not known yet. */
  readonly value: Value;
  /** Set where the item is unknown: how many items there are, and their attributes, is not known. */
  readonly unknown: Unknown | undefined;
  /** The value at a path from here: see `Block.get`. */
  get(path: string): Value;
  /** The blocks of a name: see `Block.nested`. */
  nested(name: string): readonly NestedBlock[];
}

/** Who refers to a block, and from where. */
export interface Referrer {
  readonly block: Block;
  /** Path of the attribute that holds the reference. */
  readonly path: string;
  /** What is read of the block: `id`, `arn`. */
  readonly attribute: string;
  /** The instance that is read: a number, a key, `*` for all; undefined where none is picked. */
  readonly index?: string | number | undefined;
}

/** Result of following an attribute to the blocks it means. */
export interface Link {
  /** The blocks of the same configuration that the value refers to. */
  readonly blocks: readonly Block[];
  /** Set where the value, or a part of it, is unknown and leads to none of the blocks that were asked for. */
  readonly unknown: Unknown | undefined;
}

/** Where a configuration comes from. */
export type InputKind = 'synth' | 'tfjson' | 'plan' | 'state';

/** A place in a file: line and column, 1-based. */
export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

/** One root module: the merged Terraform JSON of one stack, plan or state. */
export interface Configuration {
  /** Stack name, folder or file name: what a person calls it. */
  readonly name: string;
  /** The file a block stands in; the first file of the configuration without one. */
  readonly file: string;
  readonly kind: InputKind;
  /** What stands under `//` at the top of each file. */
  readonly comments: readonly unknown[];
  /** The `terraform` block, or one without attributes where none is written: what concerns the whole is said of it. */
  readonly root: Block;
  /** All blocks, without resources that a literal `count = 0` or an empty literal `for_each` removes. */
  readonly blocks: readonly Block[];
  /** Blocks of a selector, such as `aws_db_instance`, `data.aws_vpc`, `provider.aws`. */
  ofType(selector: string): readonly Block[];
  /** The block of an address, index ignored. */
  block(address: string): Block | undefined;
  /** Everything that refers to the block, by reference. Restricted to blocks of the selectors when given. */
  referrers(block: Block, ...selectors: string[]): readonly Referrer[];
  /**
   * Follows a value to blocks of this configuration: through references, locals and templates; a literal that equals
   * one of the `keys` attributes of a block of the `selectors` (such as a bucket's name) counts too.
   */
  link(value: Value, selectors: readonly string[], keys?: readonly string[]): Link;
  /** Resolves raw JSON: expressions become values where they are known. `each` is what `each.key` and `each.value` mean. */
  resolve(raw: unknown, each?: Iteration): Value;
  /** Lowest major version of a provider that `required_providers` admits, or undefined when it says nothing. */
  providerMajor(name: string): number | undefined;
  /**
   * Writes the addresses in a text as Terraform does: blocks of child modules have names of their own here, so that
   * all modules are one configuration, and `aws_kms_key.in-module-c1-1--k` is `module.net.aws_kms_key.k` to people.
   * Undefined where no module is called.
   */
  readonly displayText: ((text: string) => string) | undefined;
  /** File that holds a block. */
  fileOf(block: Block): string;
  /**
   * False where no string of the block, as it is written, matches the pattern: a quick answer before a search. True
   * where it is not known. The pattern has no `^`, `$`, escapes of JSON or flags, and is one object for all calls.
   */
  mayContain(block: Block, pattern: RegExp): boolean;
  /** Where a path of a block stands in its file; the nearest parent that exists when the path is absent. */
  locate(block: Block, path?: string): Position | undefined;
}
