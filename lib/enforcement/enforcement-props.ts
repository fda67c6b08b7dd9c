import type { EnforcementMode } from './enforcement-mode';

/** Which rules hold at synthesis, and what becomes of findings. What is left out is taken from the settings file. */
export interface EnforcementProps {
  /**
   * Packs whose rules have to hold, such as `cis-aws-5.0.0`.
   *
   * @default - those of the settings file, else `recommended`
   */
  readonly packs?: string[];

  /**
   * Mildest severity that fails the synthesis.
   *
   * @default - that of the settings file, else `low`
   */
  readonly failOn?: 'critical' | 'high' | 'medium' | 'low' | 'never';

  /**
   * Whether what is not known before Terraform runs fails the synthesis too.
   *
   * @default - as the settings file says, else false
   */
  readonly failOnUnknown?: boolean;

  /**
   * Severity by rule id: `critical`, `high`, `medium`, `low`, or `off` for a rule that does not hold here. A rule that no
   * pack holds is added by naming it.
   *
   * @default - those of the settings file, else the rules' own
   */
  readonly ruleSeverities?: Record<string, string>;

  /**
   * Options by rule id, over those of the settings file.
   *
   * @default - those of the settings file, else the rules' own
   */
  readonly ruleOptions?: Record<string, Record<string, unknown>>;

  /**
   * Whether every stack is the baseline of an account: what an account has to have, such as a trail, is missed there.
   *
   * @default - as the settings file says, else false
   */
  readonly accountBaseline?: boolean;

  /**
   * Names of the stacks that are the baseline of an account; instead of `accountBaseline`.
   *
   * @default - as the settings file says, else none
   */
  readonly accountBaselineStacks?: string[];

  /**
   * Settings file to read, relative to the directory in which `Guardrails.enforce` is called; it must exist.
   *
   * @default 'guardrails.config.json' where it exists
   */
  readonly settingsFile?: string;

  /**
   * Reads no settings file and no baseline of accepted findings: only what stands here holds.
   *
   * @default false
   */
  readonly ignoreSettingsFile?: boolean;

  /**
   * What becomes of findings.
   *
   * @default EnforcementMode.ENFORCE
   */
  readonly mode?: EnforcementMode;

  /**
   * Lets `EnforcementMode.REMEDIATE` set arguments too that Terraform can only set by replacing a resource that exists
   * already, such as the encryption of a database: its data would be lost. For stacks that were never deployed.
   *
   * @default false
   */
  readonly remediateByReplacement?: boolean;
}
