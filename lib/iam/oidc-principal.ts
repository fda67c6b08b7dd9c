import { TerraformLocal, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import type { LoosenedSetting } from '../core/loosening';
import { requireProps } from '../core/props';
import { shown } from '../core/texts';
import { isUnresolved, resolveTokens } from '../core/tokens';
import { elementOfText } from './element-of-text';
import { partsOf } from './expressions';
import type {
  EksServiceAccountProps,
  GitHubActionsProps,
  GitLabProps,
  OidcPrincipalProps,
} from './oidc-principal-props';
import {
  GITHUB_ISSUER,
  gitHubSubject,
  gitLabSubject,
  hasPolicyVariable,
  isSubjectTooWide,
  serviceAccountSubject,
} from './oidc-subject';
import { Principal } from './principal';
import { type Conditions, type StatementJson, withConditions } from './statement-json';

const PROVIDER = /^arn:[^:*?]+:iam::\d{12}:oidc-provider\/[^*?]+$/;
const ISSUER = /^[a-z0-9.-]+(?:\/[A-Za-z0-9./_-]*)?$/;

/** Subjects that are wide on purpose, by the props that were made of them: nobody else has these objects. */
const statedWide = new WeakMap<OidcPrincipalProps, readonly LoosenedSetting[]>();

/** Props whose issuer is that of a provider's ARN that is not known yet. */
const fromArn = new WeakSet<OidcPrincipalProps>();

/** Workloads outside of AWS that prove who they are with a token of an OpenID Connect provider. */
export class OidcPrincipal extends Principal {
  /**
   * Workflows of one branch, tag or environment of one GitHub repository. Every repository of the owner, and pull
   * requests, need a reason.
   *
   * @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE, PRINCIPAL_AUDIENCE_INVALID, PRINCIPAL_ARN_INVALID
   */
  static gitHubActions(props: GitHubActionsProps): OidcPrincipal {
    requireProps(props, 'props of OidcPrincipal.gitHubActions');
    const { providerArn, audience, issuer = GITHUB_ISSUER } = props;
    const { subject, reasons } = gitHubSubject(props);
    const oidc: OidcPrincipalProps = { issuer, subjects: [subject], audience };
    if (reasons.length > 0) statedWide.set(oidc, reasons);
    return new OidcPrincipal(providerArn, oidc);
  }

  /**
   * Pipelines of one branch or tag of one GitLab project.
   *
   * @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE, PRINCIPAL_AUDIENCE_INVALID, PRINCIPAL_ARN_INVALID
   */
  static gitLab(props: GitLabProps): OidcPrincipal {
    requireProps(props, 'props of OidcPrincipal.gitLab');
    const { providerArn, issuer = 'gitlab.com', audience } = props;
    const subjects = [gitLabSubject(props)];
    if ((audience as unknown) === undefined) throw invalidAudience(audience);
    return new OidcPrincipal(providerArn, { issuer, subjects, audience });
  }

  /**
   * Pods of one service account of an EKS cluster, as IAM roles for service accounts (IRSA) prove it. The issuer is read
   * from the ARN of the provider, which may be a token. See also `PodIdentityPrincipal`, which needs no provider.
   *
   * @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE, PRINCIPAL_ARN_INVALID
   */
  static eksServiceAccount(props: EksServiceAccountProps): OidcPrincipal {
    requireProps(props, 'props of OidcPrincipal.eksServiceAccount');
    const subjects = [serviceAccountSubject(props)];
    const { providerArn } = props;
    requireProvider(providerArn);
    const oidc: OidcPrincipalProps = { issuer: isUnresolved(providerArn) ? '' : issuerOf(providerArn), subjects };
    if (isUnresolved(providerArn)) fromArn.add(oidc);
    return new OidcPrincipal(providerArn, oidc);
  }

  private readonly issuer: string;
  private readonly subjects: readonly string[];
  private readonly audience: string;
  private readonly wide: readonly LoosenedSetting[];

  /** @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE, PRINCIPAL_AUDIENCE_INVALID, PRINCIPAL_ARN_INVALID */
  constructor(
    /** ARN of the `aws_iam_openid_connect_provider`. */
    readonly providerArn: string,
    props: OidcPrincipalProps,
  ) {
    super();
    requireProps(props, 'props of OidcPrincipal');
    const { issuer, subjects, audience = 'sts.amazonaws.com' } = props;
    requireProvider(providerArn);
    const isText = typeof (issuer as unknown) === 'string' && !isUnresolved(issuer);
    const invalidIssuer = !(isText && ISSUER.test(issuer)) && !fromArn.has(props);
    if (invalidIssuer || !Array.isArray(subjects) || subjects.length === 0 || isUnresolved(subjects)) {
      throw new GuardrailsError(
        'PRINCIPAL_SUBJECT_TOO_WIDE',
        'an OIDC principal needs a literal issuer without https:// and at least one subject; name who may assume the role',
      );
    }
    this.wide = statedWide.get(props) ?? [];
    const wide = subjects.find(
      (subject) =>
        (typeof subject === 'string' && hasPolicyVariable(subject)) ||
        (!isUnresolved(subject) &&
          (typeof subject !== 'string' || subject.startsWith('#{') || isSubjectTooWide(subject, issuer))),
    );
    if (wide !== undefined && (this.wide.length === 0 || hasPolicyVariable(wide))) throw tooWide(wide);
    const mixed = subjects.find((subject) => isUnresolved(subject) && hasWildcard(subject));
    if (mixed !== undefined) {
      throw new GuardrailsError(
        'PRINCIPAL_SUBJECT_TOO_WIDE',
        `subject ${shown(mixed)} has a wildcard beside what is not known before Terraform runs, which may be a wildcard too; pass a literal, or name the whole subject`,
      );
    }
    if (!isUnresolved(providerArn) && issuerOf(providerArn).toLowerCase() !== issuer.replace(/\/$/, '').toLowerCase()) {
      throw new GuardrailsError(
        'PRINCIPAL_ARN_INVALID',
        `provider ${shown(providerArn)} is not that of issuer ${issuer}; pass the provider and the issuer that belong together`,
      );
    }
    const isVariable = typeof audience === 'string' && hasPolicyVariable(audience);
    const isAudience = isUnresolved(audience) || (typeof audience === 'string' && /^[^*?\s]+$/.test(audience));
    if (isVariable || !isAudience) {
      throw invalidAudience(audience);
    }
    this.issuer = issuer;
    this.subjects = [...subjects];
    this.audience = audience;
  }

  /** @internal */
  override _loosenings(): readonly LoosenedSetting[] {
    return this.wide;
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    const issuer = this.issuer === '' ? issuerLocal(scope, this.providerArn) : this.issuer;
    if (isUnresolved(this.providerArn)) checkWhenKnown(scope, this.providerArn, requireProvider);
    for (const subject of this.subjects.filter((each) => isUnresolved(each))) {
      checkWhenKnown(scope, subject, (literal) => {
        // Compared as it is: a wildcard is a letter like any other there.
        const isName = typeof literal === 'string' && !/[*?]/.test(literal);
        if (!isName || isSubjectTooWide(this.withoutStated(literal), this.issuer)) throw tooWide(literal);
      });
    }
    const isPattern = (subject: string) => !isUnresolved(subject) && /[*?]/.test(subject);
    const exact = this.subjects.filter((subject) => !isPattern(subject));
    const patterns = this.subjects.filter(isPattern);
    const sub = `${issuer}:sub`;
    const aud = { [`${issuer}:aud`]: [this.audience] };
    return [
      ...(exact.length === 0 ? [] : [this.trust({ StringEquals: { ...aud, [sub]: exact } })]),
      ...(patterns.length === 0 ? [] : [this.trust({ StringEquals: aud, StringLike: { [sub]: patterns } })]),
    ];
  }

  /** A subject that would be wide but for its reason, as one that is not. */
  private withoutStated(subject: string): string {
    return this.wide.length === 0 ? subject : subject.replace(/:pull_request$/, ':environment:x');
  }

  private trust(conditions: Conditions): StatementJson {
    return withConditions(
      { Effect: 'Allow', Principal: { Federated: this.providerArn }, Action: ['sts:AssumeRoleWithWebIdentity'] },
      conditions,
    );
  }
}

function hasWildcard(subject: string): boolean {
  return partsOf(subject).some(({ text, isExpression }) => !isExpression && /[*?]/.test(text));
}

function requireProvider(arn: unknown): void {
  if (typeof arn === 'string' && (isUnresolved(arn) || PROVIDER.test(arn))) return;
  throw new GuardrailsError(
    'PRINCIPAL_ARN_INVALID',
    `provider ${shown(arn)} is no ARN of an OIDC provider; pass the arn attribute of the aws_iam_openid_connect_provider`,
  );
}

const RESOURCE = ':oidc-provider/';

/** The issuer that the ARN of a provider ends with. */
function issuerOf(providerArn: string): string {
  return providerArn.slice(providerArn.indexOf(RESOURCE) + RESOURCE.length).replace(/\/$/, '');
}

/** Issuers that only Terraform can read from an ARN, by stack and expression. */
const locals = new WeakMap<TerraformStack, Map<string, TerraformLocal>>();

/** The same where the ARN is not known yet: a local of the stack, so that the trust policy stays readable JSON. */
function issuerLocal(scope: IConstruct, providerArn: string): string {
  const stack = TerraformStack.of(scope);
  const known = locals.get(stack) ?? new Map<string, TerraformLocal>();
  locals.set(stack, known);
  const key = String(resolveTokens(scope, providerArn));
  const id = `guardrails-oidc-issuer${known.size === 0 ? '' : `-${known.size + 1}`}`;
  const issuer = known.get(key) ?? new TerraformLocal(stack, id, elementOfText(providerArn, RESOURCE, 1));
  known.set(key, issuer);
  return issuer.asString;
}

function tooWide(subject: unknown): GuardrailsError {
  return new GuardrailsError(
    'PRINCIPAL_SUBJECT_TOO_WIDE',
    `subject ${shown(subject)} lets strangers assume the role; name owner, repository and branch or environment, such as repo:acme/shop:ref:refs/heads/main`,
  );
}

function invalidAudience(audience: unknown): GuardrailsError {
  return new GuardrailsError(
    'PRINCIPAL_AUDIENCE_INVALID',
    `audience is ${shown(audience)}, allowed is one text without wildcards and variables; pass the audience that the tokens are made for`,
  );
}
