import { selectRules, type RuleSetting, type SelectedRule } from '../compliance/engine/rule-selection';
import { DEFAULT_SETTINGS } from '../compliance/engine/settings';
import { failingFindings } from '../compliance/engine/settings-threshold';
import type { Severity } from '../compliance/engine/severity';
import type { Assessment, Finding } from '../compliance/engine/assessment';
import type { RuleId } from '../compliance/rules/index.generated';
import { checkComplianceOptions } from './check-options';

/** Which rules have to hold, and what fails. */
export interface ComplianceOptions {
  /**
   * Packs whose rules have to hold, such as `cis-aws-5.0.0`.
   *
   * @default ['recommended']
   */
  readonly packs?: readonly string[];
  /**
   * Rules that have to hold, whatever the packs say.
   *
   * @default - the rules of the packs
   */
  readonly rules?: readonly RuleId[];
  /**
   * Severity and options by rule id; `'off'` leaves a rule out.
   *
   * @default - the rules' own
   */
  readonly overrides?: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  /**
   * Mildest severity that fails.
   *
   * @default 'low'
   */
  readonly failOn?: Severity;
  /**
   * Fail on values that are not known before Terraform runs.
   *
   * @default false
   */
  readonly failOnUnknown?: boolean;
  /**
   * The subject is the baseline of an account: fail on what an account has to have and the subject lacks.
   *
   * @default false
   */
  readonly accountBaseline?: boolean;
}

/**
 * The rules that the options select.
 *
 * @throws TypeError for options that are not understood or select nothing, UnknownNameError for a pack or rule that
 *   does not exist
 */
export function selectionOf(options: ComplianceOptions): readonly SelectedRule[] {
  checkComplianceOptions(options);
  const selection = selectRules({ packs: options.packs, rules: options.rules, overrides: options.overrides });
  if (selection.length > 0) return selection;
  throw new TypeError('no rule is selected: packs is empty, or every rule is off; name a pack or a rule');
}

/** The findings that fail a test with these options: the same as fail a run of the command. */
export function violationsOf(assessment: Assessment, options: ComplianceOptions): readonly Finding[] {
  const { failOn = DEFAULT_SETTINGS.failOn, failOnUnknown = DEFAULT_SETTINGS.failOnUnknown } = options;
  return failingFindings(assessment, { failOn, failOnUnknown });
}
