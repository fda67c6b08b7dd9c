import { policyFromJson } from '../../lib/policy-evaluation';
import { isUnknown } from '../../lib/compliance/model/value';
import { lintPolicy, type LintFinding, type LintOptions, type LintReport } from '../../lib/policy-lint';

type Statement = Readonly<Record<string, unknown>>;

/** What the linter says of a policy that is given as an object; Terraform's expressions in it are unknown. */
export function lint(policy: unknown, options: Partial<LintOptions> = {}): LintReport {
  const { document } = policyFromJson('test', policy);
  if (isUnknown(document)) throw new Error('the policy is not known');
  return lintPolicy(document, { kind: 'identity', ...options });
}

/** A policy of Allow statements that read one object unless they say otherwise. */
export function policy(...statements: readonly Statement[]): object {
  const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' };
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ ...base, ...statement })) };
}

/** The findings of one statement as `level code`. */
export function codes(report: LintReport): readonly string[] {
  return report.findings.map(({ level, code }: LintFinding) => `${level} ${code}`);
}

/** What is said of one Allow statement of an identity policy, as `level code`. */
export function codesOf(statement: Statement, options: Partial<LintOptions> = {}): readonly string[] {
  return codes(lint(policy(statement), options));
}
