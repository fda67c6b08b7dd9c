import type { AssessedRule, Finding } from './assessment';
import type { SelectedRule } from './rule-selection';
import type { Severity } from './severity';

type Counted = 'pass' | 'fail' | 'unknown' | 'suppressed';

/** How many blocks each rule judged how, and the failing ones by severity. `passes` holds every pass, by rule. */
export function count(
  selection: readonly SelectedRule[],
  passes: ReadonlyMap<string, number>,
  findings: readonly Finding[],
): { readonly rules: readonly AssessedRule[]; readonly bySeverity: Readonly<Record<Severity, number>> } {
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0 };
  const byRule = new Map<string, Record<Counted, number>>();
  for (const { rule } of selection) {
    byRule.set(rule.id, { pass: passes.get(rule.id) ?? 0, fail: 0, unknown: 0, suppressed: 0 });
  }
  for (const { rule, verdict, severity, suppressed } of findings) {
    const counts = byRule.get(rule);
    if (counts === undefined) continue;
    if (suppressed !== null) counts.suppressed += 1;
    else if (verdict !== 'pass') {
      counts[verdict] += 1;
      if (verdict === 'fail') bySeverity[severity] += 1;
    }
  }
  const rules = selection.map(({ rule, severity }) => ({
    id: rule.id,
    severity,
    title: rule.title,
    why: rule.why,
    remediation: rule.remediation,
    controls: rule.controls,
    equivalents: rule.equivalents,
    ...(byRule.get(rule.id) ?? { pass: 0, fail: 0, unknown: 0, suppressed: 0 }),
  }));
  return { rules, bySeverity };
}

export function total(rules: readonly AssessedRule[], what: Counted): number {
  return rules.reduce((sum, rule) => sum + rule[what], 0);
}
