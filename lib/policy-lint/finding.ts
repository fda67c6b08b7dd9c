import type { Unknown } from '../compliance/model/value';

/**
 * How much a finding matters.
 *
 * - `error`: AWS refuses the policy, or a part of it can never take effect
 * - `warning`: it likely does something else than it says
 * - `suggestion`: it does what it says, and could say it better
 */
export type LintLevel = 'error' | 'warning' | 'suggestion';

/** Levels, the worst first. */
export const LINT_LEVELS: readonly LintLevel[] = ['error', 'warning', 'suggestion'];

/** What a policy is attached to: that decides which elements it may have. */
export type LintedKind = 'identity' | 'trust' | 'resource';

export type LintCode =
  | 'action-resource-mismatch'
  | 'action-syntax'
  | 'character-not-allowed'
  | 'condition-key-not-supported'
  | 'condition-key-syntax'
  | 'condition-operator-type'
  | 'condition-set-operator'
  | 'condition-value-type'
  | 'deprecated-condition-key'
  | 'duplicate-condition-key'
  | 'duplicate-sid'
  | 'element-combination'
  | 'empty-element'
  | 'invalid-structure'
  | 'invalid-version'
  | 'missing-element'
  | 'missing-version'
  | 'policy-size'
  | 'principal-syntax'
  | 'redundant-action'
  | 'redundant-resource'
  | 'redundant-statement'
  | 'resource-syntax'
  | 'resource-unused'
  | 'sid-syntax'
  | 'unknown-action'
  | 'unknown-condition-key'
  | 'unknown-condition-operator'
  | 'unknown-resource-type'
  | 'unknown-service'
  | 'unsupported-action'
  | 'unsupported-element'
  | 'variable-syntax'
  | 'variable-without-version'
  | 'wildcard-without-like';

/** Elements of a statement that findings point at. */
export type LintedElement =
  'Sid' | 'Action' | 'NotAction' | 'Resource' | 'NotResource' | 'Principal' | 'NotPrincipal' | 'Condition';

/** Where in a document a finding stands. */
export interface LintPlace {
  /** Index of the statement in the document; undefined for the document as a whole. */
  readonly statement?: number;
  readonly element?: LintedElement;
  /** Index in the list of the element. */
  readonly index?: number;
  /** Operator and key of a condition. */
  readonly condition?: readonly [operator: string, key: string];
}

/** Something wrong with a policy. */
export interface LintFinding extends LintPlace {
  readonly code: LintCode;
  readonly level: LintLevel;
  /** What is wrong, why, and what to do, in one sentence of lower case without a final period. */
  readonly message: string;
  /** The text at fault. */
  readonly observed?: string;
}

/** A part of a policy that cannot be checked before Terraform runs. */
export interface LintUndecided extends LintPlace {
  readonly value: Unknown;
}

/** What is said of one policy. */
export interface LintReport {
  /** In the order of the document, the document as a whole first. */
  readonly findings: readonly LintFinding[];
  readonly undecided: readonly LintUndecided[];
}
