import { defineRule } from '../../engine/define-rule';
import { fail, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { NestedBlock } from '../../model/block';
import { isUnknown, toNumber } from '../../model/value';
import { longestGapInDays } from './shared/rotation-schedule';

interface Options {
  readonly maxDays: number;
}

export default defineRule<Options>({
  id: 'secretsmanager-rotation-interval',
  title: 'A secret rotates at least every 90 days',
  why: 'The interval says how long a leaked value works. A yearly rotation leaves up to twelve months to whoever has it.',
  remediation:
    'Set automatically_after_days to 90 or less, or schedule_expression to a rate or cron that fires at least that often.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret_rotation'],
  whenUnknown:
    'the interval or the schedule is an expression, or the schedule is neither a rate nor a cron that can be read.',
  controls: {
    fsbp: ['SecretsManager.4'],
    nist80053r5: ['AC-2(1)', 'AC-3(15)'],
    pciDss: ['v4.0.1/8.6.3', 'v4.0.1/8.3.9'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_304', relation: 'broader' }],
    securityHub: ['SecretsManager.4'],
    prowler: ['secretsmanager_secret_rotated_periodically'],
    awsConfig: ['secretsmanager-secret-periodic-rotation'],
  },
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/secretsmanager_secret_rotation.html.markdown',
  ],
  defaultOptions: { maxDays: 90 },
  optionsSchema: {
    maxDays: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      description: 'Longest time between two rotations, in days.',
    },
  },
  examples: {
    good: [
      {
        name: 'every 30 days',
        configuration: {
          resource: {
            aws_secretsmanager_secret_rotation: {
              db: { secret_id: 'orders/db', rotation_rules: [{ automatically_after_days: 30 }] },
            },
          },
        },
      },
      {
        name: 'on the first of every month',
        configuration: {
          resource: {
            aws_secretsmanager_secret_rotation: {
              db: { secret_id: 'orders/db', rotation_rules: [{ schedule_expression: 'cron(0 4 1 * ? *)' }] },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'once a year, as a cron',
        configuration: {
          resource: {
            aws_secretsmanager_secret_rotation: {
              db: { secret_id: 'orders/db', rotation_rules: [{ schedule_expression: 'cron(0 12 1 1 ? *)' }] },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a schedule that a variable gives',
        configuration: {
          variable: { schedule: { type: 'string' } },
          resource: {
            aws_secretsmanager_secret_rotation: {
              db: { secret_id: 'orders/db', rotation_rules: [{ schedule_expression: '${var.schedule}' }] },
            },
          },
        },
      },
    ],
  },
  check(block, { options }) {
    const rules = block.nested('rotation_rules');
    const expected = `a rotation at least every ${String(options.maxDays)} days`;
    if (rules.length === 0) return fail({ path: 'rotation_rules', message: 'the rotation has no schedule', expected });
    return rules.flatMap((rule) => judge(rule, options.maxDays, expected));
  },
});

function judge(rule: NestedBlock, maxDays: number, expected: string): readonly Outcome[] {
  if (rule.unknown !== undefined) return [undecided(rule.path, rule.unknown, expected)];
  const after = rule.get('automatically_after_days');
  const schedule = rule.get('schedule_expression');
  const path = `${rule.path}.${schedule === undefined || schedule === '' ? 'automatically_after_days' : 'schedule_expression'}`;
  if (path.endsWith('schedule_expression')) {
    if (isUnknown(schedule)) return [undecided(path, schedule, expected)];
    const gap = typeof schedule === 'string' ? longestGapInDays(schedule) : undefined;
    if (gap === undefined)
      return [
        unknown({
          path,
          message: 'the schedule is neither a rate nor a cron that can be read',
          observed: schedule,
          expected,
        }),
      ];
    if (gap > 0 && gap <= maxDays) return [];
    const message =
      gap === Infinity
        ? 'the schedule stops after its last date'
        : `up to ${String(Math.round(gap))} days pass between two rotations`;
    return [fail({ path, message, observed: schedule, expected })];
  }
  const days = toNumber(after);
  if (isUnknown(days)) return [undecided(path, days, expected)];
  if (days !== undefined && days >= 1 && days <= maxDays) return [];
  const message =
    days === undefined || days < 1 ? 'the rotation has no schedule' : `${String(days)} days pass between two rotations`;
  return [fail({ path, message, observed: after, expected })];
}
