import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Assessment } from '../compliance/engine/assessment';
import { BASELINE_FILE, baselineEntries, baselineText, type Baseline } from '../compliance/engine/baseline';
import { loadBaseline, replaceFile } from './baseline-file';
import { assessPaths, choosePaths, selectionOf, settingsOf, type CheckOptions } from './check-command';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { printRuleErrors } from './print-error';
import { UsageError } from './usage-error';

export interface BaselineOptions extends Omit<CheckOptions, 'format' | 'baseline'> {
  readonly output?: string;
}

/** Writes the findings of today to a baseline. Never over an existing one: a baseline only shrinks. */
export function createBaseline(paths: readonly string[], options: BaselineOptions, io: Io): ExitCode {
  const file = options.output ?? BASELINE_FILE;
  const path = resolve(io.cwd, file);
  if (existsSync(path))
    throw new UsageError(
      `${file} exists, and a baseline only shrinks; drop what was fixed with \`cdktf-guardrails baseline prune\`, or delete the file to accept everything anew`,
    );
  const assessment = assessWith(paths, options, undefined, io);
  if (assessment.errors.length > 0) return incomplete(assessment, options, io);
  const entries = baselineEntries(assessment.findings);
  replaceFile(path, file, baselineText(entries));
  io.stderr.write(`${file}: ${counted(entries.length, 'finding', 'findings')} accepted\n`);
  return ExitCode.ok;
}

/** Drops the entries that no finding needs any more. */
export function pruneBaseline(paths: readonly string[], options: BaselineOptions, io: Io): ExitCode {
  const file = options.output ?? BASELINE_FILE;
  const baseline = loadBaseline(file, io.cwd);
  const assessment = assessWith(paths, options, baseline, io);
  if (assessment.errors.length > 0) return incomplete(assessment, options, io);
  const stale = new Set(assessment.staleBaseline);
  const kept = (baseline?.entries ?? []).filter((entry) => !stale.has(entry));
  if (stale.size > 0) replaceFile(resolve(io.cwd, file), file, baselineText(kept));
  io.stderr.write(`${file}: ${counted(stale.size, 'entry', 'entries')} dropped, ${String(kept.length)} left\n`);
  return ExitCode.ok;
}

/** The baseline holds what the rules find that a check would run, whatever baseline the settings name. */
function assessWith(
  paths: readonly string[],
  options: BaselineOptions,
  baseline: Baseline | undefined,
  io: Io,
): Assessment {
  const settings = settingsOf(options, io);
  return assessPaths(choosePaths(paths, io.cwd), selectionOf(options, settings, io), settings, baseline, options, io);
}

function incomplete({ errors }: Assessment, options: BaselineOptions, io: Io): ExitCode {
  printRuleErrors(errors, io, options.debug === true);
  return ExitCode.error;
}

function counted(count: number, one: string, many: string): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
