import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toNumber, toText, type Value } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';

interface Retention {
  readonly minDays: number;
}

export default defineRule<Retention>({
  id: 'backup-plan-retention',
  title: 'Backup plans keep recovery points long enough',
  why: 'Damage that is noticed only after the last good recovery point is gone cannot be undone: ransomware waits for that.',
  remediation:
    'Raise delete_after in the lifecycle of each rule, or leave it out to keep recovery points until somebody deletes them.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_backup_plan'],
  whenUnknown: 'A rule, its lifecycle or delete_after is an expression that only Terraform can compute.',
  controls: {},
  equivalents: {},
  sources: [
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/backup_plan.html.markdown',
  ],
  defaultOptions: { minDays: 35 },
  optionsSchema: {
    minDays: { type: 'integer', minimum: 1, description: 'fewest days that recovery points are kept' },
  },
  check(block, { options: { minDays } }) {
    const expected = `lifecycle.delete_after >= ${String(minDays)}, or none`;
    return block.nested('rule').map((rule): Outcome => {
      const judged = judgeNested(rule, 'lifecycle', 'delete_after', expected, (value, path) =>
        judge(value, path, minDays, expected),
      );
      // What is wrong in a rule that may not be there is not known.
      const isOpen = rule.unknown !== undefined && judged.verdict === 'fail';
      const outcome = isOpen ? undecided(rule.path, rule.unknown, expected) : judged;
      const name = toText(rule.get('rule_name'));
      return typeof name === 'string' && (outcome.verdict === 'fail' || outcome.verdict === 'unknown')
        ? { ...outcome, subject: name }
        : outcome;
    });
  },
  examples: {
    good: [
      { name: 'three months', configuration: plan({ delete_after: 90 }) },
      { name: 'until somebody deletes them', configuration: plan({ cold_storage_after: 30 }) },
    ],
    bad: [{ name: 'a week', configuration: plan({ delete_after: 7 }) }],
    unknown: [
      {
        name: 'a variable without a default',
        configuration: { variable: { days: { type: 'number' } }, ...plan({ delete_after: '${var.days}' }) },
      },
    ],
  },
});

function judge(value: Value, path: string, minDays: number, expected: string): Outcome {
  const days = toNumber(value);
  if (isUnknown(days)) return undecided(path, days, expected);
  // The provider leaves out what is not above zero.
  if (value === undefined || (days !== undefined && (days <= 0 || days >= minDays))) return pass(path);
  const message = `recovery points are deleted after ${String(days ?? 'an unreadable number of')} ${days === 1 ? 'day' : 'days'}`;
  return fail({ path, message, observed: value, expected });
}

function plan(lifecycle: object): Readonly<Record<string, unknown>> {
  const rule = { rule_name: 'daily', target_vault_name: 'main', schedule: 'cron(0 5 * * ? *)', lifecycle };
  return { resource: { aws_backup_plan: { main: { name: 'main', rule: [rule] } } } };
}
