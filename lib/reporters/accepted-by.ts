import type { Finding, Suppression } from '../compliance/engine/assessment';

/** What accepts a finding: a decision of its own, or the baseline. */
export type AcceptedBy = 'suppression' | 'baseline';

/** Begins the reason that the engine gives to what the baseline accepts. */
const BASELINE_REASON = 'accepted at adoption by ';

/** A baseline knows no owner, ticket or date: what has one was decided. */
export function acceptedBy({ reason, owner, ticket, expires }: Suppression): AcceptedBy {
  const isDecided = owner !== undefined || ticket !== undefined || expires !== undefined;
  return !isDecided && reason.startsWith(BASELINE_REASON) ? 'baseline' : 'suppression';
}

/** True for a finding that counts for nothing because the baseline holds it. */
export function isBaselined({ suppressed }: Finding): boolean {
  return suppressed !== null && acceptedBy(suppressed) === 'baseline';
}
