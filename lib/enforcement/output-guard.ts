import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readRejection, rejectedName, REJECTION_FILE } from '../compliance/model/stale-output';
import type { AppConstruct } from './constructs-of-stacks';

const MANIFEST = 'manifest.json';
/** JSON, or HCL where the app asks for it. */
export const STACK_FILES = ['cdk.tf.json', 'cdk.tf'];

const BEGUN = 'a synthesis began that did not end: the app threw, a validation failed, or it never called synth()';
const SKIPPED = 'the app skips validation (skipValidation), so that nothing was judged';

/**
 * Sees to it that a synthesis that does not end leaves nothing to deploy: from its beginning until it has been judged,
 * there is no manifest in the output folder, and a file says so to whoever checks the folder.
 */
export class OutputGuard {
  private readonly run = randomUUID();
  private readonly startedAt = new Date().toISOString();
  /** A relative folder is another one after `process.chdir`. */
  private readonly folders = new Set<string>();

  /** Begins with the app: one that is never synthesised leaves nothing either. */
  constructor(private readonly app: AppConstruct) {
    const folder = this.enter();
    mkdirSync(folder, { recursive: true });
    this.clear(folder);
    this.mark(folder, this.whileOpen());
  }

  /** A synthesis begins. A mark that another app has set stays. */
  begin(): void {
    const folder = this.enter();
    if (!existsSync(folder)) return; // CDKTF says so
    this.clear(folder);
    const before = readRejection(folder);
    if (before === undefined || before.run === this.run) this.mark(folder, this.whileOpen());
  }

  /** Nothing that was written may be deployed: the manifest goes, and the files of the stacks are set aside. */
  reject(reason: string, files: readonly string[]): void {
    this.enter();
    for (const folder of this.folders) {
      if (!existsSync(folder)) continue;
      this.mark(folder, reason);
      this.dropManifest(folder);
      for (const file of files) {
        const path = join(folder, file);
        if (existsSync(path)) renameSync(path, rejectedName(path));
      }
    }
  }

  /** The output stands for the app. A mark that another app has set in the meantime stays. */
  accept(): void {
    const folder = resolve(this.app.outdir);
    if (readRejection(folder)?.run === this.run) rmSync(join(folder, REJECTION_FILE), { force: true });
  }

  private enter(): string {
    const folder = resolve(this.app.outdir);
    this.folders.add(folder);
    return folder;
  }

  private whileOpen(): string {
    return this.app.skipValidation === true ? SKIPPED : BEGUN;
  }

  private mark(folder: string, reason: string): void {
    const text = JSON.stringify({ reason, startedAt: this.startedAt, run: this.run }, null, 2);
    writeFileSync(join(folder, REJECTION_FILE), `${text}\n`);
  }

  /** What an earlier synthesis left says nothing about this one. */
  private clear(folder: string): void {
    this.dropManifest(folder);
    const stacks = join(folder, 'stacks');
    if (!existsSync(stacks)) return;
    for (const stack of readdirSync(stacks)) {
      for (const file of STACK_FILES) rmSync(join(stacks, stack, rejectedName(file)), { force: true });
    }
  }

  private dropManifest(folder: string): void {
    rmSync(join(folder, MANIFEST), { force: true });
  }
}
