import type { Finding } from '../../compliance/engine/assessment';
import { SEVERITIES } from '../../compliance/engine/severity';
import { stateOf, type FindingState } from '../finding-states';

/** What findings count as, in the order in which they are listed. */
export const STATES: readonly FindingState[] = ['fail', 'unknown', 'suppressed', 'pass'];

/** Order of the list: what fails first, the worst of it first, then by place. */
export function byStateThenPlace(a: Finding, b: Finding): number {
  return (
    STATES.indexOf(stateOf(a)) - STATES.indexOf(stateOf(b)) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    compareText(a.rule, b.rule) ||
    compareText(a.id, b.id)
  );
}

/** Order by code units: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
