import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import type { Io } from '../../lib/cli/io';
import { run } from '../../lib/cli/main';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Sink extends Writable {
  readonly chunks: string[] = [];
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string, _encoding: string, callback: () => void): void {
    this.chunks.push(chunk);
    callback();
  }

  get text(): string {
    return this.chunks.join('');
  }
}

/** A folder of its own for a test, in which the command runs. */
export class Workspace {
  readonly path = mkdtempSync(join(tmpdir(), 'guardrails-cli-'));

  /** Writes a file: text as it is, anything else as JSON. */
  write(file: string, content: unknown): this {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return this;
  }

  async run(argv: readonly string[], io: Partial<Omit<Io, 'stdout' | 'stderr'>> = {}): Promise<CommandResult> {
    const stdout = new Sink(io.isTTY ?? false);
    const stderr = new Sink(io.isTTY ?? false);
    const code = await run(argv, { stdout, stderr, cwd: this.path, env: {}, isTTY: false, columns: undefined, ...io });
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}
