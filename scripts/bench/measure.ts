import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Figures = Readonly<Record<string, number>>;

/** Runs a program that prints its figures as JSON on its last line; the median of each figure over the runs. */
export function figuresOf(command: readonly string[], runs: number): Figures {
  return medians(Array.from({ length: runs }, () => run(command)));
}

/**
 * As `figuresOf` for several programs that are to be compared: they take turns, so that a machine that slows down or
 * wakes up meanwhile does so for all of them.
 */
export function figuresInTurn<Name extends string>(
  commands: Readonly<Record<Name, readonly string[]>>,
  runs: number,
): Readonly<Record<Name, Figures>> {
  return inTurn(commands, runs, 0.5);
}

/** As `figuresInTurn`, with the least of each figure: what a busy machine adds to CPU time is never less than nothing. */
export function leastInTurn<Name extends string>(
  commands: Readonly<Record<Name, readonly string[]>>,
  runs: number,
): Readonly<Record<Name, Figures>> {
  return inTurn(commands, runs, 0);
}

/** CPU time and peak memory of whole runs of a Node program; the exit codes 0 and 1 are both results. */
export function usageOf(args: readonly string[], runs: number, env: Readonly<Record<string, string>> = {}): Figures {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const file = path.join(folder, 'usage.json');
  try {
    return medians(
      Array.from({ length: runs }, () => {
        const { status, stderr } = spawnSync(
          process.execPath,
          ['--require', path.join(__dirname, 'usage-on-exit.js'), ...args],
          {
            env: { ...process.env, ...env, BENCH_USAGE_FILE: file },
            encoding: 'utf8',
            maxBuffer: 2 ** 30,
          },
        );
        if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${String(status)}\n${stderr}`);
        return JSON.parse(readFileSync(file, 'utf8')) as Figures;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inTurn<Name extends string>(
  commands: Readonly<Record<Name, readonly string[]>>,
  runs: number,
  quantile: number,
): Readonly<Record<Name, Figures>> {
  const names = Object.keys(commands) as Name[];
  const rounds = Array.from({ length: runs }, () => names.map((name) => [name, run(commands[name])] as const));
  const runsOf = (name: Name): readonly Figures[] =>
    rounds.flat().flatMap(([of, figures]) => (of === name ? [figures] : []));
  return Object.fromEntries(names.map((name) => [name, quantiles(runsOf(name), quantile)])) as Record<Name, Figures>;
}

function run([program = '', ...args]: readonly string[]): Figures {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

function medians(runs: readonly Figures[]): Figures {
  return quantiles(runs, 0.5);
}

/** Of each figure, the value that a share of the runs lies below. */
function quantiles(runs: readonly Figures[], share: number): Figures {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const values = runs.map((figures) => figures[name] ?? NaN).sort((left, right) => left - right);
      return [name, values[Math.floor(values.length * share)] ?? NaN];
    }),
  );
}
