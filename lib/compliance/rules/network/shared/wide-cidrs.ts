import { fail, undecided, type Outcome } from '../../../engine/outcome';
import { isPrivate } from '../../../reading/address-set';
import { addressesOf, type Family } from '../../../reading/cidr';
import type { Permission } from './permission';
import type { CidrSource } from './source-cidrs';

/** One outcome for each source of the permission that is a public network with a shorter prefix than allowed. */
export function wideCidrs(
  permission: Permission,
  shortestPrefix: Readonly<Record<Family, number>>,
): readonly Outcome[] {
  const outcomes = permission.sources.flatMap((source) => judge(source, permission, shortestPrefix));
  return [...new Map(outcomes.map((outcome) => [subjectOf(outcome), outcome])).values()];
}

function judge(
  source: CidrSource,
  { hidden }: Permission,
  shortestPrefix: Readonly<Record<Family, number>>,
): readonly Outcome[] {
  const { cidr, path, text, limit, unknown } = source;
  if (unknown !== undefined) {
    const narrow =
      limit !== undefined && source.families.every((family) => limit <= addressesOf(family, shortestPrefix[family]));
    return narrow ? [] : [{ ...undecided(path, unknown), message: messageOf(source), subject: text }];
  }
  if (cidr === undefined || cidr.prefix >= shortestPrefix[cidr.family] || isPrivate(cidr, cidr.family)) return [];
  if (hidden !== undefined) return [undecided(hidden.path, hidden.value)];
  const expected = `a public network of /${String(shortestPrefix[cidr.family])} or narrower`;
  const message = `${text} is a very wide public network, of which any address may connect`;
  return [fail({ path, message, observed: text, expected, subject: text })];
}

function messageOf({ path, unknown, reason }: CidrSource): string {
  return `${reason ?? `${path} is ${unknown?.expression ?? 'an expression'}, which is not known before Terraform runs`}, so the network may be a wide public one`;
}

function subjectOf(outcome: Outcome): string {
  return outcome.verdict === 'fail' || outcome.verdict === 'unknown'
    ? `${outcome.verdict} ${outcome.path ?? ''} ${outcome.subject ?? ''}`
    : outcome.verdict;
}
