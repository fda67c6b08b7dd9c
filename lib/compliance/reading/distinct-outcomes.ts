import type { Outcome } from '../engine/outcome';

/** Outcomes of several instances without those that say the same of the same. */
export function distinctOutcomes(outcomes: readonly Outcome[]): readonly Outcome[] {
  return [...new Map(outcomes.map((outcome) => [keyOf(outcome), outcome])).values()];
}

function keyOf(outcome: Outcome): string {
  return JSON.stringify(
    outcome.verdict === 'fail' || outcome.verdict === 'unknown'
      ? [outcome.verdict, outcome.path, outcome.subject, outcome.message]
      : [outcome.verdict],
  );
}
