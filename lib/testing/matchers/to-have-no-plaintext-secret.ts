import { allRules } from '../../compliance/engine/registry';
import { assessSubject } from '../assess-subject';
import { describeFindings } from '../failure-text';
import type { MatcherResult } from './result';

/** Rules that look for a secret written into the configuration. */
const SECRET_RULE =
  /^(no-(plaintext-secret|aws-access-key-literal|private-key-material|secret-in-.*)|secretsmanager-no-plaintext-value|provider-no-static-credentials|state-backend-no-credentials)$/;

/** Passes when no secret stands in the configuration as text. */
export function toHaveNoPlaintextSecret(received: unknown): MatcherResult {
  const selection = allRules()
    .filter((rule) => SECRET_RULE.test(rule.id))
    .map((rule) => ({ rule, severity: rule.severity, options: { ...rule.defaultOptions } }));
  const assessment = assessSubject(received, selection);
  const secrets = assessment.findings.filter((finding) => finding.verdict === 'fail');
  return {
    pass: secrets.length === 0,
    message: () =>
      secrets.length === 0
        ? 'expected the configuration to hold a plaintext secret, but none was found'
        : `expected no plaintext secret, but ${String(secrets.length)} found\n\n${describeFindings(secrets)}`,
  };
}
