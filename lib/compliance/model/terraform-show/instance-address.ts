import { formatPath } from '../path';

/** Where the resources of a plan or a state stand: a module and its calls, and the key of an instance. */
export interface InstancePlace {
  /** `module.network.module.subnets`; empty for the root module. Keys of module instances count. */
  readonly module: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly key: string | number | undefined;
}

/** Terraform's address of an instance. */
export function instanceAddress({ module, mode, type, name, key }: InstancePlace): string {
  const path = formatPath([type, name]) + (key === undefined ? '' : keyText(key));
  return `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${path}`;
}

/** A name that tells the resources of different modules apart, and that an expression can hold. */
export function nameInModule(module: string, name: string): string {
  return module === '' ? name : `${module.replace(/[^\w-]+/g, '-')}-${name}`;
}

function keyText(key: string | number): string {
  return typeof key === 'number' ? `[${String(key)}]` : `[${JSON.stringify(key)}]`;
}

/** The calls that lead to a module, without keys of instances: `module.a["x"].module.b` becomes `['a', 'b']`. */
export function callsOf(module: string): readonly string[] {
  return [...module.matchAll(/(?:^|\.)module\.([\w-]+)(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g)].map(
    ([, name = '']) => name,
  );
}
