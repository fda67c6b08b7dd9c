import type { Assessment } from '../../compliance/engine/assessment';
import { PACKS, packRules } from '../../compliance/packs';
import { Statuses, type RuleStatus } from '../../compliance/packs/control-status';

/** What came of the rules of a pack. Rules that ran count once, at the worst that they found. */
export interface PackResult {
  readonly name: string;
  readonly title: string;
  /** How many rules the pack has. */
  readonly rules: number;
  /** How many of them ran. */
  readonly ran: number;
  readonly fail: number;
  /** Rules that are undecided somewhere, and rules that threw. */
  readonly unknown: number;
  readonly suppressed: number;
  readonly pass: number;
  /** Rules that ran and found nothing to judge. */
  readonly notEvaluated: number;
}

export function packResults(assessment: Assessment): readonly PackResult[] {
  const statuses = new Statuses(assessment);
  return PACKS.map(({ name, title }) => {
    const ids = [...packRules(name).keys()];
    const outcomes = ids.filter((id) => statuses.hasRun(id)).map((id) => statuses.ofRule(id));
    const count = (wanted: RuleStatus) => outcomes.filter((outcome) => outcome === wanted).length;
    return {
      name,
      title,
      rules: ids.length,
      ran: outcomes.length,
      fail: count('fail'),
      unknown: count('unknown'),
      suppressed: count('suppressed'),
      pass: count('pass'),
      notEvaluated: count('notEvaluated'),
    };
  });
}
