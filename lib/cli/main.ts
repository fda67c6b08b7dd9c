import { CommanderError } from 'commander';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { printError } from './print-error';
import { createProgram } from './program';

/**
 * Runs one command.
 *
 * @param argv - arguments without the interpreter and the script
 * @returns the exit code; errors are printed, never thrown
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: ExitCode = ExitCode.ok;
  const program = createProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.error;
    return printError(error, io, argv.includes('--debug'));
  }
}

/** Runs the command line of this process. Ends by itself, so that everything written reaches its reader. */
export function main(): void {
  let broken = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      broken = true;
      process.exitCode = ExitCode.error;
      if (stream === process.stdout) process.stderr.write(`error: the report cannot be written: ${error.message}\n`);
    });
  }
  const { stdout, stderr, env } = process;
  const cwd = workingDirectory();
  if (cwd === undefined) {
    stderr.write('error: the working directory is gone; change to one that exists\n');
    process.exitCode = ExitCode.error;
    return;
  }
  void run(process.argv.slice(2), {
    stdout,
    stderr,
    env,
    cwd,
    isTTY: stdout.isTTY,
    columns: stdout.columns,
  }).then((code) => {
    process.exitCode = broken ? ExitCode.error : code;
  });
}

/** Another process may have removed it. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
