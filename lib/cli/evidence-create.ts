import { dirname, resolve } from 'node:path';
import { assess } from '../compliance/engine/runner';
import { SETTINGS_FILE, type Settings } from '../compliance/engine/settings';
import { placeSuppressions } from '../compliance/engine/suppressions';
import { InputError } from '../compliance/model/input-error';
import { compareText, sha256 } from '../evidence/canonical-json';
import type { Evidence, HashedFile } from '../evidence/evidence';
import { evidenceText, makeEvidence } from '../evidence/make-evidence';
import { namePattern, type NamePattern } from '../evidence/name-evidence';
import { KeyError, signText } from '../evidence/signature';
import { visible } from '../reporters/visible-text';
import { loadBaseline } from './baseline-file';
import { choosePaths, selectionOf, settingsOf } from './check-command';
import { readBytes, refuseUnrelated, relativeName, signatureOf, writeEvidence } from './evidence-files';
import { ExitCode } from './exit-code';
import { gitState } from './git-state';
import type { Io } from './io';
import { loadInputs } from './load-inputs';
import { printRuleErrors } from './print-error';
import { UsageError } from './usage-error';

export interface CreateEvidenceOptions {
  readonly pack?: readonly string[];
  readonly out: string;
  readonly sign?: string;
  readonly time?: string | true;
  readonly requiredTag?: readonly string[];
  readonly namePattern?: readonly string[];
  readonly config?: string;
  readonly baseline?: string;
  readonly accountBaseline?: boolean;
  readonly allowStale?: boolean;
  readonly debug?: boolean;
}

/** Writes a manifest of what the rules say. Findings are recorded, and are no reason for an exit code of their own. */
export function createEvidence(paths: readonly string[], options: CreateEvidenceOptions, io: Io): ExitCode {
  const { out, requiredTag: requiredTags = [] } = options;
  refuseUnrelated(out, io.cwd);
  const key = options.sign === undefined ? undefined : readBytes(options.sign, io.cwd, 'the key').toString('utf8');
  if (key !== undefined) signed(new Uint8Array(), key); // A key that cannot sign is told before the work.
  const now = timeOf(options.time);
  const namePatterns = (options.namePattern ?? []).map(patternOf);
  const settings = settingsOf(options, io);
  const selection = selectionOf(options, settings, io);
  const baseline = loadBaseline(settings.baseline, io.cwd);
  const chosen = choosePaths(paths, io.cwd);
  const inputs = loadInputs(chosen, settings.accountBaseline, options, io);
  const assessment = assess(inputs, selection, {
    accountBaseline: settings.accountBaseline,
    suppressions: placeSuppressions(settings.suppressions, options.config ?? SETTINGS_FILE),
    baseline,
    ...(now === undefined ? {} : { now }),
  });
  if (assessment.summary.blocks === 0)
    throw new InputError(`nothing to record: no resource or other block in ${chosen.join(', ')}`, { exitCode: 3 });
  printRuleErrors(assessment.errors, io, options.debug === true);
  if (assessment.errors.length > 0) return ExitCode.error;
  const evidence = makeEvidence({
    ...{ assessment, inputs, selection, settings, requiredTags, namePatterns },
    settingsFiles: settingsFiles(settings, baseline?.file, options, io),
    git: gitState(
      io.cwd,
      [out, signatureOf(out)].map((file) => resolve(io.cwd, file)),
    ),
    time: now?.toISOString(),
    fileName: (file) => relativeName(resolve(file), io.cwd),
  });
  const text = evidenceText(evidence);
  writeEvidence(out, text, key === undefined ? undefined : signed(Buffer.from(text), key), io.cwd);
  io.stdout.write(
    `${visible(out)}: ${describe(evidence)}${key === undefined ? '' : `; signed by ${signatureOf(out)}`}\n`,
  );
  return ExitCode.ok;
}

function describe({ summary: { controls } }: Evidence): string {
  const { pass, partly, fail, unknown, suppressed, notEvaluated } = controls;
  return `controls: ${String(pass)} pass, ${String(partly)} partly, ${String(fail)} fail, ${String(unknown)} unknown, ${String(suppressed)} suppressed, ${String(notEvaluated)} not evaluated`;
}

function signed(data: Uint8Array, key: string): string {
  try {
    return signText(data, key);
  } catch (error) {
    if (error instanceof KeyError) throw new UsageError(`--sign: ${error.message}`);
    throw error;
  }
}

/** Also the time at which suppressions expire. */
function timeOf(time: CreateEvidenceOptions['time']): Date | undefined {
  if (time === undefined) return undefined;
  if (time === true) return new Date();
  const isIso = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(time);
  if (!isIso || Number.isNaN(Date.parse(time)) || !isDayOfCalendar(time.slice(0, 10)))
    throw new UsageError(
      `--time is ${JSON.stringify(time)}, allowed is a time as in 2027-01-31T12:00:00Z; write one, or leave it out for now`,
    );
  return new Date(time);
}

/** `Date` takes the 31st of February for the 3rd of March. */
function isDayOfCalendar(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}

function patternOf(text: string): NamePattern {
  try {
    return namePattern(text);
  } catch (error) {
    throw new UsageError(`--name-pattern is no regular expression: ${error instanceof Error ? error.message : text}`);
  }
}

/** What the settings name and is part of what decides: the baseline, and rules of one's own. */
function settingsFiles(
  { customRules }: Settings,
  baseline: string | undefined,
  { config = SETTINGS_FILE }: CreateEvidenceOptions,
  { cwd }: Io,
): readonly HashedFile[] {
  const folder = dirname(resolve(cwd, config));
  const files = [...customRules.map((file) => resolve(folder, file)), ...(baseline === undefined ? [] : [baseline])];
  return files
    .map((file) => ({ file: relativeName(file, cwd), sha256: sha256(readBytes(file, cwd, 'the file')) }))
    .sort((left, right) => compareText(left.file, right.file));
}
