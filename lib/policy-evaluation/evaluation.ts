import type { Statement } from '../compliance/model/policy-document-types';
import type { Unknown } from '../compliance/model/value';

/** `implicitDeny`: nothing allows it. `unknown`: it depends on what is not known before Terraform runs. */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny' | 'unknown';

export type PolicyKind =
  | 'identity policy'
  | 'resource policy'
  | 'permissions boundary'
  | 'service control policy'
  | 'resource control policy'
  | 'session policy';

/** A statement that bears on a decision. */
export interface DecidingStatement {
  readonly policy: string;
  readonly kind: PolicyKind;
  /** Undefined where the policy as a whole is not known, or AWS would refuse it. */
  readonly statement: Statement | undefined;
  readonly effect: 'Allow' | 'Deny' | 'Unknown';
  /** What keeps it from being decided; undefined for a statement that matches. */
  readonly unknown: Unknown | undefined;
}

/** What AWS decides on a request, and why. */
export interface Evaluation {
  readonly decision: Decision;
  /** One sentence: which kind of policy decided, or what is missing. */
  readonly reason: string;
  /**
   * Those that deny for `explicitDeny`, those that allow for `allowed`, those that are not known for `unknown`, and for
   * `implicitDeny` those that allow although something else is missing.
   */
  readonly because: readonly DecidingStatement[];
}
