import type { PolicyText } from '../compliance/model/policy-document-types';
import type { NamedPolicy } from './named-policy';

/** An IAM user, role or root user, by ARN. A session of a role is the role's ARN and the session's name. */
export interface AwsRequestPrincipal {
  /** ARN of the user, the role or `…:root`: `arn:aws:iam::111122223333:role/team/App`. */
  readonly arn: PolicyText;
  /** Name of the role session; resource policies may name it. */
  readonly sessionName?: string;
}

/** An AWS service that acts by itself, such as `cloudtrail.amazonaws.com`. */
export interface ServiceRequestPrincipal {
  readonly service: string;
}

/** A caller that an identity provider vouches for: ARN of the provider, or its domain. */
export interface FederatedRequestPrincipal {
  readonly federated: PolicyText;
}

/** Who makes a request; `anonymous` is a request without credentials. */
export type RequestPrincipal = AwsRequestPrincipal | ServiceRequestPrincipal | FederatedRequestPrincipal | 'anonymous';

/** Value of a condition key in a request. Undefined says that the request has no such key. */
export type ContextValue = PolicyText | number | boolean | readonly (PolicyText | number | boolean)[] | undefined;

/** Condition keys of a request, letter case ignored. A key that is not here is not in the request. */
export type RequestContext = Readonly<Record<string, ContextValue>>;

/** One request, and every policy that bears on it. */
export interface EvaluationRequest {
  readonly principal: RequestPrincipal;
  /** `s3:GetObject`, without wildcards. */
  readonly action: string;
  /**
   * ARN of the resource.
   *
   * @default '*' as for actions that have no resource
   */
  readonly resource?: PolicyText;
  /**
   * Condition keys of the request. What follows from the principal (`aws:PrincipalArn`, `aws:PrincipalAccount`,
   * `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName`, `aws:PrincipalType`, `aws:username`) is added unless it is
   * here.
   */
  readonly context?: RequestContext;
  /** Inline and managed policies of the principal and of its groups. */
  readonly identityPolicies?: readonly NamedPolicy[];
  /** The policy of the resource: bucket policy, key policy, trust policy of a role. */
  readonly resourcePolicy?: NamedPolicy;
  readonly permissionsBoundary?: NamedPolicy;
  /** Service control policies by level: root, organizational units, account. Each level has to allow. */
  readonly serviceControlPolicies?: readonly (readonly NamedPolicy[])[];
  /** Resource control policies by level, `RCPFullAWSAccess` included. Each level has to allow. */
  readonly resourceControlPolicies?: readonly (readonly NamedPolicy[])[];
  /** Policies passed when the session was made. */
  readonly sessionPolicies?: readonly NamedPolicy[];
  /**
   * Whether the resource is of the principal's account.
   *
   * @default - what `aws:ResourceAccount` or the ARN of the resource says; true where neither tells
   */
  readonly sameAccount?: boolean;
}
