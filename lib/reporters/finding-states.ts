import type { Finding } from '../compliance/engine/assessment';
import { worst } from './finding-groups';

/** What a finding counts as. */
export type FindingState = 'fail' | 'unknown' | 'suppressed' | 'pass';

/** What is suppressed counts as suppressed alone. */
export function stateOf({ suppressed, verdict }: Finding): FindingState {
  return suppressed === null ? verdict : 'suppressed';
}

/** Findings by what they count as, each with the worst first. */
export function byState(findings: readonly Finding[]): Readonly<Record<FindingState, readonly Finding[]>> {
  const states: Record<FindingState, Finding[]> = { fail: [], unknown: [], suppressed: [], pass: [] };
  for (const finding of worst(findings, findings.length)) states[stateOf(finding)].push(finding);
  return states;
}
