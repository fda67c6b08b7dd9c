import type { AssessedInput } from '../compliance/engine/assessment';
import type { ControlStatus, RuleStatus } from '../compliance/packs/control-status';
import type { CoverageStatus } from '../compliance/packs/coverage';
import type { Severity } from '../compliance/engine/severity';

/** Tells a manifest of evidence from other JSON. */
export const EVIDENCE_TYPE = 'cdktf-guardrails/evidence';

/** One control of a standard. */
export interface ControlEvidence {
  /** Pack of the standard: `cis-aws-5.0.0`. */
  readonly standard: string;
  readonly control: string;
  readonly status: ControlStatus;
  /** How far the rules can decide it, where the standard is listed recommendation by recommendation. */
  readonly coverage?: CoverageStatus;
  /** Every rule of the catalogue that names the control. */
  readonly rules: readonly string[];
  /** Those of them that did not run. */
  readonly rulesNotRun: readonly string[];
  /** Ids of the findings that are open or suppressed. */
  readonly findings: readonly string[];
}

/** One rule that ran. */
export interface RuleEvidence {
  readonly id: string;
  readonly severity: Severity;
  readonly status: RuleStatus;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly suppressed: number;
  /** SHA-256 of its options, where it has any. */
  readonly optionsSha256?: string;
}

/** A finding that is open or suppressed. */
export interface FindingEvidence {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: 'fail' | 'unknown';
  readonly suppressed: boolean;
  readonly file: string;
  readonly address: string;
  readonly path: string;
  readonly constructPath: string | null;
  readonly message: string;
}

/** A decision to accept findings. */
export interface SuppressionEvidence {
  readonly rule: string;
  readonly reason: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly expires?: string;
  /** `expired`: its findings are open again. `unmatched`: it accepts nothing. */
  readonly state: 'inForce' | 'expired' | 'unmatched';
  /** Ids of the findings that it accepts. */
  readonly findings: readonly string[];
}

/** Which required tags a resource has. */
export interface TagEvidence {
  readonly file: string;
  readonly address: string;
  readonly present: readonly string[];
  readonly missing: readonly string[];
  /** Keys of which only Terraform can say whether the resource has them. */
  readonly unknown: readonly string[];
}

/** Whether the name of a resource matches. */
export interface NameEvidence {
  readonly file: string;
  readonly address: string;
  /** Argument that holds the name. */
  readonly argument: string;
  /** The name, or its expression. */
  readonly name: string;
  readonly verdict: 'pass' | 'fail' | 'unknown';
}

/** A file and the hash of its bytes. */
export interface HashedFile {
  readonly file: string;
  readonly sha256: string;
}

/** A manifest of evidence, version 1: `schemas/evidence-v1.schema.json` describes it. */
export interface Evidence {
  readonly version: 1;
  readonly type: typeof EVIDENCE_TYPE;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO time, where it was asked for. */
  readonly time?: string;
  /** State of the repository, where there is one. */
  readonly git?: { readonly commit: string; readonly dirty: boolean };
  readonly packs: readonly string[];
  /** SHA-256 of the ids, severities and options of the rules that ran. */
  readonly ruleSetSha256: string;
  /** SHA-256 of the settings that were in force. */
  readonly settingsSha256: string;
  /** Files that the settings name: the baseline, and rules of one's own. */
  readonly settingsFiles: readonly HashedFile[];
  /** Paths are relative to the directory in which the manifest was made. */
  readonly inputs: readonly AssessedInput[];
  /** Modules that the inputs call and that were not read. */
  readonly notRead: readonly { readonly file: string; readonly address: string; readonly message: string }[];
  readonly summary: {
    readonly blocks: number;
    readonly rules: number;
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly suppressed: number;
    readonly failBySeverity: Readonly<Record<Severity, number>>;
    readonly controls: Readonly<Record<ControlStatus, number>>;
  };
  readonly controls: readonly ControlEvidence[];
  readonly rules: readonly RuleEvidence[];
  readonly findings: readonly FindingEvidence[];
  readonly suppressions: readonly SuppressionEvidence[];
  /** Where required tags were asked for. */
  readonly tags?: { readonly required: readonly string[]; readonly resources: readonly TagEvidence[] };
  /** Where a pattern of names was asked for. */
  readonly names?: { readonly patterns: readonly string[]; readonly resources: readonly NameEvidence[] };
}
