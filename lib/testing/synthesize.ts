import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectStacks } from '../compliance/model/configuration';
import { loadJson, type LoadedInput } from '../compliance/model/load';

/** The part of a `TerraformStack` (of cdktf or of cdktn) that synthesis needs. */
export interface StackLike {
  readonly node: { readonly id: string };
  readonly synthesizer: { synthesize(session: never): void };
}

/** The part of an `App` (of cdktf or of cdktn) that synthesis needs. */
export interface AppLike {
  readonly node: { findAll(): readonly unknown[] };
  synth(): void;
}

/**
 * Synthesises one stack as `app.synth()` does, and reads what it wrote.
 *
 * `Testing.synth` deletes every `//` key, construct paths and suppressions among them, and its time grows with the
 * square of the number of resources. This is linear and keeps them.
 */
export function synthesizeStack(stack: StackLike): LoadedInput {
  const outdir = mkdtempSync(path.join(tmpdir(), 'cdktf-guardrails-'));
  try {
    const session = {
      outdir,
      skipValidation: true,
      // cdktn adds a local backend to a stack that is not said to be prepared.
      stacksPrepared: true,
      manifest: {
        outdir,
        forStack: () => ({
          workingDirectory: 'stack',
          synthesizedStackPath: 'stack/cdk.tf.json',
          stackMetadataPath: 'stack/metadata.json',
          annotations: [],
        }),
      },
    };
    stack.synthesizer.synthesize(session as never);
    const folder = path.join(outdir, 'stack');
    return loadJson(readFileSync(path.join(folder, 'cdk.tf.json'), 'utf8'), stack.node.id, { folder });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Synthesises every stack of an app, after preparing all of them for references between stacks. */
export function synthesizeApp(app: AppLike): readonly LoadedInput[] {
  const stacks = app.node.findAll().filter(isStackLike);
  for (const stack of stacks) stack.prepareStack?.();
  const inputs = stacks.map(synthesizeStack);
  connectStacks(inputs.map(({ configuration }) => configuration));
  return inputs;
}

interface PreparableStack extends StackLike {
  prepareStack?(): void;
}

/** True for a `TerraformStack`, whichever package it comes from. */
export function isStackLike(construct: unknown): construct is PreparableStack {
  const { synthesizer } = (construct ?? {}) as { synthesizer?: { synthesize?: unknown } };
  return typeof synthesizer?.synthesize === 'function';
}
