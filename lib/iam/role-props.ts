import type { Principal } from './principal';

/** Props of `Role`. */
export interface RoleProps {
  /** Who may assume the role. */
  readonly assumedBy: Principal;

  /**
   * What the role is for: at most 1000 characters of Latin text.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Name of the role: 1 to 64 letters, digits and `_+=,.@-`.
   *
   * @default - Terraform makes one up
   */
  readonly roleName?: string;

  /**
   * Path of the role, such as `/team/`: it begins and ends with a slash.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Longest session, in seconds: 3600 to 43200. More than an hour needs a `looseningReason`.
   *
   * @default 3600
   */
  readonly maxSessionDurationSeconds?: number;

  /**
   * ARN of the policy that bounds what the role can ever do.
   *
   * @default - the boundary of the nearest scope with `PermissionsBoundary.of(scope).apply(…)`, else none
   */
  readonly permissionsBoundary?: string;

  /**
   * ARNs of managed policies to attach. Policies that make an administrator are refused.
   *
   * @default - none
   */
  readonly managedPolicyArns?: string[];

  /**
   * Whether Terraform removes every inline policy, and every managed policy that the stack did not attach, at each
   * apply. False, for roles that other stacks or services attach policies to, needs a `looseningReason`.
   *
   * @default true
   */
  readonly exclusivePolicies?: boolean;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the role.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}
