import { GuardrailsError } from '../core/guardrails-error';
import { requireText } from '../core/texts';

const GITHUB = /^token\.actions\.githubusercontent\.com(?:\/|$)|\/_services\/token$/;

/** What may stand before a wildcard in a subject of GitHub: the repository and the begin of a name in it. */
const GITHUB_FIXED = /^(?:ref:refs\/(?:heads|tags)\/[^*?]|environment:[^*?]|job_workflow_ref:[^*?/]+\/[^*?/]+\/[^*?])/;

/** True for a subject that also admits strangers: of other repositories, projects, namespaces, or any pull request. */
export function isSubjectTooWide(subject: string, issuer: string): boolean {
  if (GITHUB.test(issuer)) {
    const context = /^repo:[^/:*?]+\/[^/:*?]+:(.+)$/s.exec(subject)?.[1];
    if (context === undefined || /^pull_request(?::|$)/.test(context)) return true;
    return /[*?]/.test(context) && !GITHUB_FIXED.test(context);
  }
  const wildcard = subject.search(/[*?]/);
  const fixed = wildcard < 0 ? subject : subject.slice(0, wildcard);
  if (fixed.trim() === '') return true;
  return wildcard >= 0 && !/^[^:/]+[:/][^:/]+[:/][^:/]+[:/]/.test(fixed);
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
  requireText(value, {
    code: 'PRINCIPAL_SUBJECT_TOO_WIDE',
    name,
    pattern,
    allowed: 'letters, digits and punctuation without wildcards and colons',
    remedy: 'name one',
  });
}
