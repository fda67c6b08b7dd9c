import type { SourceLocation } from '../core/source-location';

/** An argument that `EnforcementMode.REMEDIATE` set, or left as it was. */
export interface Remediation {
  /** Id of the rule that asked for it. */
  readonly rule: string;
  /** Terraform's address of the resource: `aws_db_instance.main`. */
  readonly address: string;
  /** Path of the construct. */
  readonly constructPath: string;
  /** Dotted Terraform path of the argument. */
  readonly attribute: string;
  /**
   * What stood there, as JSON.
   *
   * @default - the argument was absent
   */
  readonly previousValue?: string;
  /** What the rule asks for, as JSON. */
  readonly value: string;
  /** False where the argument was left as it was. */
  readonly applied: boolean;
  /**
   * Why it was left.
   *
   * @default - it was set
   */
  readonly skipReason?: string;
  /**
   * Line of the user's code that created the resource.
   *
   * @default - none: the line is not known
   */
  readonly source?: SourceLocation;
}
