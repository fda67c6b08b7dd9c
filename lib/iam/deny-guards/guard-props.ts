/** Who may administer, in every guard. */
export interface AdminActionsGuardProps {
  /**
   * ARN of the role or user that runs Terraform: it is always approved, or the next deployment would be denied. Account
   * and name in full, without wildcards.
   */
  readonly deployerArn: string;

  /**
   * ARNs of further roles and users that may administer, without wildcards.
   *
   * @default - the deployer alone
   */
  readonly approvedPrincipals?: string[];

  /**
   * Further actions to deny, by their full names.
   *
   * @default - the fixed list of administrative actions
   */
  readonly furtherActions?: string[];
}

/** Where requests may go. */
export interface RegionsGuardProps {
  /** Regions that requests may go to, such as `eu-west-1`. */
  readonly regions: string[];

  /**
   * Actions that are needed elsewhere, such as `acm:*`, `kms:*` and `wafv2:*` for CloudFront, which asks for them in
   * us-east-1.
   *
   * @default - services and actions with one endpoint for all regions
   */
  readonly exemptActions?: string[];
}

/** Who may change a resource that carries the guard in its own policy. */
export interface ResourcePolicyGuardProps {
  /** Prefix of the service: `backup`, `dynamodb`, `ecr`, `kms`, `s3`, `secretsmanager`, `sns` or `sqs`. */
  readonly service: string;

  /**
   * ARN of the resource itself, such as that of a bucket and not of what is in it, or `*` in policies of keys and secrets,
   * where it stands for the resource. Policies of repositories name none, so the guard of `ecr` leaves it out.
   */
  readonly resourceArn: string;

  /** ARN of the role or user that runs Terraform: it is always approved, or it could never change the policy again. */
  readonly deployerArn: string;

  /**
   * ARNs of further roles and users that may change the resource, without wildcards.
   *
   * @default - the deployer alone
   */
  readonly approvedPrincipals?: string[];
}

/** Who may assume a role, whoever else is trusted. */
export interface AssumeRoleGuardProps {
  /** ARNs of the roles and users that may assume the role, without wildcards. */
  readonly approvedPrincipals: string[];
}
