import type { Source } from '../raw-block';

/** A folder of Terraform that `module` blocks call. */
export interface ModuleFolder {
  /** Its Terraform JSON. */
  readonly sources: readonly Source[];
  /** What its own `module` blocks call, by their names. */
  readonly calls: ModuleCalls;
  /** Why a part of it is not read; undefined where all of it is. */
  readonly unread: string | undefined;
}

/** What a `module` block calls: a folder that was read, or the reason why nothing was. */
export type CalledModule = ModuleFolder | { readonly reason: string };

/** What the `module` blocks of a module call, by their names. */
export type ModuleCalls = ReadonlyMap<string, CalledModule>;

/** A module that is not checked, or not all of it. */
export interface ModuleWarning {
  /** The file of the `module` block. */
  readonly file: string;
  /** Address of the `module` block: `module.net`. */
  readonly address: string;
  /** What is not checked and why: lower case, no final period. */
  readonly message: string;
}
