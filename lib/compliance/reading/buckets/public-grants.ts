import { fail, undecided, type FailOutcome, type Outcome, type UnknownOutcome } from '../../engine/outcome';
import type { Block, NestedBlock } from '../../model/block';
import { bucketCompanions } from './bucket-companions';
import { matchesWildcard } from '../../model/policy-match';
import { isUnknown, toText, type Unknown, type Value } from '../../model/value';

const PUBLIC_ACLS: ReadonlySet<string> = new Set(['public-read', 'public-read-write', 'authenticated-read', 'website']);
const PUBLIC_GROUPS = ['AllUsers', 'AuthenticatedUsers'].map(
  (group) => `http://acs.amazonaws.com/groups/global/${group}`,
);
const PUBLIC_GROUP = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/i;

const EXPECTED_ACL = 'acl = "private", or no ACL';
const EXPECTED_GRANTEE = 'a grantee that is an account';

/** Where the ACLs of S3 stand in resources: a canned ACL, and grants in nested blocks. */
const GRANTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  aws_s3_bucket: [['grant']],
  aws_s3_bucket_acl: [['access_control_policy', 'grant', 'grantee']],
  aws_s3_bucket_logging: [['target_grant', 'grantee']],
  aws_s3_object_copy: [['grant']],
};

/** Resources whose ACL may admit everyone. */
export const ACL_CARRIERS: readonly string[] = [
  'aws_s3_bucket',
  'aws_s3_bucket_acl',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_object',
  'aws_s3_object',
  'aws_s3_object_copy',
];

/** What is wrong with the ACL of a block: a canned ACL, or a grant, for everyone or for every AWS account. */
export function publicGrants(block: Block): readonly (FailOutcome | UnknownOutcome)[] {
  const canned = judgeCanned(block.get('acl'));
  const grants = (GRANTS[block.type] ?? []).flatMap((names) => granteesAt(block, names).flatMap(judgeGrantee));
  return canned === undefined ? grants : [canned, ...grants];
}

/** What is wrong with the ACLs that complete a bucket, said of the bucket. */
export function grantsOfCompanions(bucket: Block): readonly Outcome[] {
  return bucketCompanions(bucket.configuration, 'aws_s3_bucket_acl')
    .of(bucket)
    .flatMap(({ block, doubt }) => {
      const outcomes = publicGrants(block).map((outcome) => atBucket(outcome, block));
      return doubt === undefined ? outcomes : outcomes.map(({ path }) => undecided(path ?? 'acl', doubt, EXPECTED_ACL));
    });
}

function atBucket(outcome: FailOutcome | UnknownOutcome, { address }: Block): FailOutcome | UnknownOutcome {
  const { message, path = '' } = outcome;
  return { ...outcome, path: 'acl', message: `${message} (${path} of ${address})`, subject: `${path} of ${address}` };
}

function judgeCanned(value: Value): FailOutcome | UnknownOutcome | undefined {
  const acl = toText(value);
  if (isUnknown(acl)) return undecided('acl', acl, EXPECTED_ACL);
  if (acl === undefined || !PUBLIC_ACLS.has(acl.trim().toLowerCase())) return undefined;
  const who = acl.toLowerCase().startsWith('auth') ? 'everyone who has an AWS account' : 'everyone';
  return fail({
    path: 'acl',
    message: `the ACL ${acl} grants access to ${who}`,
    observed: acl,
    expected: EXPECTED_ACL,
  });
}

function judgeGrantee({ item, hidden }: Grantee): readonly (FailOutcome | UnknownOutcome)[] {
  const uri = toText(item.get('uri'));
  const path = isUnknown(item.value) ? item.path : `${item.path}.uri`;
  if (isUnknown(uri)) {
    const pattern = uri.parts.map((part) => (isUnknown(part) ? '*' : part)).join('');
    const mayBePublic = pattern === '' || PUBLIC_GROUPS.some((group) => matchesWildcard(pattern, group));
    return mayBePublic ? [undecided(path, uri, EXPECTED_GRANTEE)] : [];
  }
  if (uri === undefined || !PUBLIC_GROUP.test(uri.trim())) return [];
  if (hidden !== undefined) return [undecided(path, hidden, EXPECTED_GRANTEE)];
  const who = /Authenticated/i.test(uri) ? 'everyone who has an AWS account' : 'everyone';
  return [fail({ path, message: `a grant is for ${who}`, observed: uri, expected: EXPECTED_GRANTEE })];
}

interface Grantee {
  readonly item: NestedBlock;
  /** Set where it is not known whether there is such a grant. */
  readonly hidden: Unknown | undefined;
}

function granteesAt(
  parent: Pick<Block | NestedBlock, 'nested'>,
  [name, ...rest]: readonly string[],
  outer?: Unknown,
): readonly Grantee[] {
  if (name === undefined) return [];
  return parent.nested(name).flatMap((item) => {
    const hidden = outer ?? item.unknown;
    return rest.length === 0 || isUnknown(item.value) ? [{ item, hidden }] : granteesAt(item, rest, hidden);
  });
}
