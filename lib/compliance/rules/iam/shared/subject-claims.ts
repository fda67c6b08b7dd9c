import { OPAQUE } from '../../../reading/policies/pattern-text';

export interface SubjectRequirements {
  /** A repository, project or pipeline has to be named, not only its owner. */
  readonly requireRepository: boolean;
  /** A branch, tag or environment has to be named as well. */
  readonly requireRefOrEnvironment: boolean;
}

/** Says why a pattern of a token's subject does not name who may assume a role; undefined where it does. */
type SubjectProblem = string | undefined;

const ANY_OWNER = 'does not name an owner';
const ANY_REPOSITORY = 'admits every repository of the owner';

/** Reads the subject of one issuer. */
type SubjectReader = (subject: string, required: SubjectRequirements) => SubjectProblem;

/** What is wrong with a subject pattern of a provider's tokens. */
export function subjectProblem(
  issuer: string | undefined,
  subject: string,
  required: SubjectRequirements,
): SubjectProblem {
  const reader = READERS.find(([host]) => issuer !== undefined && host.test(issuer))?.[1] ?? readerOf(subject);
  return reader(subject, required);
}

const READERS: readonly (readonly [RegExp, SubjectReader])[] = [
  [/^token\.actions\.githubusercontent\.com(?:\/|$)|\/_services\/token$/, github],
  [/^gitlab\.com$/, gitlab],
  [/^app\.terraform\.io$/, terraformCloud],
  [/^agent\.buildkite\.com$/, buildkite],
  [/^oidc\.eks\.[\w-]+\.amazonaws\.com/, kubernetes],
  [/^oidc\.circleci\.com\/org\//, circleci],
];

/** The form of a subject tells its issuer where that is not known. */
function readerOf(subject: string): SubjectReader {
  if (subject.startsWith('repo:')) return github;
  if (subject.startsWith('project_path:')) return gitlab;
  if (/^organization:[^:]*:project:/.test(subject)) return terraformCloud;
  if (/^organization:[^:]*:pipeline:/.test(subject)) return buildkite;
  if (subject.startsWith('system:serviceaccount:')) return kubernetes;
  return other;
}

/** `repo:<owner>/<repository>:<context>`, or another claim that names the repository. */
function github(subject: string, required: SubjectRequirements): SubjectProblem {
  const [claim = '', value = '', ...context] = subject.split(':');
  if (claim.includes(OPAQUE)) return undefined;
  if (claim === 'repository_id' || claim === 'repository_owner_id') {
    if (!isNamed(value)) return ANY_OWNER;
    return claim === 'repository_owner_id' && required.requireRepository ? ANY_REPOSITORY : undefined;
  }
  if (claim === 'repository_owner')
    return !isNamed(value) ? ANY_OWNER : required.requireRepository ? ANY_REPOSITORY : undefined;
  if (!['repo', 'repository', 'job_workflow_ref'].includes(claim))
    return 'does not begin with the repository, which others cannot choose';
  const problem = ownerAndRepository(value, required);
  if (problem !== undefined) return problem;
  if (context.length === 1 && context[0] === 'pull_request') return 'admits any pull request';
  return required.requireRefOrEnvironment &&
    claim === 'repo' &&
    !/^(?:ref|environment):/.test(context.join(':').replace(/:[*?]+$/, ''))
    ? 'does not name a branch, a tag or an environment'
    : undefined;
}

function ownerAndRepository(value: string, required: SubjectRequirements): SubjectProblem {
  const slash = value.indexOf('/');
  const owner = slash === -1 ? value : value.slice(0, slash);
  if (slash === -1 && owner.includes(OPAQUE) && isNamed(owner)) return undefined;
  if (slash === -1 || !isNamed(owner)) return ANY_OWNER;
  return required.requireRepository && isWild(value.slice(slash + 1)) ? ANY_REPOSITORY : undefined;
}

/** `project_path:<group>/<project>:ref_type:branch:ref:main`. */
function gitlab(subject: string, required: SubjectRequirements): SubjectProblem {
  const [claim, value = '', ...context] = subject.split(':');
  if (claim !== 'project_path') return 'does not name a project_path';
  const problem = ownerAndRepository(value, required);
  if (problem !== undefined) return problem;
  const ref = context.indexOf('ref');
  return required.requireRefOrEnvironment && (ref === -1 || isWild(context[ref + 1] ?? ''))
    ? 'does not name a branch or a tag'
    : undefined;
}

/** `organization:<name>:project:<name>:workspace:<name>:run_phase:<phase>`. */
function terraformCloud(subject: string, required: SubjectRequirements): SubjectProblem {
  const fields = subject.split(':');
  const [claim, organization = ''] = fields;
  if (claim !== 'organization' || !isNamed(organization)) return ANY_OWNER;
  const isOpen = [valueOf(fields, 'project'), valueOf(fields, 'workspace')].every((name) => isWild(name));
  return required.requireRepository && isOpen ? 'admits every workspace of the organization' : undefined;
}

/** `organization:<slug>:pipeline:<slug>:ref:<ref>:…`. */
function buildkite(subject: string, required: SubjectRequirements): SubjectProblem {
  const fields = subject.split(':');
  if (fields[0] !== 'organization' || !isNamed(fields[1] ?? '')) return ANY_OWNER;
  return required.requireRepository && isWild(valueOf(fields, 'pipeline'))
    ? 'admits every pipeline of the organization'
    : undefined;
}

/** `system:serviceaccount:<namespace>:<service account>`. */
function kubernetes(subject: string): SubjectProblem {
  const [system, kind, namespace = ''] = subject.split(':');
  if (system !== 'system' || kind !== 'serviceaccount' || isWild(namespace)) return 'does not name a namespace';
  return undefined;
}

/** `org/<organization id>/project/<project id>/…`. */
function circleci(subject: string, required: SubjectRequirements): SubjectProblem {
  const [claim, organization = '', , project = ''] = subject.split('/');
  if (claim !== 'org' || !isNamed(organization)) return ANY_OWNER;
  return required.requireRepository && isWild(project) ? 'admits every project of the organization' : undefined;
}

function other(subject: string): SubjectProblem {
  return /^[^*?]/.test(subject) ? undefined : 'admits any subject';
}

function valueOf(fields: readonly string[], name: string): string {
  const index = fields.indexOf(name);
  return index === -1 ? '' : (fields[index + 1] ?? '');
}

function isNamed(text: string): boolean {
  return text !== '' && !/[*?]/.test(text);
}

function isWild(text: string): boolean {
  return /^[*?]*$/.test(text);
}
