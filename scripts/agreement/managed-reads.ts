import { assess, findRule, loadJson, type Rule } from '../../lib/compliance';
import { read, type Cases } from './check-cases';
import { policyConfiguration } from './iam-cases';

/** Rules that say of a statement that it grants more than its holder can need. */
const OVER_BROAD: readonly string[] = [
  'iam-policy-data-read-scoped',
  'iam-policy-no-allow-notaction',
  'iam-policy-no-assume-any-role',
  'iam-policy-no-credential-creation-all',
  'iam-policy-no-full-admin',
  'iam-policy-no-kms-decrypt-all',
  'iam-policy-no-resource-exposure',
  'iam-policy-no-service-wildcard',
  'iam-policy-no-unconstrained-read',
  'iam-policy-no-unconstrained-resource',
  'iam-policy-passrole-scoped',
  'iam-policy-secrets-read-scoped',
];

const ESCALATION = 'iam-policy-no-privilege-escalation';

/** Of policies that AWS itself calls read-only, fewer than this share may have a finding of severity high. */
const MOST_HIGH = 0.05;

/**
 * Prints what the rules find in the policies that AWS manages and calls read-only. Returns the exit code: 1 where one of
 * them is said to raise privileges, or too many are said to be over-broad at severity high; 0 where there are none.
 */
export function managedReadsReport(folder: string): number {
  const policies = (read(folder, 'iam') as Cases<{ readonly source: string; readonly policy: unknown }>).filter(
    ([, { source }]) => source === 'aws-managed-readonly',
  );
  if (policies.length === 0) return 0;
  const rules = [...OVER_BROAD, ESCALATION].map(ruleOf);
  const selection = rules.map((rule) => ({ rule, severity: rule.severity, options: { ...rule.defaultOptions } }));
  const byRule = new Map<string, number>();
  const high: string[] = [];
  const escalation: string[] = [];
  for (const [name, { policy }] of policies) {
    const { findings, errors } = assess([loadJson(JSON.stringify(policyConfiguration(policy)), name)], selection);
    if (errors[0] !== undefined) throw new Error(`${name}: ${errors[0].rule} threw: ${errors[0].message}`);
    const failed = findings.filter(({ verdict }) => verdict === 'fail');
    for (const id of new Set(failed.map(({ rule }) => rule))) byRule.set(id, (byRule.get(id) ?? 0) + 1);
    if (failed.some(({ rule }) => rule === ESCALATION)) escalation.push(name);
    if (failed.some(({ rule, severity }) => rule !== ESCALATION && /^(?:critical|high)$/.test(severity)))
      high.push(name);
  }
  const percent = (part: number): string => `${((part / policies.length) * 100).toFixed(1)}%`;
  console.log(
    `\n${policies.length} read-only policies that AWS manages: escalation in ${escalation.length}, ` +
      `over-broad at severity high in ${high.length} (${percent(high.length)}, fewer than ${percent(MOST_HIGH * policies.length)} allowed)`,
  );
  for (const [id, count] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`  ${id} (${ruleOf(id).severity}): ${count} (${percent(count)})`);
  for (const name of escalation) console.error(`said to raise privileges: ${name}`);
  if (high.length / policies.length < MOST_HIGH) return escalation.length > 0 ? 1 : 0;
  for (const name of high) console.error(`over-broad at severity high: ${name}`);
  return 1;
}

function ruleOf(id: string): Rule {
  const rule = findRule(id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return rule;
}
