import { Command, CommanderError } from 'commander';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { addEvidenceCommands } from '../../lib/cli/evidence-command';
import { ExitCode } from '../../lib/cli/exit-code';
import type { Io } from '../../lib/cli/io';
import { printError } from '../../lib/cli/print-error';
import type { Evidence } from '../../lib/evidence/evidence';

export interface EvidenceResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

class Sink extends Writable {
  text = '';

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(chunk: string, _encoding: string, callback: () => void): void {
    this.text += chunk;
    callback();
  }
}

/** A folder of its own for a test, in which the commands of evidence run. */
export class Workspace {
  readonly path = mkdtempSync(join(tmpdir(), 'evidence-'));

  /** Writes a file: text as it is, anything else as JSON. */
  write(file: string, content: unknown): this {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return this;
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  evidence(file = 'evidence.json'): Evidence {
    return JSON.parse(this.read(file)) as Evidence;
  }

  run(...argv: readonly string[]): EvidenceResult {
    const [stdout, stderr] = [new Sink(), new Sink()];
    const io: Io = { stdout, stderr, cwd: this.path, env: {}, isTTY: false, columns: undefined };
    let code: number = ExitCode.ok;
    const program = new Command('cdktf-guardrails').exitOverride().configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    });
    addEvidenceCommands(program, io, (result) => {
      code = result;
    });
    for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
      command.exitOverride().copyInheritedSettings(program);
    try {
      program.parse(['evidence', ...argv], { from: 'user' });
    } catch (error) {
      if (error instanceof CommanderError) code = error.exitCode === 0 ? ExitCode.ok : ExitCode.error;
      else code = printError(error, io, argv.includes('--debug'));
    }
    return { code, stdout: stdout.text, stderr: stderr.text };
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** A stack that keeps what the CIS pack asks of a database, but for what is given. */
export function shop(database: object = {}): object {
  return {
    provider: { aws: [{ region: 'eu-west-1', default_tags: [{ tags: { Owner: 'platform' } }] }] },
    resource: {
      aws_db_instance: {
        main: {
          identifier: 'shop-main',
          engine: 'postgres',
          instance_class: 'db.m7g.large',
          storage_encrypted: true,
          auto_minor_version_upgrade: true,
          publicly_accessible: false,
          multi_az: true,
          ...database,
        },
      },
      aws_sqs_queue: { orders: { name: 'orders', tags: { Project: 'shop' } } },
    },
  };
}
