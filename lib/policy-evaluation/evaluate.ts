import type { PolicyText } from '../compliance/model/policy-document-types';
import { accountOf } from '../compliance/model/policy-match';
import { isUnknown, Unknown } from '../compliance/model/value';
import { both, either, every, type Truth } from '../compliance/reading/truth';
import type { Evaluation, PolicyKind } from './evaluation';
import { textWithTokens, type NamedPolicy } from './named-policy';
import { readPolicies, type PolicyVerdict, type ReadingRequest } from './policy-reading';
import { concerns, isRole, isRoot, type PrincipalMatch } from './principal-match';
import type { EvaluationRequest, RequestPrincipal } from './request';
import { RequestKeys } from './request-keys';
import { explain, type Stage } from './stages';

/**
 * Decides one request as AWS does, from the policies that bear on it.
 *
 * An explicit Deny of any policy wins. Service and resource control policies have to allow at each level. Within an
 * account an identity policy or the policy of the resource allows, within the permissions boundary and the session
 * policies; a policy of the resource that names a user or a session of a role needs neither of them. Across accounts both
 * have to allow. Keys of KMS and roles are used only as their own policy says.
 *
 * What is not known before Terraform runs never leads to `allowed`.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 *
 * @throws TypeError for an action that is not `service:Name`, for a principal whose ARN is none of IAM, and for the ARN
 * of a session in place of its role's
 */
export function evaluate(request: EvaluationRequest): Evaluation {
  const { principal, action, resource: given = '*', context } = request;
  if (!/^[\w-]+:\w+$/.test(action)) {
    throw new TypeError(`action is ${JSON.stringify(action)}, expected one action such as s3:GetObject`);
  }
  if (isAws(principal) && /^arn:[^:]*:sts:.*:assumed-role\//.test(String(principal.arn))) {
    throw new TypeError('principal is the session of a role; pass the ARN of the role, and sessionName');
  }
  if (isAws(principal) && !/^arn:[^:]+:(?:iam|sts)::|\$\{/.test(String(principal.arn))) {
    throw new TypeError(`principal is ${JSON.stringify(principal.arn)}, expected the ARN of a role or a user`);
  }
  const resource = typeof given === 'string' ? textWithTokens(given) : given;
  const reading: ReadingRequest = { principal, action, resource, keys: new RequestKeys(principal, context) };
  return new RequestEvaluation(request, reading).result();
}

class RequestEvaluation {
  private readonly stages: Stage[] = [];
  private readonly identity: PolicyVerdict;
  private readonly ofResource: PolicyVerdict;
  private readonly boundary: Truth;
  private readonly session: Truth;
  private readonly control: Truth;

  constructor(
    private readonly request: EvaluationRequest,
    private readonly reading: ReadingRequest,
  ) {
    const { identityPolicies = [], resourcePolicy, permissionsBoundary, sessionPolicies } = request;
    const isPrincipal = isAws(reading.principal);
    this.identity = this.read('identity policy', isPrincipal ? identityPolicies : []);
    this.ofResource = this.read('resource policy', resourcePolicy === undefined ? [] : [resourcePolicy]);
    this.boundary = this.limit('permissions boundary', permissionsBoundary && [permissionsBoundary], isPrincipal);
    this.session = this.limit('session policy', sessionPolicies, isPrincipal);
    this.control = both(
      this.levels('service control policy', request.serviceControlPolicies, isPrincipal && !this.isServiceLinked),
      this.levels('resource control policy', request.resourceControlPolicies, !this.isServiceLinked),
    );
  }

  result(): Evaluation {
    const denied = either(...this.stages.map(({ verdict }) => verdict.denies));
    const granted = both(this.control, this.access());
    return explain(this.stages, { denied, granted, gaps: this.gaps });
  }

  private readonly gaps: string[] = [];

  private read(kind: PolicyKind, policies: readonly NamedPolicy[]): PolicyVerdict {
    const verdict = readPolicies(policies, kind, this.reading);
    this.stages.push({ kind, verdict });
    return verdict;
  }

  /** A limit that is not set allows everything. */
  private limit(kind: PolicyKind, policies: readonly NamedPolicy[] | undefined, applies: boolean): Truth {
    if (policies === undefined || !applies) return true;
    const { allows } = this.read(kind, policies);
    if (allows === false) this.gaps.push(`the ${kind} does not allow it`);
    return allows;
  }

  /**
   * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
   * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html
   */
  private levels(kind: PolicyKind, levels: readonly (readonly NamedPolicy[])[] | undefined, applies: boolean): Truth {
    if (levels === undefined || !applies) return true;
    return every(
      levels.map((policies) => this.limit(kind, policies, true)),
      (allows) => allows,
    );
  }

  private access(): Truth {
    const { principal } = this.reading;
    const { grants } = this.ofResource;
    if (!isAws(principal)) return this.missing(either(grants.direct, grants.everyone), NO_RESOURCE_POLICY);
    const limits = both(this.boundary, this.session);
    const identity = this.identityAllows(principal.arn);
    const isSame = this.isSameAccount(principal.arn);
    return isSame ? this.within(grants, identity, limits) : this.across(grants, identity, limits);
  }

  /** The root user may do everything in its account. */
  private identityAllows(arn: PolicyText): Truth {
    return isRoot(arn) ? true : this.identity.allows;
  }

  /**
   * Within an account.
   *
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
   */
  private within(grants: PrincipalMatch, identity: Truth, limits: Truth): Truth {
    const byIdentity = both(identity, this.resourceConsents(grants), limits);
    const access = either(byIdentity, grants.direct, both(grants.role, limits), byEveryone(grants.everyone, limits));
    return this.missing(access, 'no identity policy or resource policy allows it');
  }

  /** Keys and roles are used by the identity policies of their account only where their own policy says so. */
  private resourceConsents({ account }: PrincipalMatch): Truth {
    const policy = ownPolicyOf(this.reading.action, this.reading.resource);
    if (policy === undefined) return true;
    if (this.request.resourcePolicy === undefined) return new Unknown(`the ${policy}, which was not given`);
    if (account === false) this.gaps.push(`the ${policy} does not let identity policies of the account allow it`);
    return account;
  }

  private across(grants: PrincipalMatch, identity: Truth, limits: Truth): Truth {
    const byResource = concerns(grants);
    if (byResource === false) this.gaps.push('the resource policy does not let the other account in');
    if (identity === false) this.gaps.push('no identity policy allows it');
    return both(identity, limits, byResource);
  }

  private missing(access: Truth, gap: string): Truth {
    if (access === false && this.gaps.length === 0) this.gaps.push(gap);
    return access;
  }

  private isSameAccount(arn: PolicyText): boolean {
    const { request, reading } = this;
    if (request.sameAccount !== undefined) return request.sameAccount;
    const own = accountOf(typeof arn === 'string' ? textWithTokens(arn) : arn);
    const [told] = reading.keys.get('aws:ResourceAccount') ?? [];
    const owner = told ?? accountOf(reading.resource);
    if (typeof own !== 'string' || typeof owner !== 'string') return true;
    return own === owner;
  }

  /** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
  private get isServiceLinked(): boolean {
    const { principal } = this.reading;
    return isAws(principal) && isRole(principal.arn) && String(principal.arn).includes(':role/aws-service-role/');
  }
}

const NO_RESOURCE_POLICY = 'no resource policy allows it, and the caller has no other policies';

function isAws(principal: RequestPrincipal): principal is Extract<RequestPrincipal, { arn: PolicyText }> {
  return typeof principal === 'object' && 'arn' in principal;
}

/** AWS does not say whether a boundary limits what `*` gives. */
function byEveryone(everyone: Truth, limits: Truth): Truth {
  if (limits !== false) return both(everyone, limits);
  return everyone === false ? false : OPEN_TO_ALL;
}

const OPEN_TO_ALL = new Unknown(
  'an Allow for everyone that the permissions boundary or a session policy does not repeat',
);

/**
 * What the policy is called that has to allow each use of the resource; undefined for most resources.
 *
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html
 */
function ownPolicyOf(action: string, resource: PolicyText): string | undefined {
  const lower = action.toLowerCase();
  if (/^sts:(?:assumerole|tagsession$|setsourceidentity$)/.test(lower)) return 'trust policy';
  if (!lower.startsWith('kms:')) return undefined;
  const isKey = isUnknown(resource)
    ? !/^arn:.*:alias\//.test(String(resource))
    : /^arn:[^:]*:kms:.*:key\//.test(resource);
  return isKey ? 'key policy' : undefined;
}
