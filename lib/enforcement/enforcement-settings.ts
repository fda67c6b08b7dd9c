import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BASELINE_FILE, parseBaseline, type Baseline } from '../compliance/engine/baseline';
import { selectRules, type RuleSetting, type SelectedRule } from '../compliance/engine/rule-selection';
import { DEFAULT_SETTINGS, loadSettings, SETTINGS_FILE, type Settings } from '../compliance/engine/settings';
import { overrideProblems } from '../compliance/engine/settings-problems';
import type { Severity } from '../compliance/engine/severity';
import { placeSuppressions, type PlacedSuppression } from '../compliance/engine/suppressions';
import { InputError } from '../compliance/model/input-error';
import { decodeUtf8 } from '../compliance/model/utf8-text';
import type { EnforcementProps } from './enforcement-props';

/** The props of an enforcement, and where its settings file lies. */
export interface HeldProps {
  readonly props: EnforcementProps;
  /** The working directory when the enforcement began: a later change of it must not lose the settings. */
  readonly cwd: string;
}

/** What holds at synthesis: the props over the settings file. */
export interface EffectiveSettings {
  readonly settings: Settings;
  readonly selection: readonly SelectedRule[];
  readonly suppressions: readonly PlacedSuppression[];
  readonly baseline: Baseline | undefined;
}

/**
 * Reads the settings that hold for an enforcement.
 *
 * @throws InputError, UnknownNameError for settings and props that are not understood or select no rule
 */
export function effectiveSettings({ props, cwd }: HeldProps): EffectiveSettings {
  const { ignoreSettingsFile = false, settingsFile } = props;
  const file = ignoreSettingsFile ? DEFAULT_SETTINGS : loadSettings({ cwd, file: settingsFile });
  const settings: Settings = {
    ...file,
    packs: props.packs ?? file.packs,
    failOn: props.failOn ?? file.failOn,
    failOnUnknown: props.failOnUnknown ?? file.failOnUnknown,
    accountBaseline: props.accountBaselineStacks ?? props.accountBaseline ?? file.accountBaseline,
    rules: { ...file.rules, ...ruleSettings(props, file.rules) },
  };
  const selection = selectRules({ packs: settings.packs, overrides: settings.rules });
  if (selection.length === 0) {
    throw new InputError(
      'Guardrails.enforce selects no rule: packs is empty, or every rule is off; name a pack, or remove the call',
    );
  }
  return {
    settings,
    selection,
    suppressions: placeSuppressions(settings.suppressions, settingsFile ?? SETTINGS_FILE),
    baseline: ignoreSettingsFile ? undefined : readBaseline(settings.baseline, cwd),
  };
}

/** Severities and options of the props, each over what the settings file says of the same rule. */
function ruleSettings(
  { ruleSeverities = {}, ruleOptions = {} }: EnforcementProps,
  rules: Settings['rules'],
): Readonly<Record<string, RuleSetting>> {
  const [severities, options] = [new Map(Object.entries(ruleSeverities)), new Map(Object.entries(ruleOptions))];
  const merged = [...new Set([...severities.keys(), ...options.keys()])].map((id): readonly [string, RuleSetting] => {
    const [severity, given] = [severities.get(id), options.get(id)];
    if (given === undefined) return [id, withSeverity(ownSetting(rules, id), severity as Severity | 'off')];
    const known = ownSetting(rules, id);
    const before = typeof known === 'object' ? known : known === 'off' ? {} : { severity: known };
    const chosen = severity === undefined ? before.severity : (severity as Severity);
    return [id, { ...(chosen === undefined ? {} : { severity: chosen }), options: { ...before.options, ...given } }];
  });
  if (merged.length === 0) return {}; // the validator takes longer to load than a small stack takes to judge
  const result = Object.fromEntries(merged);
  const [problem] = overrideProblems(result);
  if (problem !== undefined) throw new InputError(`Guardrails.enforce: ${problem}`);
  return result;
}

function ownSetting(rules: Settings['rules'], id: string): RuleSetting | undefined {
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}

function withSeverity(known: RuleSetting | undefined, severity: Severity | 'off'): RuleSetting {
  return typeof known === 'object' && severity !== 'off' ? { ...known, severity } : severity;
}

function readBaseline(named: string | undefined, cwd: string): Baseline | undefined {
  const file = named ?? BASELINE_FILE;
  const path = resolve(cwd, file);
  if (named === undefined && !existsSync(path)) return undefined;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new InputError(`the baseline cannot be read (${code}); check the path in the settings file`, {
      file,
      cause: error,
    });
  }
  return parseBaseline(decodeUtf8(bytes, file), file);
}
