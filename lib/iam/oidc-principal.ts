import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { checkWhenKnown } from '../core/known-literal';
import { shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import { isSubjectTooWide, onlyOf, requireName } from './oidc-subject';
import { Principal } from './principal';
import { type Conditions, type StatementJson, withConditions } from './statement-json';

/** Props of `OidcPrincipal`. */
export interface OidcPrincipalProps {
  /** Issuer of the tokens without `https://`, such as `token.actions.githubusercontent.com`. */
  readonly issuer: string;

  /**
   * Subjects that may assume the role, such as `repo:acme/shop:ref:refs/heads/main`.
   *
   * A wildcard may stand only after the owner, its repository, project or namespace, and, for GitHub, the begin of a
   * branch, tag or environment: `repo:acme/shop:ref:refs/tags/v*`.
   */
  readonly subjects: string[];

  /**
   * Audience that the token must be meant for.
   *
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;
}

/** Which workflow of GitHub Actions: exactly one of `branch`, `tag` and `environment`. */
export interface GitHubActionsProps {
  /** ARN of the `aws_iam_openid_connect_provider`. */
  readonly providerArn: string;

  /** User or organization that owns the repository. */
  readonly owner: string;

  /** Name of the repository without its owner. */
  readonly repository: string;

  /**
   * Branch whose workflows may assume the role, such as `main`.
   *
   * @default - none
   */
  readonly branch?: string;

  /**
   * Tag whose workflows may assume the role, such as `v1`.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * Environment whose jobs may assume the role, such as `production`: its protection rules decide who gets there.
   *
   * @default - none
   */
  readonly environment?: string;

  /**
   * Audience that the token must be meant for.
   *
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;
}

/** Which pipeline of GitLab: exactly one of `branch` and `tag`. */
export interface GitLabProps {
  /** ARN of the `aws_iam_openid_connect_provider`. */
  readonly providerArn: string;

  /** Full path of the project, such as `acme/platform/shop`. */
  readonly projectPath: string;

  /** Audience that the token must be meant for: the `aud` of `id_tokens` in `.gitlab-ci.yml`. */
  readonly audience: string;

  /**
   * Branch whose pipelines may assume the role, such as `main`.
   *
   * @default - none
   */
  readonly branch?: string;

  /**
   * Tag whose pipelines may assume the role, such as `v1`.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * Host of the GitLab server without `https://`.
   *
   * @default 'gitlab.com'
   */
  readonly issuer?: string;
}

const PROVIDER = /^arn:[^:*?]+:iam::\d{12}:oidc-provider\/[^*?]+$/;
const ISSUER = /^[a-z0-9.-]+(?:\/[A-Za-z0-9./_-]*)?$/;

/** Workloads outside of AWS that prove who they are with a token of an OpenID Connect provider. */
export class OidcPrincipal extends Principal {
  /**
   * Workflows of one branch, tag or environment of one GitHub repository.
   *
   * @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE
   */
  static gitHubActions(props: GitHubActionsProps): OidcPrincipal {
    requireProps(props, 'props of OidcPrincipal.gitHubActions');
    const { providerArn, owner, repository, branch, tag, environment, audience } = props;
    requireName('owner', owner, /^[\w.-]+$/);
    requireName('repository', repository, /^[\w.-]+$/);
    const [kind, name] = onlyOf({ branch, tag, environment });
    requireName(kind, name, kind === 'environment' ? /^[^*?:]+$/ : undefined);
    const contexts: Readonly<Record<string, string>> = { branch: 'ref:refs/heads/', tag: 'ref:refs/tags/' };
    const subject = `repo:${owner}/${repository}:${contexts[kind] ?? 'environment:'}${name}`;
    return new OidcPrincipal(providerArn, {
      issuer: 'token.actions.githubusercontent.com',
      subjects: [subject],
      audience,
    });
  }

  /**
   * Pipelines of one branch or tag of one GitLab project.
   *
   * @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE
   */
  static gitLab(props: GitLabProps): OidcPrincipal {
    requireProps(props, 'props of OidcPrincipal.gitLab');
    const { providerArn, projectPath, branch, tag, issuer = 'gitlab.com', audience } = props;
    requireName('projectPath', projectPath, /^[\w.-]+(?:\/[\w.-]+)+$/);
    const [kind, name] = onlyOf({ branch, tag });
    requireName(kind, name);
    if ((audience as unknown) === undefined) throw invalidAudience(audience);
    const subject = `project_path:${projectPath}:ref_type:${kind}:ref:${name}`;
    return new OidcPrincipal(providerArn, { issuer, subjects: [subject], audience });
  }

  private readonly issuer: string;
  private readonly subjects: readonly string[];
  private readonly audience: string;

  /** @throws GuardrailsError PRINCIPAL_SUBJECT_TOO_WIDE, PRINCIPAL_AUDIENCE_INVALID, PRINCIPAL_ARN_INVALID */
  constructor(
    /** ARN of the `aws_iam_openid_connect_provider`. */
    readonly providerArn: string,
    props: OidcPrincipalProps,
  ) {
    super();
    requireProps(props, 'props of OidcPrincipal');
    const { issuer, subjects, audience = 'sts.amazonaws.com' } = props;
    if (typeof (providerArn as unknown) !== 'string' || (!isUnresolved(providerArn) && !PROVIDER.test(providerArn))) {
      throw new GuardrailsError(
        'PRINCIPAL_ARN_INVALID',
        `provider ${shown(providerArn)} is no ARN of an OIDC provider; pass the arn attribute of the aws_iam_openid_connect_provider`,
      );
    }
    const invalidIssuer = typeof (issuer as unknown) !== 'string' || isUnresolved(issuer) || !ISSUER.test(issuer);
    if (invalidIssuer || !Array.isArray(subjects) || subjects.length === 0 || isUnresolved(subjects)) {
      throw new GuardrailsError(
        'PRINCIPAL_SUBJECT_TOO_WIDE',
        'an OIDC principal needs a literal issuer without https:// and at least one subject; name who may assume the role',
      );
    }
    const wide = subjects.find(
      (subject) =>
        !isUnresolved(subject) &&
        (typeof subject !== 'string' || subject.startsWith('#{') || isSubjectTooWide(subject, issuer)),
    );
    if (wide !== undefined) {
      throw tooWide(wide);
    }
    if (!isUnresolved(providerArn) && hostOf(providerArn) !== issuer.replace(/\/$/, '').toLowerCase()) {
      throw new GuardrailsError(
        'PRINCIPAL_ARN_INVALID',
        `provider ${shown(providerArn)} is not that of issuer ${issuer}; pass the provider and the issuer that belong together`,
      );
    }
    if (!isUnresolved(audience) && (typeof audience !== 'string' || !/^[^*?\s]+$/.test(audience))) {
      throw invalidAudience(audience);
    }
    this.issuer = issuer;
    this.subjects = [...subjects];
    this.audience = audience;
  }

  /** @internal */
  override _trustStatements(scope: IConstruct): readonly StatementJson[] {
    for (const subject of this.subjects.filter((each) => isUnresolved(each))) {
      checkWhenKnown(scope, subject, (literal) => {
        // Compared as it is: a wildcard is a letter like any other there.
        if (typeof literal !== 'string' || /[*?]/.test(literal) || isSubjectTooWide(literal, this.issuer))
          throw tooWide(literal);
      });
    }
    const isPattern = (subject: string) => !isUnresolved(subject) && /[*?]/.test(subject);
    const exact = this.subjects.filter((subject) => !isPattern(subject));
    const patterns = this.subjects.filter(isPattern);
    const sub = `${this.issuer}:sub`;
    const aud = { [`${this.issuer}:aud`]: [this.audience] };
    return [
      ...(exact.length === 0 ? [] : [this.trust({ StringEquals: { ...aud, [sub]: exact } })]),
      ...(patterns.length === 0 ? [] : [this.trust({ StringEquals: aud, StringLike: { [sub]: patterns } })]),
    ];
  }

  private trust(conditions: Conditions): StatementJson {
    return withConditions(
      { Effect: 'Allow', Principal: { Federated: this.providerArn }, Action: ['sts:AssumeRoleWithWebIdentity'] },
      conditions,
    );
  }
}

/** The issuer that the ARN of a provider ends with. */
function hostOf(providerArn: string): string {
  return providerArn
    .slice(providerArn.indexOf(':oidc-provider/') + ':oidc-provider/'.length)
    .replace(/\/$/, '')
    .toLowerCase();
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
    `audience is ${shown(audience)}, allowed is one text without wildcards; pass the audience that the tokens are made for`,
  );
}
