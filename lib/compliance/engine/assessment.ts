import type { InputKind } from '../model/block';
import type { Controls, Equivalents } from './rule';
import type { BaselineEntry } from './baseline';
import type { Severity } from './severity';
import type { SuppressionProblem } from './suppressions';

/** What an assessment says of one block, for one rule. */
export type Verdict = 'pass' | 'fail' | 'unknown' | 'notApplicable';

/** The verdicts that findings have. */
export type ReportedVerdict = Exclude<Verdict, 'notApplicable'>;

/** A place in the user's own source. */
export interface SourceLocation {
  /** Relative to the working directory. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where it is decided to accept a finding: by a construct in the user's source, in the settings, or at adoption. */
export type SuppressionOrigin = 'construct' | 'settings' | 'baseline';

/** A decision to accept a finding. */
export interface Suppression {
  readonly origin: SuppressionOrigin;
  readonly rule: string;
  readonly reason: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** ISO date. */
  readonly expires?: string;
}

/** A verdict with its place. All text in it is masked. */
export interface Finding {
  /** Hash of rule, construct path (or address), attribute path and subject: stable when lines move. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: ReportedVerdict;
  readonly suppressed: Suppression | null;
  readonly file: string;
  /** Place in the JSON file; 1-based. */
  readonly line: number | null;
  readonly column: number | null;
  readonly address: string;
  /** Attribute path, or an empty string for the whole block. */
  readonly path: string;
  /** What the configuration says, `null` when absent. */
  readonly observed: unknown;
  readonly expected: string | null;
  /** What is wrong. */
  readonly message: string;
  readonly title: string;
  readonly why: string;
  readonly remediation: string;
  readonly constructPath: string | null;
  readonly source: SourceLocation | null;
  readonly controls: Controls;
  readonly equivalents: Equivalents;
}

/** A file that was read. */
export interface AssessedInput {
  readonly file: string;
  readonly kind: InputKind;
  readonly sha256: string;
}

/** Counts of an assessment. */
export interface Summary {
  readonly blocks: number;
  readonly rules: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly suppressed: number;
  /** Failing findings by severity. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly durationMs: number;
}

/** A rule that ran, and how many blocks it judged how. What is suppressed counts as suppressed alone. */
export interface AssessedRule {
  readonly id: string;
  /** The severity of this run: that of the rule, unless a pack or the settings say otherwise. */
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly remediation: string;
  readonly controls: Controls;
  readonly equivalents: Equivalents;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly suppressed: number;
}

/** A default of a construct that its user made weaker, and why. All text in it is masked. */
export interface LoosenedDefault {
  readonly file: string;
  readonly address: string;
  readonly constructPath: string | null;
  readonly source: SourceLocation | null;
  /** The prop of the construct. */
  readonly setting: string;
  /** What the construct would have set. */
  readonly default: string;
  readonly value: string;
  readonly reason: string;
}

/** A rule that threw. */
export interface ToolError {
  readonly rule: string;
  readonly file: string;
  readonly address: string;
  readonly message: string;
  readonly stack: string | undefined;
}

/** All findings of one run: what a reporter receives. */
export interface Assessment {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly inputs: readonly AssessedInput[];
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  /** Every rule that ran, in the order of the selection. */
  readonly rules: readonly AssessedRule[];
  /** Defaults of constructs that their users made weaker, in the order of the inputs. */
  readonly loosened: readonly LoosenedDefault[];
  /** Suppressions that are expired or accept nothing. */
  readonly suppressionProblems: readonly SuppressionProblem[];
  /** Entries of the baseline that no finding needs any more. */
  readonly staleBaseline: readonly BaselineEntry[];
  /** Rules that threw. Never findings: the run failed. */
  readonly errors: readonly ToolError[];
}
