import { GuardrailsError } from '../core/guardrails-error';
import type { LoosenedSetting } from '../core/loosening';
import { requireText, shown } from '../core/texts';
import { isUnresolved } from '../core/tokens';
import type { EksServiceAccountProps, GitHubActionsProps, GitLabProps } from './oidc-principal-props';

/** Issuer of the tokens of github.com. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** Of github.com, of an enterprise with a domain of its own, and of an Enterprise Server. */
const GITHUB = /^token\.actions\.(?:githubusercontent\.com|[a-z0-9-]+\.ghe\.com)(?:\/|$)|\/_services\/token\/?$/;

/** Subjects of pull requests: the default one, and one that was made of the name of the event. */
const PULL_REQUEST = /^(?:event_name:)?pull_request(?:_target)?(?::|$)/;

/** True for a text with a variable of IAM, escaped for Terraform: `$${…:sub}` is equal to what anybody presents. */
export function hasPolicyVariable(text: string): boolean {
  return text.includes('$${');
}

/** What may stand before a wildcard in a subject of GitHub: the repository and the begin of a name in it. */
const GITHUB_FIXED = /^(?:ref:refs\/(?:heads|tags)\/[^*?]|environment:[^*?]|job_workflow_ref:[^*?/]+\/[^*?/]+\/[^*?])/;

/** True for a subject that also admits strangers: of other repositories, projects, namespaces, or any pull request. */
export function isSubjectTooWide(subject: string, issuer: string): boolean {
  if (hasPolicyVariable(subject)) return true;
  if (GITHUB.test(issuer)) {
    const context = /^repo:[^/:*?]+\/[^/:*?]+:(.+)$/s.exec(subject)?.[1];
    if (context === undefined || PULL_REQUEST.test(context)) return true;
    return /[*?]/.test(context) && !GITHUB_FIXED.test(context);
  }
  const wildcard = subject.search(/[*?]/);
  const fixed = wildcard < 0 ? subject : subject.slice(0, wildcard);
  if (fixed.trim() === '') return true;
  return wildcard >= 0 && !/^[^:/]+[:/][^:/]+[:/][^:/]+[:/]/.test(fixed);
}

/** Ids that GitHub never gives twice. */
const ID = /^[1-9]\d*$/;

/** A subject, and why it is as wide as it is; no reasons where it names one repository and one branch of it. */
export interface StatedSubject {
  readonly subject: string;
  readonly reasons: readonly LoosenedSetting[];
}

/** `repo:acme/shop:ref:refs/heads/main`. */
export function gitHubSubject(props: GitHubActionsProps): StatedSubject {
  const { owner, repository, anyRepositoryReason, branch, tag, environment, pullRequestReason } = props;
  requireName('owner', owner, /^[\w.-]+$/);
  const [scope, ofRepository] = onlyOf({ repository, anyRepositoryReason });
  const isAny = scope === 'anyRepositoryReason';
  requireReason('anyRepositoryReason', anyRepositoryReason);
  requireReason('pullRequestReason', pullRequestReason);
  if (isAny) requireLiteral('owner', owner);
  else requireName(scope, ofRepository, /^[\w.-]+$/);
  const [kind, name] = onlyOf({ branch, tag, environment, pullRequestReason });
  const isPullRequest = kind === 'pullRequestReason';
  if (!isPullRequest) requireName(kind, name, kind === 'environment' ? /^[^*?:]+$/ : undefined);
  if (isAny && !isPullRequest) requireLiteral(kind, name);
  const contexts: Readonly<Record<string, string>> = { branch: 'ref:refs/heads/', tag: 'ref:refs/tags/' };
  const context = isPullRequest ? 'pull_request' : `${contexts[kind] ?? 'environment:'}${name}`;
  const { ofOwner, ofName } = idsOf(props, isAny);
  const subject = `repo:${owner}${ofOwner}/${isAny ? '*' : `${ofRepository}${ofName}`}:${context}`;
  return {
    subject,
    reasons: [
      ...(isAny
        ? [{ setting: 'repository', defaultValue: 'one repository', value: subject, reason: ofRepository }]
        : []),
      ...(isPullRequest
        ? [{ setting: 'pullRequest', defaultValue: 'one branch, tag or environment', value: subject, reason: name }]
        : []),
    ],
  };
}

/** The ids of an owner and a repository as subjects have them: both, or none. */
function idsOf(props: GitHubActionsProps, isAny: boolean): { readonly ofOwner: string; readonly ofName: string } {
  if (props.ownerId === undefined && props.repositoryId === undefined) return { ofOwner: '', ofName: '' };
  const { ownerId = '', repositoryId = '' } = props;
  requireName('ownerId', ownerId, ID);
  if (!isAny) {
    requireName('repositoryId', repositoryId, ID);
    return { ofOwner: `@${ownerId}`, ofName: `@${repositoryId}` };
  }
  requireLiteral('ownerId', ownerId);
  onlyOf({ anyRepositoryReason: props.anyRepositoryReason, repositoryId: props.repositoryId });
  return { ofOwner: `@${ownerId}`, ofName: '' };
}

/** `project_path:acme/shop:ref_type:branch:ref:main`. */
export function gitLabSubject({ projectPath, branch, tag }: GitLabProps): string {
  requireName('projectPath', projectPath, /^[\w.-]+(?:\/[\w.-]+)+$/);
  const [kind, name] = onlyOf({ branch, tag });
  requireName(kind, name);
  return `project_path:${projectPath}:ref_type:${kind}:ref:${name}`;
}

/** `system:serviceaccount:shop:api`. */
export function serviceAccountSubject(props: EksServiceAccountProps): string {
  const { namespace, serviceAccount } = requireServiceAccount(props);
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

/** Throws unless both are names as Kubernetes takes them. */
export function requireServiceAccount<T extends Pick<EksServiceAccountProps, 'namespace' | 'serviceAccount'>>(
  props: T,
): T {
  requireName('namespace', props.namespace, /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
  requireName('serviceAccount', props.serviceAccount, /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/);
  return props;
}

/** Reasons are read by people: a token says nothing to them. */
function requireReason(name: string, reason: string | undefined): void {
  if (reason === undefined) return;
  if (typeof reason === 'string' && /[\p{L}\p{N}]/u.test(reason) && !isUnresolved(reason)) return;
  throw new GuardrailsError(
    'PRINCIPAL_SUBJECT_TOO_WIDE',
    `${name} is ${shown(reason)}, allowed is a reason in words; say why, or name what may assume the role`,
  );
}

/** A subject with a wildcard is compared as a pattern, in which a token may be one more. */
function requireLiteral(name: string, value: string): void {
  if (!isUnresolved(value)) return;
  throw new GuardrailsError(
    'PRINCIPAL_SUBJECT_TOO_WIDE',
    `${name} is not known before Terraform runs, which it has to be beside anyRepositoryReason; pass a literal`,
  );
}

/** The only one of the names that is given, throwing where there is none or more than one. */
export function onlyOf(names: Readonly<Record<string, string | undefined>>): readonly [name: string, value: string] {
  const given = Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const [only] = given;
  if (only !== undefined && given.length === 1) return only;
  throw new GuardrailsError(
    'PRINCIPAL_SUBJECT_TOO_WIDE',
    `${given.length === 0 ? 'none' : given.map(([name]) => name).join(' and ')} of ${Object.keys(names).join(', ')} is given, allowed is exactly one; name what may assume the role`,
  );
}

/** Throws unless a part of a subject is one name, without wildcards and separators. */
export function requireName(name: string, value: string, pattern = /^[\w./@+=#~-]+$/): void {
  const allowed = name.endsWith('Id')
    ? 'the digits that GitHub knows it by, as text'
    : 'letters, digits and punctuation without wildcards and colons';
  const format = { allowed, remedy: 'name one' };
  const code = 'PRINCIPAL_SUBJECT_TOO_WIDE';
  requireText(value, { code, name, pattern, ...format });
  if ((value as unknown) !== undefined) return;
  throw new GuardrailsError(code, `${name} is ${shown(value)}, allowed are ${format.allowed}; ${format.remedy}`);
}
