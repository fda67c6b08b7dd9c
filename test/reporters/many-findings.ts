import { allRules } from '../../lib/compliance/engine/registry';
import type { AssessedRule, Assessment, Finding } from '../../lib/compliance/engine/assessment';
import { SEVERITIES } from '../../lib/compliance/engine/severity';
import { EVERY_STATE } from './assessment-fixture';

const RULES_PER_BLOCK = 6;
const VERDICTS = ['fail', 'fail', 'fail', 'unknown', 'pass'] as const;

/** A run over a large project: rules of the catalogue, six findings a block, places and addresses of common length. */
export function manyFindings(count: number): Assessment {
  const rules = allRules().slice(0, 120);
  const findings = Array.from({ length: count }, (_, index): Finding => {
    const block = Math.floor(index / RULES_PER_BLOCK);
    const rule = rules[(index * 7) % rules.length];
    if (rule === undefined) throw new Error('the catalogue is empty');
    const name = `service_${String(block % 40)}_instance_${String(block)}`;
    const path = `setting_${String(index % 9)}[0].enabled`;
    return {
      id: (index * 2_654_435_761).toString(16).padStart(16, '0').slice(-16),
      rule: rule.id,
      severity: rule.severity,
      verdict: VERDICTS[index % VERDICTS.length] ?? 'fail',
      suppressed:
        index % 50 === 0 ? { origin: 'settings', rule: rule.id, reason: 'accepted until the migration is done' } : null,
      file: `cdktf.out/stacks/stack-${String(block % 12)}/cdk.tf.json`,
      line: 10 + index * 3,
      column: 7,
      address: `aws_db_instance.${name}`,
      path,
      observed: index % 3 === 0 ? null : index % 2 === 0,
      expected: `${path} = true`,
      // About one message in eight names the block, as in real runs.
      message: index % 8 === 0 ? `${path} of aws_db_instance.${name} lets anyone in` : `${path} lets anyone in`,
      title: rule.title,
      why: rule.why,
      remediation: rule.remediation,
      constructPath: `stack-${String(block % 12)}/service-${String(block % 40)}/${String(block)}/instance`,
      source: { file: `src/services/service-${String(block % 40)}.ts`, line: 20 + (block % 200), column: 5 },
      controls: rule.controls,
      equivalents: rule.equivalents,
    };
  });
  return { ...EVERY_STATE, ...countsOf(findings), findings };
}

function countsOf(findings: readonly Finding[]): Pick<Assessment, 'summary' | 'rules'> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.rule);
    if (known === undefined) byRule.set(finding.rule, [finding]);
    else known.push(finding);
  }
  const counted = (list: readonly Finding[], verdict: Finding['verdict']) =>
    list.filter((finding) => finding.suppressed === null && finding.verdict === verdict).length;
  const counts = (list: readonly Finding[]) => ({
    pass: counted(list, 'pass'),
    fail: counted(list, 'fail'),
    unknown: counted(list, 'unknown'),
    suppressed: list.filter(({ suppressed }) => suppressed !== null).length,
  });
  const rules = [...byRule].flatMap(([id, list]): readonly AssessedRule[] => {
    const [first] = list;
    if (first === undefined) return [];
    const { severity, title, why, remediation, controls, equivalents } = first;
    return [{ id, severity, title, why, remediation, controls, equivalents, ...counts(list) }];
  });
  const failing = findings.filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null);
  const [critical = 0, high = 0, medium = 0, low = 0] = SEVERITIES.map(
    (severity) => failing.filter((finding) => finding.severity === severity).length,
  );
  return {
    rules,
    summary: { ...EVERY_STATE.summary, ...counts(findings), bySeverity: { critical, high, medium, low } },
  };
}
