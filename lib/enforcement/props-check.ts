import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { shown } from '../core/texts';
import { EnforcementMode } from './enforcement-mode';
import type { EnforcementProps } from './enforcement-props';

const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const MODES: readonly string[] = Object.values(EnforcementMode);

type Check = (value: unknown) => string | undefined;

const isTexts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '')
    ? undefined
    : 'names in a list';
const isSwitch: Check = (value) => (typeof value === 'boolean' ? undefined : 'true and false');
const isFile: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'the path of a file');
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? undefined : words.join(', ');

/** Transpilers check no types, and a prop that is misspelt would enforce less than it says. */
const CHECKS: Readonly<Record<keyof EnforcementProps, Check>> = {
  packs: isTexts,
  failOn: oneOf([...SEVERITIES, 'never']),
  failOnUnknown: isSwitch,
  ruleSeverities: (value) =>
    isMap(value) && Object.values(value).every((each) => oneOf([...SEVERITIES, 'off'])(each) === undefined)
      ? undefined
      : `${SEVERITIES.join(', ')} and off by rule id`,
  ruleOptions: (value) => (isMap(value) && Object.values(value).every(isMap) ? undefined : 'options by rule id'),
  accountBaseline: isSwitch,
  accountBaselineStacks: isTexts,
  settingsFile: isFile,
  ignoreSettingsFile: isSwitch,
  mode: oneOf(MODES),
  remediateByReplacement: isSwitch,
};

/**
 * Refuses props that are not understood, or that contradict each other.
 *
 * @throws GuardrailsError ENFORCEMENT_INVALID
 */
export function checkEnforcementProps(props: EnforcementProps, scope: IConstruct): void {
  const checks = new Map(Object.entries(CHECKS));
  for (const [name, value] of Object.entries(props)) {
    const check = checks.get(name);
    if (check === undefined)
      throw invalid(`${name} is no prop, allowed are ${[...checks.keys()].join(', ')}; correct the name`, scope);
    const allowed = value === undefined ? undefined : check(value);
    if (allowed !== undefined) throw invalid(`${name} is ${shown(value)}, allowed are ${allowed}; correct it`, scope);
  }
  const contradiction = contradictionIn(props);
  if (contradiction !== undefined) throw invalid(contradiction, scope);
}

function contradictionIn(props: EnforcementProps): string | undefined {
  const { ignoreSettingsFile, settingsFile, accountBaseline, accountBaselineStacks, ruleSeverities = {} } = props;
  if (ignoreSettingsFile === true && settingsFile !== undefined)
    return `settingsFile is ${shown(settingsFile)}, but ignoreSettingsFile is true; give one of them`;
  if (accountBaseline !== undefined && accountBaselineStacks !== undefined)
    return 'accountBaseline and accountBaselineStacks are both given; name the stacks, or say true for all';
  if (props.remediateByReplacement === true && props.mode !== EnforcementMode.REMEDIATE)
    return `remediateByReplacement is true, but mode is ${shown(props.mode ?? EnforcementMode.ENFORCE)}; set mode to EnforcementMode.REMEDIATE`;
  const off = Object.keys(props.ruleOptions ?? {}).find(
    (id) => Object.hasOwn(ruleSeverities, id) && ruleSeverities[id] === 'off',
  );
  return off === undefined ? undefined : `rule ${off} is off, but has options; remove one of them`;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(problem: string, scope: IConstruct): GuardrailsError {
  return new GuardrailsError('ENFORCEMENT_INVALID', problem, scope);
}
