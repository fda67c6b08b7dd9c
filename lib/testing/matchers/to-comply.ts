import { assess } from '../../compliance/engine/runner';
import { describeFindings } from '../failure-text';
import { isViolation, selectionOf, type ComplianceOptions } from '../options';
import { readSubject } from '../subject';
import { raiseToolErrors } from '../tool-errors';
import type { MatcherResult } from './result';

/** Passes when no rule of the packs is violated. */
export function toComply(received: unknown, options: ComplianceOptions = {}): MatcherResult {
  const selection = selectionOf(options);
  const assessment = assess(readSubject(received), selection);
  raiseToolErrors(assessment);
  const violations = assessment.findings.filter((finding) => isViolation(finding, options));
  const rules = `${String(selection.length)} rules of ${(options.rules ?? options.packs ?? ['recommended']).join(', ')}`;
  return {
    pass: violations.length === 0,
    message: () =>
      violations.length === 0
        ? `expected the configuration not to comply with ${rules}, but none is violated`
        : `expected the configuration to comply with ${rules}, but got ${count(violations.length)}\n\n${describeFindings(violations)}`,
  };
}

function count(findings: number): string {
  return findings === 1 ? '1 finding' : `${String(findings)} findings`;
}
