import type { Assessment } from '../compliance/engine/assessment';
import { assessSubject } from './assess-subject';
import { describeFindings } from './failure-text';
import { isViolation, selectionOf, type ComplianceOptions } from './options';
import type { Subject } from './subject';
import { testGlobals, type TestGlobals } from './test-globals';

/**
 * Registers one test for each rule, so that a report of the test run lists the rules that were checked.
 *
 * The subject is made and judged once, before the first test. A rule that has nothing to judge passes.
 *
 * @param name name of the group of tests
 * @param subject makes what is checked
 * @param framework the functions of the test framework; default: its globals. Vitest without `globals: true` and jest
 *   without injected globals need them: `complianceSuite('app', make, {}, { describe, it, beforeAll })`
 */
export function complianceSuite(
  name: string,
  subject: () => Subject,
  options: ComplianceOptions = {},
  framework?: TestGlobals,
): void {
  const { describe, it, beforeAll } = framework ?? testGlobals();
  const selection = selectionOf(options);
  describe(name, () => {
    let assessment: Assessment | undefined;
    beforeAll(() => {
      assessment = assessSubject(subject(), selection);
    });
    for (const { rule, severity } of selection) {
      it(`${rule.id} (${severity}): ${rule.title}`, () => {
        if (assessment === undefined) throw new Error('the configuration was not judged');
        const violations = assessment.findings.filter(
          (finding) => finding.rule === rule.id && isViolation(finding, options),
        );
        if (violations.length > 0) throw new Error(`${rule.title}\n\n${describeFindings(violations)}`);
      });
    }
  });
}
