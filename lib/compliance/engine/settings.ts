import { lstatSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { InputError } from '../model/input-error';
import { parseJsonText } from '../model/json-text';
import { decodeUtf8 } from '../model/utf8-text';
import { loadRuleFiles } from './custom-rules';
import type { RuleSetting } from './rule-selection';
import type { Severity } from './severity';
import { settingsProblems } from './settings-problems';
import type { SuppressionRequest } from './suppressions';

/** Name of the settings file that is looked for in the working directory. */
export const SETTINGS_FILE = 'guardrails.config.json';

export interface Settings {
  /** Packs whose rules are checked. Default: `recommended`. */
  readonly packs: readonly string[];
  /** By rule id. Default: none. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Mildest severity that fails the run. Default: `low`. */
  readonly failOn: Severity | 'never';
  /** Whether an unknown verdict fails the run as a failing one does. Default: false. */
  readonly failOnUnknown: boolean;
  /**
   * Stacks that are the baseline of an account, by name, or `true` for all: what an account has to have, such as a trail
   * or a recorder, is missed there. Default: false.
   */
  readonly accountBaseline: boolean | readonly string[];
  /** Files of rules of one's own, relative to the settings file: modules, JSON or YAML. Default: none. */
  readonly customRules: readonly string[];
  /** Findings that are accepted, by address or construct path. Default: none. */
  readonly suppressions: readonly SuppressionRequest[];
  /** File of findings that were accepted at adoption. Default: `guardrails.baseline.json`, where it exists. */
  readonly baseline?: string | undefined;
}

export const DEFAULT_SETTINGS: Settings = {
  packs: ['recommended'],
  rules: {},
  failOn: 'low',
  failOnUnknown: false,
  accountBaseline: false,
  customRules: [],
  suppressions: [],
};

export interface LoadSettingsOptions {
  /** Directory in which `guardrails.config.json` is looked for, and to which `file` is relative. */
  readonly cwd: string;
  /** A settings file that must exist; instead of `guardrails.config.json`, which need not. */
  readonly file?: string | undefined;
}

/**
 * Reads the settings file. Without one, the defaults.
 *
 * @throws InputError when the file cannot be read, is not JSON, or says something that is not understood.
 */
export function loadSettings({ cwd, file }: LoadSettingsOptions): Settings {
  if (file === '') throw new InputError('the name of the settings file is empty; name a file, or leave --config out');
  const path = file === undefined ? join(cwd, SETTINGS_FILE) : resolve(cwd, file);
  const shown = displayPath(cwd, path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && file === undefined && !isBrokenLink(path)) return DEFAULT_SETTINGS;
    throw new InputError(describeReadError(code), { file: shown, cause: error });
  }
  return parseSettings(decodeUtf8(bytes, shown), shown, dirname(path));
}

/**
 * Reads settings from JSON text.
 *
 * @throws InputError that lists every problem with its line and column.
 */
export function parseSettings(text: string, file: string = SETTINGS_FILE, folder = process.cwd()): Settings {
  if (text.trim() === '') throw new InputError('the settings file is empty; write {} to accept the defaults', { file });
  const json = parseJsonText(text, file);
  loadRuleFiles(filesIn(json.value.customRules), folder);
  const [first, ...others] = settingsProblems(json);
  if (first !== undefined) {
    const more = others.map(({ message, position }) => new InputError(message, { file, position }));
    throw new InputError(first.message, { file, position: first.position, others: more });
  }
  const settings: Partial<Settings> & { $schema?: string } = { ...json.value };
  delete settings.$schema;
  return { ...DEFAULT_SETTINGS, ...settings };
}

/** The files that are named as files; what else stands there is a problem of its own. */
function filesIn(customRules: unknown): readonly string[] {
  const files: readonly unknown[] = Array.isArray(customRules) ? customRules : [];
  return files.filter((file): file is string => typeof file === 'string' && file !== '');
}

/** Settings that somebody meant to give are never passed over. */
function isBrokenLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function displayPath(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}

function describeReadError(code: string | undefined): string {
  if (code === 'ENOENT') return 'the settings file does not exist; check the path';
  if (code === 'EISDIR') return 'the settings file is a directory; name the file in it';
  return `the settings file cannot be read (${code ?? 'unknown error'})`;
}
