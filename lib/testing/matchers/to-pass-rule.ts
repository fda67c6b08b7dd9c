import type { RuleId } from '../../compliance/rules/index.generated';
import { assessRule } from '../assess-rule';
import { describeFindings } from '../failure-text';
import type { MatcherResult } from './result';

/**
 * Passes when the rule judges at least one block and passes on every block it judges.
 * A rule that finds nothing to judge, or that cannot decide, does not pass.
 */
export function toPassRule(received: unknown, rule: RuleId): MatcherResult {
  const { passed, open } = assessRule(received, rule);
  const message = (): string => {
    if (open.length > 0) return `expected every block to pass ${rule}\n\n${describeFindings(open)}`;
    if (passed.length === 0) return `expected ${rule} to pass, but the configuration holds nothing that it judges`;
    return `expected ${rule} not to pass, but it does on ${passed.map(({ address }) => address).join(', ')}`;
  };
  return { pass: open.length === 0 && passed.length > 0, message };
}
