import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runExample } from '../examples/run-example';

/** Terraform JSON of one stack. */
export type StackJson = Record<string, unknown>;

/** Runs an example as its README says, and reads the stack of the same name that it wrote. */
export function synthesizeExample(name: string): StackJson {
  const outdir = mkdtempSync(path.join(tmpdir(), 'peers-'));
  try {
    runExample(name, outdir);
    const manifest = JSON.parse(readFileSync(path.join(outdir, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { synthesizedStackPath: string }>;
    };
    const [stack, ...others] = Object.values(manifest.stacks);
    if (stack === undefined || others.length > 0) throw new Error(`expected one stack of examples/${name}`);
    return JSON.parse(readFileSync(path.join(outdir, stack.synthesizedStackPath), 'utf8')) as StackJson;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A folder of its own that holds each stack as `<name>/cdk.tf.json`, for as long as `use` runs. */
export function withStacks<Result>(stacks: ReadonlyMap<string, StackJson>, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), 'peers-'));
  try {
    for (const [name, stack] of stacks) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'cdk.tf.json'), JSON.stringify(stack, null, 2));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder of its own that holds a stack as `cdk.tf.json`, for as long as `use` runs. */
export function withStack<Result>(stack: StackJson, use: (folder: string) => Result): Result {
  return withStacks(new Map([['stack', stack]]), (folder) => use(path.join(folder, 'stack')));
}

/** Keys of a stack, each of which makes Checkov drop the stack with exit code 0. */
const DROPPING = new Set(['import', 'moved', 'removed', 'check']);

/** The stack without the blocks that make Checkov drop it. */
export function withoutDroppingBlocks(stack: StackJson): StackJson {
  const kept = Object.fromEntries(Object.entries(stack).filter(([key]) => !DROPPING.has(key)));
  const settings = Object.entries((stack.terraform ?? {}) as StackJson).filter(([key]) => key !== 'required_version');
  return { ...kept, terraform: Object.fromEntries(settings) };
}

/** The same JSON without nulls, which mean absent, and without the metadata of CDKTF. */
export function withoutNulls(json: unknown): unknown {
  if (Array.isArray(json)) return json.filter((item) => item !== null).map(withoutNulls);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key, value]) => key !== '//' && value !== null)
      .map(([key, value]) => [key, withoutNulls(value)]),
  );
}
