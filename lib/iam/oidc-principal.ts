import { GuardrailsError } from '../core/guardrails-error';
import { isUnresolved } from '../core/tokens';
import { Principal } from './principal';
import { type StatementJson, withConditions } from './statement-json';

export interface OidcPrincipalProps {
  /** Issuer of the tokens without `https://`, such as `token.actions.githubusercontent.com`. */
  readonly issuer: string;

  /**
   * Subjects that may assume the role, such as `repo:acme/shop:ref:refs/heads/main`.
   *
   * A wildcard may stand only after the owner and its repository, project or namespace.
   */
  readonly subjects: string[];

  /**
   * Audience that the token must be meant for.
   *
   * @default 'sts.amazonaws.com'
   */
  readonly audience?: string;
}

const GITHUB = 'token.actions.githubusercontent.com';

function tooWide(subject: string, issuer: string): boolean {
  if (issuer === GITHUB) return !/^repo:[^/:*?]+\/[^/:*?]+:./.test(subject) || subject.endsWith(':pull_request');
  const wildcard = subject.search(/[*?]/);
  const fixed = wildcard < 0 ? subject : subject.slice(0, wildcard);
  if (fixed.trim() === '') return true;
  return wildcard >= 0 && !/^[^:/]+[:/][^:/]+[:/][^:/]+[:/]/.test(fixed);
}

/** Workloads outside of AWS that prove who they are with a token of an OpenID Connect provider. */
export class OidcPrincipal extends Principal {
  constructor(
    /** ARN of the `aws_iam_openid_connect_provider`. */
    readonly providerArn: string,
    private readonly props: OidcPrincipalProps,
  ) {
    super();
    const { issuer, subjects } = props;
    const invalidIssuer = isUnresolved(issuer) || !/^[a-z0-9.-]+(?:\/[A-Za-z0-9./_-]*)?$/.test(issuer);
    if (invalidIssuer || subjects.length === 0 || isUnresolved(subjects)) {
      throw new GuardrailsError(
        'PRINCIPAL_SUBJECT_TOO_WIDE',
        'an OIDC principal needs a literal issuer without https:// and at least one subject; name who may assume the role',
      );
    }
    const wide = subjects.find((subject) => !isUnresolved(subject) && tooWide(subject, issuer));
    if (wide === undefined) return;
    throw new GuardrailsError(
      'PRINCIPAL_SUBJECT_TOO_WIDE',
      `subject ${JSON.stringify(wide)} lets strangers assume the role; name owner, repository and branch or environment, such as repo:acme/shop:ref:refs/heads/main`,
    );
  }

  /** @internal */
  override _trustStatement(): StatementJson {
    const { issuer, subjects, audience = 'sts.amazonaws.com' } = this.props;
    const patterned = subjects.some((subject) => /[*?]/.test(subject));
    const subjectCondition = { [`${issuer}:sub`]: [...subjects] };
    const audienceCondition = { [`${issuer}:aud`]: [audience] };
    return withConditions(
      { Effect: 'Allow', Principal: { Federated: this.providerArn }, Action: ['sts:AssumeRoleWithWebIdentity'] },
      patterned
        ? { StringEquals: audienceCondition, StringLike: subjectCondition }
        : { StringEquals: { ...audienceCondition, ...subjectCondition } },
    );
  }
}
