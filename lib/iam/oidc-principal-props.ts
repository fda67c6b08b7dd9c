/** Props of `OidcPrincipal`. */
export interface OidcPrincipalProps {
  /** Issuer of the tokens without `https://`, such as `token.actions.githubusercontent.com`. */
  readonly issuer: string;

  /**
   * Subjects that may assume the role, such as `repo:acme/shop:ref:refs/heads/main`.
   *
   * A wildcard may stand only after the owner, its repository, project or namespace, and, for GitHub, the begin of a
   * branch, tag or environment: `repo:acme/shop:ref:refs/tags/v*`. Variables of IAM (`$${…}`) may not stand anywhere.
   */
  readonly subjects: string[];

  /**
   * Audience that the token must be meant for.
   *
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;
}

/** Which workflow of GitHub Actions: exactly one of `branch`, `tag`, `environment` and `pullRequestReason`. */
export interface GitHubActionsProps {
  /** ARN of the `aws_iam_openid_connect_provider`. */
  readonly providerArn: string;

  /** User or organization that owns the repository. */
  readonly owner: string;

  /**
   * Name of the repository without its owner.
   *
   * @default - none; then `anyRepositoryReason` is required
   */
  readonly repository?: string;

  /**
   * Id of the owner, digits alone: `gh api users/<owner> --jq .id`. GitHub puts it into the subjects of repositories that
   * were made, renamed or transferred after 15 July 2026, or that opted in; Enterprise Server does not.
   *
   * https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
   *
   * @default - none: the repository has subjects without ids
   */
  readonly ownerId?: string;

  /**
   * Id of the repository, digits alone: `gh api repos/<owner>/<repository> --jq .id`. Needed beside `ownerId`, unless
   * every repository of the owner is meant.
   *
   * @default - none: the repository has subjects without ids
   */
  readonly repositoryId?: string;

  /**
   * Why workflows of every repository of the owner may assume the role, those that are made later included, in place of
   * one `repository`. `Guardrails.loosened` shows it, and the rule `iam-oidc-trust-restricts-subject` still speaks up.
   *
   * @default - none: `repository` is named
   */
  readonly anyRepositoryReason?: string;

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
   * Why workflows of any pull request may assume the role: whoever may open one runs code of theirs with it, before
   * anybody has looked at it. For roles that read alone. `Guardrails.loosened` shows it, and the rule
   * `iam-oidc-trust-restricts-subject` still speaks up.
   *
   * @default - none: pull requests may not
   */
  readonly pullRequestReason?: string;

  /**
   * Audience that the token must be meant for.
   *
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;

  /**
   * Issuer without `https://`: that of an enterprise, `token.actions.githubusercontent.com/acme`, or of an Enterprise
   * Server, `github.example.com/_services/token`.
   *
   * @default 'token.actions.githubusercontent.com'
   */
  readonly issuer?: string;
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

/** Which pods of an EKS cluster: those of one service account. */
export interface EksServiceAccountProps {
  /** ARN of the `aws_iam_openid_connect_provider` of the cluster. */
  readonly providerArn: string;

  /** Namespace of the service account. */
  readonly namespace: string;

  /** Name of the service account. */
  readonly serviceAccount: string;
}
