import type { Finding } from '../compliance/engine/assessment';
import { assessSubject } from './assess-subject';
import { describeFindings } from './failure-text';
import { selectionOf, violationsOf, type ComplianceOptions } from './options';
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
    let violations: readonly Finding[] | undefined;
    beforeAll(() => {
      violations = violationsOf(assessSubject(subject(), selection, options), options);
    });
    for (const { rule, severity } of selection) {
      it(`${rule.id} (${severity}): ${rule.title}`, () => {
        if (violations === undefined) throw new Error('the configuration was not judged');
        const own = violations.filter((finding) => finding.rule === rule.id);
        if (own.length > 0) throw new Error(`${rule.title}\n\n${describeFindings(own)}`);
      });
    }
  });
}
