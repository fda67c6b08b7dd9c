import type { Finding, Suppression } from '../compliance/engine/assessment';

/** What accepts a finding: a decision of its own, or the baseline. */
export type AcceptedBy = 'suppression' | 'baseline';

export function acceptedBy({ origin }: Suppression): AcceptedBy {
  return origin === 'baseline' ? 'baseline' : 'suppression';
}

/** True for a finding that counts for nothing because the baseline holds it. */
export function isBaselined({ suppressed }: Finding): boolean {
  return suppressed?.origin === 'baseline';
}
