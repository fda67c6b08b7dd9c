import { allRules } from '../engine/registry';
import type { Rule } from '../engine/rule';
import { coverageOf, type Coverage } from './coverage';
import type { Standard } from './standards';

/** A control with every rule that names it. */
export interface StandardControl {
  readonly id: string;
  readonly rules: readonly string[];
  /** How far the rules can decide it, where the standard is listed recommendation by recommendation. */
  readonly coverage: Coverage | undefined;
}

/**
 * The controls of a standard, by number; those that no rule decides too, where they are known.
 *
 * @param rules - the rules that may name one. Default: the catalogue
 */
export function standardControls(
  { pack, controlsOf }: Standard,
  rules: Iterable<Pick<Rule, 'id' | 'controls'>> = allRules(),
): readonly StandardControl[] {
  const coverage = new Map((coverageOf(pack) ?? []).map((each) => [each.id, each]));
  const byControl = new Map([...coverage.keys()].map((id) => [id, new Set<string>()]));
  for (const { id: rule, controls } of rules) {
    for (const control of controlsOf(controls)) {
      const known = byControl.get(control);
      if (known === undefined) byControl.set(control, new Set([rule]));
      else known.add(rule);
    }
  }
  return [...byControl]
    .map(([id, own]) => ({ id, rules: [...own], coverage: coverage.get(id) }))
    .sort((left, right) => compareNumbered(left.id, right.id));
}

/** `RDS.2` before `RDS.10`, `AC-2` before `AC-2(1)`. */
function compareNumbered(left: string, right: string): number {
  const [a, b] = [left.split(/(\d+)/), right.split(/(\d+)/)];
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const difference = index % 2 === 1 ? Number(part) - Number(other) : 0;
    return difference === 0 ? (part < other ? -1 : 1) : difference;
  }
  return a.length - b.length;
}
