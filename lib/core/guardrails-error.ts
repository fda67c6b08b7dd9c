import type { IConstruct } from 'constructs';

/** Codes of every error that a construct throws. They never change: handle errors by code, not by text. */
export type GuardrailsErrorCode =
  | 'ACCOUNT_ID_INVALID'
  | 'DB_BACKUP_RETENTION_INVALID'
  | 'DB_ENGINE_VERSION_INVALID'
  | 'DB_IDENTIFIER_INVALID'
  | 'DB_LOG_RETENTION_INVALID'
  | 'DB_MONITORING_INTERVAL_INVALID'
  | 'DB_PARAMETER_RESERVED'
  | 'DB_PORT_INVALID'
  | 'DB_SECRET_UNKNOWN'
  | 'DB_STORAGE_INVALID'
  | 'DB_SUBNETS_MISSING'
  | 'DB_USER_INVALID'
  | 'DB_USERNAME_INVALID'
  | 'KEY_ALIAS_INVALID'
  | 'KEY_ARN_INVALID'
  | 'KEY_DELETION_WINDOW_INVALID'
  | 'KEY_ROTATION_PERIOD_INVALID'
  | 'LOOSENING_REASON_MISSING'
  | 'PEER_CIDR_INVALID'
  | 'PEER_CIDR_TOO_WIDE'
  | 'PEER_REASON_MISSING'
  | 'POLICY_ACTION_INVALID'
  | 'POLICY_ACTION_WILDCARD'
  | 'POLICY_RESOURCE_INVALID'
  | 'POLICY_RESOURCE_WILDCARD'
  | 'POLICY_TOO_LARGE'
  | 'PRINCIPAL_EXTERNAL_ID_MISSING'
  | 'PRINCIPAL_SERVICE_INVALID'
  | 'PRINCIPAL_SUBJECT_TOO_WIDE'
  | 'PROFILE_SET_TOO_LATE'
  | 'PROFILE_UNKNOWN'
  | 'ROLE_ARN_INVALID'
  | 'ROLE_MANAGED_POLICY_FORBIDDEN'
  | 'ROLE_SESSION_DURATION_INVALID'
  | 'SECRET_ARN_INVALID'
  | 'SECRET_LITERAL_VALUE'
  | 'SECRET_RECOVERY_WINDOW_INVALID'
  | 'SECRET_ROTATION_EXISTS'
  | 'SECRET_ROTATION_INTERVAL_INVALID'
  | 'SECRET_VALUE_VERSION_INVALID'
  | 'SG_CONNECTION_EMPTY'
  | 'SG_DEFAULT_PORT_MISSING'
  | 'SG_DESCRIPTION_INVALID'
  | 'SG_ICMP_INVALID'
  | 'SG_ID_INVALID'
  | 'SG_PORT_INVALID'
  | 'SG_PORT_RANGE_INVALID'
  | 'SG_PUBLIC_PORT_FORBIDDEN'
  | 'SG_PUBLIC_SOURCE_FORBIDDEN';

/** What a construct throws when its input is invalid, contradictory or insecure. */
export class GuardrailsError extends Error {
  /** Stable code, such as `SG_PORT_RANGE_INVALID`. */
  readonly code: string;
  /** Path of the construct at fault, or undefined for a value that belongs to no construct yet, such as a `Port`. */
  readonly constructPath: string | undefined;

  /**
   * @param code stable code
   * @param problem what was got, what is allowed and what to do: lower case, no final period
   * @param construct the construct at fault
   */
  constructor(code: GuardrailsErrorCode, problem: string, construct?: IConstruct) {
    const constructPath = construct?.node.path;
    super(`${code}: ${problem}${constructPath ? ` (construct ${constructPath})` : ''}`);
    this.name = 'GuardrailsError';
    this.code = code;
    this.constructPath = constructPath;
  }
}
