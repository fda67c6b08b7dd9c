import { createColors } from 'picocolors';
import type { Colors } from 'picocolors/types';

/** What a command knows of the process that runs it. */
export interface Io {
  /** Takes results. */
  readonly stdout: NodeJS.WritableStream;
  /** Takes errors, warnings and progress. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Directory that paths are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether stdout is a terminal. */
  readonly isTTY: boolean;
  /** Width of the terminal; undefined when stdout is none. */
  readonly columns: number | undefined;
}

/** Columns of a report that no terminal shows. */
export const DEFAULT_WIDTH = 100;

export function widthOf({ isTTY, columns }: Io): number {
  return isTTY && columns !== undefined && columns > 0 ? columns : DEFAULT_WIDTH;
}

/** Colours for stdout: NO_COLOR wins over FORCE_COLOR, and both over what the terminal can do. */
export function colorsOf({ env, isTTY }: Io): Colors {
  return createColors(wantsColors(env, isTTY));
}

function wantsColors(env: Io['env'], isTTY: boolean): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTTY && env.TERM !== 'dumb';
}
