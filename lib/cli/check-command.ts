import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import type { Assessment } from '../compliance/engine/assessment';
import type { Baseline } from '../compliance/engine/baseline';
import { PROVIDER_SCHEMA_RULE } from '../compliance/engine/registry';
import { assess } from '../compliance/engine/runner';
import { selectRules, type SelectedRule } from '../compliance/engine/rule-selection';
import { loadSettings, SETTINGS_FILE, type Settings } from '../compliance/engine/settings';
import { failingFindings } from '../compliance/engine/settings-threshold';
import type { Severity } from '../compliance/engine/severity';
import { placeSuppressions } from '../compliance/engine/suppressions';
import { InputError } from '../compliance/model/input-error';
import { packNames } from '../compliance/packs';
import { reporters } from '../reporters';
import type { ReporterOptions } from '../reporters/reporter';
import { counted, summaryText } from '../reporters/summary-line';
import { loadBaseline } from './baseline-file';
import { defaultPath } from './default-path';
import { ExitCode } from './exit-code';
import { colorsOf, DEFAULT_WIDTH, widthOf, type Io } from './io';
import { loadInputs } from './load-inputs';
import { printRuleErrors } from './print-error';
import { Progress } from './progress';
import { namedFromHere } from './project-sources';
import { parseOutputs, refuseInputs, writeReports, type ReportOutput } from './report-outputs';
import { repositoryRoot } from './repository-root';
import { sourceReader } from '../reporters/source-reader';
import { UsageError } from './usage-error';

/** What selects rules and findings: all that a report does not need. */
export type AssessmentOptions = Omit<CheckOptions, 'format'>;

export interface CheckOptions {
  readonly pack?: readonly string[];
  readonly rule?: readonly string[];
  readonly failOn?: Severity | 'never';
  readonly failOnUnknown?: boolean;
  readonly accountBaseline?: boolean;
  /** `name` or `name=file`, each of them a report. Default: `stylish`. */
  readonly format?: readonly string[];
  readonly all?: boolean;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly maxFindings?: number;
  readonly allowStale?: boolean;
  readonly baseline?: string;
  readonly schema?: boolean;
  readonly strict?: boolean;
  readonly debug?: boolean;
}

/** Checks Terraform JSON, reports on stdout and in files, and says by its exit code what came of it. */
export function check(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const startedAt = new Date().toISOString();
  const outputs = parseOutputs(options.format, io.cwd);
  const chosen = choosePaths(paths, io.cwd);
  const settings = settingsOf(options, io);
  const selection = selectionOf(options, settings, io);
  const baseline = loadBaseline(settings.baseline, io.cwd);
  const assessment = namedFromHere(assessPaths(chosen, selection, settings, baseline, options, io), io.cwd);
  const read = [...assessment.inputs.map(({ file }) => file), options.config ?? SETTINGS_FILE, baseline?.file];
  refuseInputs(
    outputs,
    read.filter((file) => file !== undefined),
    io.cwd,
  );
  report(assessment, outputs, startedAt, options, io);
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

export function selectionOf(
  { rule, schema }: AssessmentOptions,
  { packs, rules }: Settings,
  { cwd }: Io,
): readonly SelectedRule[] {
  const selected = selectRules({ packs, rules: rule, overrides: rules });
  const selection = schema === true ? [...selected, providerSchema(cwd, rules[PROVIDER_SCHEMA_RULE])] : selected;
  if (selection.length > 0) return selection;
  throw new UsageError(
    'no rule is selected: the packs are empty or every rule is off; name a pack with --pack, or change the settings',
  );
}

/** Compiling schemas takes time: only a run that asks for them loads what does it. */
function providerSchema(cwd: string, setting: Settings['rules'][string] | undefined): SelectedRule {
  const { selectProviderSchema } = require('../compliance/schema') as typeof import('../compliance/schema');
  const given = typeof setting === 'object' ? setting.severity : setting;
  return selectProviderSchema({ from: cwd, ...(given === undefined || given === 'off' ? {} : { severity: given }) });
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
  const { accountBaseline } = settings;
  const inputs = loadInputs(paths, accountBaseline, options, io);
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

/** Renders every report before the first is written: a run leaves all of them, or none. */
function report(
  assessment: Assessment,
  outputs: readonly ReportOutput[],
  startedAt: string,
  { all, quiet, maxFindings }: CheckOptions,
  io: Io,
): void {
  const shared = {
    ...{ all, quiet, maxFindings, startedAt },
    root: io.cwd,
    repository: repositoryRoot(io.cwd),
    readSource: sourceReader(io.cwd),
  };
  const onScreen = { ...shared, colors: colorsOf(io), width: widthOf(io) };
  const inFile = { ...shared, colors: createColors(false), width: DEFAULT_WIDTH };
  const texts = outputs.map(({ format, file }) => ({
    file,
    text: rendered(format, assessment, file === undefined ? onScreen : inFile),
  }));
  writeReports(texts.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }])));
  const printed = texts.find(({ file }) => file === undefined);
  if (printed === undefined) io.stderr.write(`${summaryText(assessment, all)}\n`);
  else io.stdout.write(printed.text);
}

/** @throws InputError where the report is longer than any text can be */
function rendered(format: string, assessment: Assessment, options: ReporterOptions): string {
  try {
    return reporters.get(format)?.(assessment, options) ?? '';
  } catch (error) {
    if (!(error instanceof RangeError) || error.message !== 'Invalid string length') throw error;
    throw new InputError(
      `the ${format} report of ${counted(assessment.findings.length, 'finding')} is longer than a text can be in Node.js; check fewer stacks or packs in one run, or leave out --all`,
      { cause: error },
    );
  }
}
