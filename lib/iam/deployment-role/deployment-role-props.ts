import type { OidcPrincipal } from '../oidc-principal';
import type { PolicyStatement } from '../policy-statement';

/** Props of `DeploymentRole`. */
export interface DeploymentRoleProps {
  /**
   * Pipelines that may assume the role: of one branch, tag or environment of one repository. Pull requests, and every
   * repository of an owner, are refused.
   */
  readonly assumedBy: OidcPrincipal;

  /** Name of the role: 1 to 64 letters, digits and `_+=,.@-`. Other accounts and policies name the role by it. */
  readonly roleName: string;

  /** Prefixes of the services that it may deploy at all, such as `s3` and `rds`: nothing else can be granted to it. */
  readonly services: string[];

  /**
   * Path of the role and of its boundary: it may not be, or be below, `workloadPath`.
   *
   * @default '/deployment/'
   */
  readonly path?: string;

  /**
   * ARN of the boundary that roles have to carry which it makes or changes, such as that of a `DenyGuardBoundary` with a
   * `usableRolePath`. Whatever this boundary leaves to a role, the deployment can do by making one.
   *
   * @default - none: it makes and changes no roles
   */
  readonly workloadBoundary?: string;

  /**
   * Path of the roles, policies and instance profiles that it may make and change, and of the roles that it may hand to
   * services and assume.
   *
   * @default '/workload/'
   */
  readonly workloadPath?: string;

  /**
   * ARNs of further roles that it may hand to services and assume, without wildcards.
   *
   * @default - those of `workloadPath`
   */
  readonly usableRoleArns?: string[];

  /**
   * Regions that it may deploy to. Services with one endpoint for all regions are not affected.
   *
   * @default - every region
   */
  readonly regions?: string[];

  /**
   * Actions that are needed in other regions than `regions`, such as `acm:*` for CloudFront.
   *
   * @default - none
   */
  readonly exemptActions?: string[];

  /**
   * What the role may do; `addToPolicy`, grants and `LeastPrivilegePolicy` add more.
   *
   * @default - nothing yet
   */
  readonly statements?: PolicyStatement[];

  /**
   * What the role is for: at most 1000 characters of Latin text.
   *
   * @default - derived from the construct path
   */
  readonly description?: string;

  /**
   * Longest session, in seconds: 3600 to 43200. More than an hour needs a `looseningReason`.
   *
   * @default 3600
   */
  readonly maxSessionDurationSeconds?: number;

  /**
   * Why defaults of this construct are made weaker; shown by `Guardrails.loosened` and in the report.
   *
   * @default - none: weakening a default throws
   */
  readonly looseningReason?: string;

  /**
   * Tags of the role and of its boundary.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}
