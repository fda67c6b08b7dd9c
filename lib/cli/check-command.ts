import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Assessment } from '../compliance/engine/assessment';
import type { Baseline } from '../compliance/engine/baseline';
import { assess } from '../compliance/engine/runner';
import { selectRules, type SelectedRule } from '../compliance/engine/rule-selection';
import { loadSettings, SETTINGS_FILE, type Settings } from '../compliance/engine/settings';
import { failingFindings } from '../compliance/engine/settings-threshold';
import type { Severity } from '../compliance/engine/severity';
import { placeSuppressions } from '../compliance/engine/suppressions';
import { InputError } from '../compliance/model/input-error';
import { loadPaths, type LoadedInput } from '../compliance/model/load';
import { packNames } from '../compliance/packs';
import { reporters } from '../reporters';
import { loadBaseline } from './baseline-file';
import { defaultPath } from './default-path';
import { ExitCode } from './exit-code';
import { colorsOf, widthOf, type Io } from './io';
import { printRuleErrors } from './print-error';
import { Progress } from './progress';
import { UsageError } from './usage-error';

/** What selects rules and findings: all that a report does not need. */
export type AssessmentOptions = Omit<CheckOptions, 'format'>;

export interface CheckOptions {
  readonly pack?: readonly string[];
  readonly rule?: readonly string[];
  readonly failOn?: Severity | 'never';
  readonly failOnUnknown?: boolean;
  readonly accountBaseline?: boolean;
  readonly format: string;
  readonly all?: boolean;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly maxFindings?: number;
  readonly allowStale?: boolean;
  readonly baseline?: string;
  readonly strict?: boolean;
  readonly debug?: boolean;
}

/** Checks Terraform JSON, reports on stdout and says by its exit code what came of it. */
export function check(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const chosen = choosePaths(paths, io.cwd);
  const settings = settingsOf(options, io);
  const selection = selectionOf(options, settings);
  const baseline = loadBaseline(settings.baseline, io.cwd);
  const assessment = assessPaths(chosen, selection, settings, baseline, options, io);
  io.stdout.write(report(assessment, options, io));
  printRuleErrors(assessment.errors, io, options.debug === true);
  if (assessment.errors.length > 0) return ExitCode.error;
  return fails(assessment, settings, options) ? ExitCode.findings : ExitCode.ok;
}

/** Expired suppressions fail a run; those that accept nothing, and stale entries of the baseline, with `--strict`. */
function fails(assessment: Assessment, settings: Settings, { strict = false }: CheckOptions): boolean {
  const { suppressionProblems: problems, staleBaseline } = assessment;
  if (failingFindings(assessment, settings).length > 0) return true;
  if (settings.failOn === 'never') return false;
  return problems.some(({ state }) => strict || state === 'expired') || (strict && staleBaseline.length > 0);
}

export function settingsOf(
  { config, failOn, failOnUnknown, accountBaseline, pack, baseline }: AssessmentOptions,
  { cwd }: Io,
): Settings {
  const settings = loadSettings({ cwd, file: config });
  return {
    ...settings,
    packs: pack ?? settings.packs,
    failOn: failOn ?? settings.failOn,
    failOnUnknown: failOnUnknown ?? settings.failOnUnknown,
    accountBaseline: accountBaseline ?? settings.accountBaseline,
    ...(baseline === undefined ? {} : { baseline }),
  };
}

export function selectionOf({ rule }: AssessmentOptions, { packs, rules }: Settings): readonly SelectedRule[] {
  const selection = selectRules({ packs, rules: rule, overrides: rules });
  if (selection.length > 0) return selection;
  throw new UsageError(
    'no rule is selected: the packs are empty or every rule is off; name a pack with --pack, or change the settings',
  );
}

export function choosePaths(paths: readonly string[], cwd: string): readonly string[] {
  const pack = paths.find((path) => packNames().includes(path) && !existsSync(resolve(cwd, path)));
  if (pack !== undefined) {
    throw new UsageError(
      `${pack} is a pack, not a file or folder; separate packs by commas: --pack recommended,${pack}`,
    );
  }
  return paths.length === 0 ? [defaultPath(cwd)] : paths;
}

export function assessPaths(
  paths: readonly string[],
  selection: readonly SelectedRule[],
  settings: Settings,
  baseline: Baseline | undefined,
  options: AssessmentOptions,
  io: Io,
): Assessment {
  const progress = new Progress(io.stderr);
  const inputs = loadPaths(
    paths.map((path) => fromProcess(path, io.cwd)),
    { allowStale: options.allowStale === true },
  );
  const { accountBaseline } = settings;
  warnOfOtherStacks(accountBaseline, inputs, io);
  try {
    const assessment = assess(inputs, selection, {
      all: options.all === true,
      accountBaseline,
      suppressions: placeSuppressions(settings.suppressions, options.config ?? SETTINGS_FILE),
      baseline,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    });
    if (assessment.summary.blocks > 0) return assessment;
  } finally {
    progress.stop();
  }
  throw new InputError(`nothing to check: no resource or other block in ${paths.join(', ')}`, { exitCode: 3 });
}

/** A stack that is misspelt would silently be no baseline. */
function warnOfOtherStacks(declared: Settings['accountBaseline'], inputs: readonly LoadedInput[], io: Io): void {
  if (typeof declared === 'boolean') return;
  const names = inputs.map(({ configuration }) => configuration.name);
  const others = declared.filter((name) => !names.includes(name));
  if (others.length === 0) return;
  io.stderr.write(
    `warning: accountBaseline names ${others.map((name) => JSON.stringify(name)).join(', ')}, which is not checked here; checked are ${names.map((name) => JSON.stringify(name)).join(', ')}\n`,
  );
}

/** Leaves a path as it was typed, for messages, unless the command runs elsewhere than the process. */
function fromProcess(path: string, cwd: string): string {
  return cwd === process.cwd() ? path : resolve(cwd, path);
}

function report(assessment: Assessment, { format, all, quiet, maxFindings }: CheckOptions, io: Io): string {
  const reporter = reporters.get(format);
  if (reporter === undefined) throw new UsageError(`unknown format ${JSON.stringify(format)}`);
  return reporter(assessment, {
    colors: colorsOf(io),
    width: widthOf(io),
    all,
    quiet,
    maxFindings,
    startedAt: new Date().toISOString(),
    root: io.cwd,
    readSource: () => undefined,
  });
}
