import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readRejection, rejectedName, REJECTION_FILE } from '../compliance/model/stale-output';
import type { AppConstruct } from './constructs-of-stacks';

const MANIFEST = 'manifest.json';
/** JSON, or HCL where the app asks for it. */
const STACK_FILES = ['cdk.tf.json', 'cdk.tf'];

/**
 * Sees to it that a synthesis that does not end leaves nothing to deploy: from its beginning until it has been judged,
 * there is no manifest in the output folder, and a file says so to whoever checks the folder.
 */
export class OutputGuard {
  private static readonly known = new WeakMap<AppConstruct, OutputGuard>();

  /** The guard of an app. The first call begins the synthesis. */
  static of(app: AppConstruct): OutputGuard {
    const known = OutputGuard.known.get(app);
    if (known !== undefined) return known;
    const guard = new OutputGuard(resolve(app.outdir), app.skipValidation === true);
    OutputGuard.known.set(app, guard);
    return guard;
  }

  private readonly run = randomUUID();
  private readonly startedAt = new Date().toISOString();

  private constructor(
    private readonly folder: string,
    skipsValidation: boolean,
  ) {
    mkdirSync(folder, { recursive: true });
    this.mark(
      skipsValidation
        ? 'the app skips validation (skipValidation), so that nothing was judged'
        : 'a synthesis began that did not end: the app threw, a validation failed, or it never called synth()',
    );
    this.dropManifest();
    this.dropRejected();
  }

  /** Nothing that was written may be deployed: the manifest goes, and the files of the stacks are set aside. */
  reject(reason: string, files: readonly string[]): void {
    this.mark(reason);
    this.dropManifest();
    for (const file of files) {
      const path = join(this.folder, file);
      if (existsSync(path)) renameSync(path, rejectedName(path));
    }
  }

  /** The output stands for the app. A mark that another app has set in the meantime stays. */
  accept(): void {
    if (readRejection(this.folder)?.run === this.run) rmSync(this.marker, { force: true });
  }

  private get marker(): string {
    return join(this.folder, REJECTION_FILE);
  }

  private mark(reason: string): void {
    const text = JSON.stringify({ reason, startedAt: this.startedAt, run: this.run }, null, 2);
    writeFileSync(this.marker, `${text}\n`);
  }

  private dropManifest(): void {
    rmSync(join(this.folder, MANIFEST), { force: true });
  }

  /** What an earlier synthesis set aside says nothing about this one. */
  private dropRejected(): void {
    const stacks = join(this.folder, 'stacks');
    if (!existsSync(stacks)) return;
    for (const stack of readdirSync(stacks)) {
      for (const file of STACK_FILES) rmSync(join(stacks, stack, rejectedName(file)), { force: true });
    }
  }
}
