import type { Finding } from '../../compliance/engine/assessment';
import type { RuleId } from '../../compliance/rules/index.generated';
import { assessRule } from '../assess-rule';
import { checkKeys } from '../check-options';
import { describeFindings } from '../failure-text';
import type { MatcherResult } from './result';

/** Where the rule has to be broken. */
export interface ViolationOptions {
  /**
   * Terraform address of the block, such as `aws_security_group.web`.
   *
   * @default - any block
   */
  readonly address?: string;
  /**
   * Attribute path of the finding, such as `ingress[0]`.
   *
   * @default - any attribute
   */
  readonly path?: string;
}

/** Passes when the rule is violated (by the given block). */
export function toViolateRule(received: unknown, rule: RuleId, options: ViolationOptions = {}): MatcherResult {
  checkKeys(options, ['address', 'path']);
  const { open, passed } = assessRule(received, rule);
  const violations = open.filter(
    (finding) =>
      finding.verdict === 'fail' &&
      (options.address === undefined || finding.address === options.address) &&
      (options.path === undefined || finding.path === options.path),
  );
  const wanted = [options.address, options.path].filter((part) => part !== undefined).join(' at ');
  const message = (): string => {
    if (violations.length > 0) return `expected ${rule} not to be violated\n\n${describeFindings(violations)}`;
    const found =
      open.length > 0
        ? `${whereFound(open)}:\n\n${describeFindings(open)}`
        : judged(passed.map(({ address }) => address));
    return `expected ${rule} to be violated${wanted === '' ? '' : ` by ${wanted}`}, but ${found}`;
  };
  return { pass: violations.length > 0, message };
}

function whereFound(open: readonly Finding[]): string {
  return open.some(({ verdict }) => verdict === 'fail') ? 'it was found elsewhere' : 'it cannot be decided';
}

function judged(addresses: readonly string[]): string {
  return addresses.length === 0
    ? 'the configuration holds nothing that it judges'
    : `it passes on ${addresses.join(', ')}`;
}
