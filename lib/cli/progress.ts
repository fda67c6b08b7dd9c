import type { SingleBar } from 'cli-progress';
import type { Io } from './io';

/** Milliseconds of work before a progress bar is worth showing. */
const PATIENCE = 1000;

/** A progress bar on stderr, for people who wait: only in a terminal, and only when the work takes long. */
export class Progress {
  private readonly started = performance.now();
  private bar: SingleBar | undefined;

  constructor(private readonly stderr: Io['stderr']) {}

  update(done: number, total: number): void {
    if (this.bar === undefined) {
      if (this.stderr.isTTY !== true || done >= total || performance.now() - this.started < PATIENCE) return;
      this.bar = createBar(this.stderr);
      this.bar.start(total, done);
    }
    this.bar.update(done);
  }

  stop(): void {
    this.bar?.stop();
    this.bar = undefined;
  }
}

function createBar(stream: NodeJS.WritableStream): SingleBar {
  const { SingleBar: Bar } = require('cli-progress') as typeof import('cli-progress');
  return new Bar({
    stream,
    format: 'checking {bar} {percentage}% | {value} of {total} blocks',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    clearOnComplete: true,
  });
}
