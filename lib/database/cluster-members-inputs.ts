import type { Construct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { requireInteger } from '../core/ranges';
import { isUnresolved } from '../core/tokens';
import { requireInstanceClass } from './approved-instance-families';
import { ActivityStreamMode } from './cluster-activity-stream-mode';
import { ClusterInstance } from './cluster-instance';
import type { DatabaseClusterProps } from './cluster-props';
import { isOpen, requireBoolean, requireText, shown } from './prop-checks';

const MAX_IDENTIFIER = 63;
const MAX_READERS = 15;
const MAX_TIER = 15;

function invalid(problem: string, construct: Construct): GuardrailsError {
  return new GuardrailsError('DB_CLUSTER_MEMBER_INVALID', problem, construct);
}

function requireMember(member: unknown, role: string, construct: Construct): void {
  if (!(member instanceof ClusterInstance)) {
    throw invalid(
      `${role} is ${shown(member)}, allowed is a ClusterInstance; make it with ClusterInstance.provisioned or ClusterInstance.serverlessV2`,
      construct,
    );
  }
  const id: unknown = member.id;
  if (typeof id !== 'string' || isUnresolved(id) || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
    throw invalid(
      `the id of a member is ${shown(id)}, allowed are literal lower case letters, digits and single hyphens; choose another`,
      construct,
    );
  }
  if (!member.isServerlessV2) requireInstanceClass(member.instanceClass, construct);
  requireText(member.availabilityZone, 'availabilityZone', construct);
  requireBoolean(member.scaleWithWriter, 'scaleWithWriter', construct);
  requireInteger(member.promotionTier, {
    code: 'DB_CLUSTER_MEMBER_INVALID',
    name: 'promotionTier',
    min: 0,
    max: MAX_TIER,
    remedy: 'pass a tier, or leave it out',
    construct,
  });
  const { promotionTier: tier, scaleWithWriter } = member;
  if (tier === undefined || isUnresolved(tier) || typeof scaleWithWriter !== 'boolean') return;
  if (scaleWithWriter === tier <= 1) return;
  throw invalid(
    `scaleWithWriter is ${String(scaleWithWriter)} and promotionTier ${tier}, but members of tiers 0 and 1, and no others, follow the writer; leave one of them out`,
    construct,
  );
}

function requireReaders(readers: unknown, construct: Construct): void {
  if (readers === undefined || readers === null) return;
  if (!Array.isArray(readers) || readers.length > MAX_READERS) {
    throw invalid(
      `readers is ${Array.isArray(readers) ? `a list of ${readers.length}` : shown(readers)}, allowed is a list of at most ${MAX_READERS} ClusterInstance`,
      construct,
    );
  }
  for (const reader of readers as readonly unknown[]) requireMember(reader, 'a reader', construct);
}

function requireDifferentIds(members: readonly ClusterInstance[], construct: Construct): void {
  const ids = members.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return;
  throw invalid(`two members have the id ${twice}; give each an id of its own`, construct);
}

function requireShortIdentifiers(
  members: readonly ClusterInstance[],
  identifier: string | undefined,
  longestDefault: number,
  construct: Construct,
): void {
  if (identifier !== undefined && isUnresolved(identifier)) return;
  const ofCluster = identifier?.length ?? longestDefault;
  const longest = MAX_IDENTIFIER - 1 - ofCluster;
  const tooLong = members.find(({ id }) => id.length > longest);
  if (tooLong === undefined) return;
  throw new GuardrailsError(
    'DB_IDENTIFIER_INVALID',
    `the identifier of member ${tooLong.id} would be ${ofCluster + 1 + tooLong.id.length} characters long, allowed are ${MAX_IDENTIFIER}; shorten identifier or the id of the member`,
    construct,
  );
}

function requireStreamingClasses(props: DatabaseClusterProps, construct: Construct): void {
  const mode: unknown = props.activityStream;
  if (mode === undefined || mode === null) return;
  const fail = (problem: string): never => {
    throw new GuardrailsError('DB_ACTIVITY_STREAM_INVALID', problem, construct);
  };
  if (!(mode instanceof ActivityStreamMode))
    return fail(`activityStream is ${shown(mode)}, allowed are ActivityStreamMode.SYNC and ActivityStreamMode.ASYNC`);
  if (mode === ActivityStreamMode.SYNC && !props.engine.supportsSynchronousActivityStream)
    return fail(`activityStream is sync, ${props.engine.name} allows async only; pass ActivityStreamMode.ASYNC`);
  const unable = [props.writer, ...(props.readers ?? [])].find(
    (member) => member.isServerlessV2 || /^db\.t\d/.test(member.instanceClass),
  );
  if (unable === undefined) return;
  fail(
    `member ${unable.id} is of class ${unable.instanceClass}, which has no activity stream; use provisioned members of classes such as db.r7g.large, or leave activityStream out`,
  );
}

/** Throws for every member that is wrong and known. */
export function requireValidMembers(props: DatabaseClusterProps, longestDefault: number, construct: Construct): void {
  requireMember(props.writer, 'writer', construct);
  requireReaders(props.readers, construct);
  const members = [props.writer, ...(props.readers ?? [])];
  requireDifferentIds(members, construct);
  requireShortIdentifiers(members, isOpen(props.identifier) ? undefined : props.identifier, longestDefault, construct);
  requireStreamingClasses(props, construct);
}

/** What may make a failover slow or small, although AWS takes it. */
export function memberWarnings(writer: ClusterInstance, readers: readonly ClusterInstance[]): string[] {
  if (readers.length === 0) return [];
  const tiers = readers.map((reader) => reader._readerTier);
  if (tiers.some((tier) => isUnresolved(tier))) return [];
  const first = Math.min(...tiers);
  const next = readers.filter((reader) => reader._readerTier === first);
  const warnings: string[] = [];
  if (first > 1 && next.some((reader) => reader.isServerlessV2))
    warnings.push(
      `reader ${next.map(({ id }) => id).join(', ')} takes over first, but scales on its own and may be too small by then; put one reader into tier 0 or 1`,
    );
  const unlike = next.filter(
    (reader) =>
      !reader.isServerlessV2 && !isUnresolved(reader.instanceClass) && reader.instanceClass !== writer.instanceClass,
  );
  if (!isUnresolved(writer.instanceClass) && unlike.length > 0)
    warnings.push(
      `reader ${unlike.map(({ id }) => id).join(', ')} takes over first, but is of another class than the writer (${writer.instanceClass}); give it the same class, or a later tier`,
    );
  return warnings;
}
