import { fail, unknown, type Outcome } from '../../../engine/outcome';
import type { Block } from '../../../model/block';
import { doubtOf, type AclEntry } from './acl-entry';
import { reachedFromInternet, type AclQuestion, type ReachedEntry } from './acl-walk';
import type { NetworkAcl } from './network-acl';
import { describeTraffic } from './traffic';
import { push } from './vpc-links';

/** A question about an ACL; `subject` names it in the findings. */
export interface NamedAclQuestion extends AclQuestion {
  readonly subject: string;
  /** What is let in, for the message: `22 (SSH)`. */
  readonly label?: string | undefined;
}

interface Reached extends ReachedEntry {
  readonly question: NamedAclQuestion;
}

const cache = new WeakMap<NetworkAcl, Map<string, ReadonlyMap<Block, readonly Reached[]>>>();

/** One outcome for each entry of the block that lets the internet in, or may do so. */
export function aclOutcomes(
  block: Block,
  acls: readonly NetworkAcl[],
  questions: readonly NamedAclQuestion[],
  expected: string,
): readonly Outcome[] {
  const byEntry = new Map<AclEntry, Reached[]>();
  for (const acl of acls)
    for (const reached of walk(acl, questions).get(block) ?? []) push(byEntry, reached.entry, reached);
  return [...byEntry].map(([entry, reached]) => {
    const certain = reached.filter((each) => each.certain);
    return certain.length > 0 ? open(entry, certain, expected) : doubtful(entry, reached, expected);
  });
}

function open(entry: AclEntry, reached: readonly Reached[], expected: string): Outcome {
  const attribute = reached[0]?.question.family === 6 ? 'ipv6_cidr_block' : 'cidr_block';
  const labels = [...new Set(reached.flatMap(({ question }) => question.label ?? []))];
  const families = [...new Set(reached.map(({ question }) => `IPv${String(question.family)}`))].join(' and ');
  const included = labels.length === 0 ? '' : `, ${labels.join(' and ')} included`;
  return fail({
    path: entry.path === '' ? attribute : `${entry.path}.${attribute}`,
    message: `the entry allows ${describeTraffic(entry)} from the ${families} internet${included}`,
    observed: entry.get(attribute),
    expected,
    subject: subjectOf(entry, reached),
  });
}

function doubtful(entry: AclEntry, reached: readonly Reached[], expected: string): Outcome {
  const doubt = doubtOf(entry);
  const reason =
    doubt === undefined
      ? 'whether an earlier entry denies this traffic is not known before Terraform runs'
      : (doubt.reason ?? `${doubt.path} is ${doubt.value.expression}, which is not known before Terraform runs`);
  return unknown({
    path: doubt?.path ?? entry.path,
    message: `${reason}, so the entry may let the internet in`,
    observed: doubt?.value,
    expected,
    subject: subjectOf(entry, reached),
  });
}

function subjectOf({ instance }: AclEntry, reached: readonly Reached[]): string {
  const questions = [
    ...new Set(reached.map(({ question }) => `${question.subject} ipv${String(question.family)}`)),
  ].join(',');
  return instance === undefined ? questions : `${questions} ${instance}`;
}

/** The answers for a whole ACL, by the block in which the entries stand. Kept, because each of its rules asks. */
function walk(acl: NetworkAcl, questions: readonly NamedAclQuestion[]): ReadonlyMap<Block, readonly Reached[]> {
  const key = questions.map(({ subject, family }) => `${subject} ${String(family)}`).join();
  const ofAcl = cache.get(acl) ?? new Map<string, ReadonlyMap<Block, readonly Reached[]>>();
  cache.set(acl, ofAcl);
  const known = ofAcl.get(key);
  if (known !== undefined) return known;
  const byBlock = new Map<Block, Reached[]>();
  for (const question of questions) {
    for (const reached of reachedFromInternet(acl.entries, question))
      push(byBlock, reached.entry.block, { ...reached, question });
  }
  ofAcl.set(key, byBlock);
  return byBlock;
}
