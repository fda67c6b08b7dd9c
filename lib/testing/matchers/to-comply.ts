import type { SelectedRule } from '../../compliance/engine/rule-selection';
import { assessSubject } from '../assess-subject';
import { describeFindings } from '../failure-text';
import { selectionOf, violationsOf, type ComplianceOptions } from '../options';
import type { MatcherResult } from './result';

/** Passes when no rule of the packs is violated. */
export function toComply(received: unknown, options: ComplianceOptions = {}): MatcherResult {
  const selection = selectionOf(options);
  const assessment = assessSubject(received, selection, options);
  const violations = violationsOf(assessment, options);
  const rules = describeSelection(selection, options);
  return {
    pass: violations.length === 0,
    message: () =>
      violations.length === 0
        ? `expected the configuration not to comply with ${rules}, but none is violated`
        : `expected the configuration to comply with ${rules}, but got ${count(violations.length)}\n\n${describeFindings(violations)}`,
  };
}

function describeSelection(
  selection: readonly SelectedRule[],
  { rules, packs = ['recommended'] }: ComplianceOptions,
): string {
  if (rules !== undefined) return rules.join(', ');
  const number = `${String(selection.length)} ${selection.length === 1 ? 'rule' : 'rules'}`;
  return packs.length === 0 ? number : `${number} of ${packs.join(', ')}`;
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${String(findings)} findings`;
}
