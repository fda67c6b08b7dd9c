import type { IRole } from '../iam/role-ref';
import type { KeySpec, KeyUsage } from './key-spec';

/** Props of `Key`. */
export interface KeyProps {
  /**
   * What the key protects.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Alias of the key, with or without `alias/`: 1 to 250 letters, digits, `/`, `_` and `-`. A token needs the prefix.
   *
   * @default - no alias
   */
  readonly alias?: string;

  /**
   * Roles that alone administer the key: its policy, aliases, state and deletion, but not its use. Name the role that
   * runs Terraform among them: AWS refuses a policy that its author could not change again. The root user can still
   * save the key.
   *
   * @default - IAM policies of the account decide who administers the key
   */
  readonly admins?: IRole[];

  /**
   * Roles that may use the key, besides those that get a grant and services that are allowed by `allowService`. An empty
   * list leaves only those.
   *
   * @default - IAM policies of the account decide who uses the key
   */
  readonly users?: IRole[];

  /**
   * Days between rotations: 90 to 2560. More than 365 makes the default weaker. Only for `KeySpec.SYMMETRIC_DEFAULT`.
   *
   * @default 365
   */
  readonly rotationPeriodDays?: number;

  /**
   * Days that a deleted key can still be restored: 7 to 30. Less than 30 makes the default weaker.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;

  /**
   * Whether the key can be replicated to other regions with `ReplicaKey`. Changing it replaces the key.
   *
   * @default false
   */
  readonly multiRegion?: boolean;

  /**
   * Key material. Changing it replaces the key. Other keys than symmetric ones cannot rotate by themselves, and AWS
   * services do not encrypt with them.
   *
   * @default KeySpec.SYMMETRIC_DEFAULT
   */
  readonly keySpec?: KeySpec;

  /**
   * What the key is used for, where its spec leaves a choice. Changing it replaces the key.
   *
   * @default - the only usage of the spec; RSA and NIST keys sign
   */
  readonly keyUsage?: KeyUsage;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the key: texts, 50 at the most.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}
