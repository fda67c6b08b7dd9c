import type { Assessment } from '../compliance/engine/assessment';
import { Statuses } from '../compliance/packs/control-status';
import { standardControls, type StandardControl } from '../compliance/packs/standard-controls';
import { STANDARDS } from '../compliance/packs/standards';
import type { ControlEvidence } from './evidence';

/**
 * The status of every control: of the standards among the packs; of every standard that the rules touch where no pack is
 * one.
 */
export function controlEvidence(assessment: Assessment, packs: readonly string[]): readonly ControlEvidence[] {
  const statuses = new Statuses(assessment);
  const named = STANDARDS.filter(({ pack }) => packs.includes(pack));
  const chosen = named.length > 0 ? named : STANDARDS;
  const findings = findingsByRule(assessment);
  return chosen.flatMap((standard) =>
    standardControls(standard)
      .filter(({ rules }) => named.length > 0 || rules.some((rule) => statuses.hasRun(rule)))
      .map((control) => evidenceOf(standard.pack, control, statuses, findings)),
  );
}

function evidenceOf(
  standard: string,
  control: StandardControl,
  statuses: Statuses,
  findings: ReadonlyMap<string, readonly string[]>,
): ControlEvidence {
  const rules = [...control.rules].sort();
  return {
    standard,
    control: control.id,
    status: statuses.ofControl(control),
    ...(control.coverage === undefined ? {} : { coverage: control.coverage.status }),
    rules,
    rulesNotRun: rules.filter((rule) => !statuses.hasRun(rule)),
    findings: [...new Set(rules.flatMap((rule) => findings.get(rule) ?? []))].sort(),
  };
}

function findingsByRule({ findings }: Assessment): ReadonlyMap<string, readonly string[]> {
  const byRule = new Map<string, string[]>();
  for (const { rule, id, verdict } of findings) {
    if (verdict === 'pass') continue;
    const known = byRule.get(rule);
    if (known === undefined) byRule.set(rule, [id]);
    else known.push(id);
  }
  return byRule;
}
