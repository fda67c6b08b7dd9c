import type { LintFinding, LintLevel, LintPlace, LintReport, LintUndecided } from '../../../../policy-lint';
import { fail, pass, undecided, type FailOutcome, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import type { PolicyDocument } from '../../../model/policy-document';
import { ARGUMENTS as STATEMENT_ARGUMENTS, unreadParts } from '../../../reading/policies/judge-statements';

const LEVELS: readonly LintLevel[] = ['error', 'warning', 'suggestion'];

const ARGUMENTS: Readonly<Record<string, string>> = {
  ...STATEMENT_ARGUMENTS,
  Sid: 'sid',
};

/** What the findings of one policy are to a rule that reports those of a level and worse ones. */
export function lintOutcomes(
  block: Block,
  path: string,
  document: PolicyDocument,
  { findings, undecided: hidden }: LintReport,
  level: LintLevel,
): readonly Outcome[] {
  if (findings.length === 0 && hidden.length === 0 && document.unknowns.length === 0) return [pass(path)];
  const levels = LEVELS.slice(0, LEVELS.indexOf(level) + 1);
  const failed = new Map<string, Outcome>();
  for (const finding of findings) {
    if (!levels.includes(finding.level)) continue;
    const outcome = toOutcome(block, path, document, finding);
    failed.set(`${outcome.path ?? ''} ${outcome.subject ?? ''}`, outcome);
  }
  const outcomes = [...failed.values(), ...openParts(block, path, document, hidden)];
  return outcomes.length === 0 ? [pass(path)] : outcomes;
}

/** One outcome for all that is not known of a policy: which checks it might fail is not known either. */
function openParts(
  block: Block,
  path: string,
  document: PolicyDocument,
  hidden: readonly LintUndecided[],
): readonly Outcome[] {
  if (document.unknowns.length > 0) return unreadParts(path, document);
  const [first] = hidden;
  if (first === undefined) return [];
  const { path: at, place } = placeOf(block, path, document, first);
  return [{ ...undecided(place ?? at, first.value), path: at }];
}

function toOutcome(block: Block, path: string, document: PolicyDocument, finding: LintFinding): FailOutcome {
  const { path: at, place } = placeOf(block, path, document, finding);
  const subject = [place, finding.code, finding.condition?.join(' '), finding.observed];
  return fail({
    path: at,
    message: place === undefined ? finding.message : `${finding.message} (${place})`,
    subject: subject.filter((part) => part !== undefined).join(' '),
  });
}

/** Path of a finding from the block that carries the policy, and its place where that is written elsewhere. */
function placeOf(
  block: Block,
  carrierPath: string,
  document: PolicyDocument,
  { statement: at, element, index, condition }: LintPlace,
): { readonly path: string; readonly place: string | undefined } {
  const statement = at === undefined ? undefined : document.statements[at];
  if (statement === undefined) return { path: carrierPath === '' ? 'version' : carrierPath, place: undefined };
  const written = statement.block ?? block;
  const isData = written.kind === 'data';
  const name = element === undefined ? '' : `.${isData ? (ARGUMENTS[element] ?? '') : element}`;
  const inside = isData
    ? ''
    : condition !== undefined
      ? `.${condition[0]}`
      : index === undefined
        ? ''
        : `[${String(index)}]`;
  const path = `${statement.path}${name}${inside}`;
  if (written === block) return { path, place: undefined };
  return { path: carrierPath === '' ? 'source_policy_documents' : carrierPath, place: `${path} of ${written.address}` };
}
