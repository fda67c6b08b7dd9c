import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toNumber } from '../../model/value';

interface Options {
  readonly minDays: number;
}

export default defineRule<Options>({
  id: 'secretsmanager-recovery-window',
  title: 'A deleted secret can be recovered',
  why: 'With a window of 0 a secret is gone at once: a mistaken destroy or a renamed resource takes the only copy of the credential with it.',
  remediation: 'Remove recovery_window_in_days (it is 30 then), or set it to a number from 7 to 30.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_secretsmanager_secret'],
  whenUnknown: 'recovery_window_in_days is an expression.',
  controls: {},
  equivalents: {},
  sources: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html'],
  defaultOptions: { minDays: 7 },
  optionsSchema: {
    minDays: { type: 'integer', minimum: 7, maximum: 30, description: 'Shortest recovery window, in days.' },
  },
  examples: {
    good: [
      {
        name: 'the default of 30 days',
        configuration: { resource: { aws_secretsmanager_secret: { db: { name: 'orders/db' } } } },
      },
    ],
    bad: [
      {
        name: 'gone at once',
        configuration: {
          resource: { aws_secretsmanager_secret: { db: { name: 'orders/db', recovery_window_in_days: 0 } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { days: { type: 'number' } },
          resource: { aws_secretsmanager_secret: { db: { recovery_window_in_days: '${var.days}' } } },
        },
      },
    ],
  },
  check(block, { options }) {
    const path = 'recovery_window_in_days';
    const expected = `${path} from ${String(options.minDays)} to 30, or absent (30)`;
    const days = toNumber(block.get(path));
    if (isUnknown(days)) return undecided(path, days, expected);
    if (days === undefined || (days >= options.minDays && days <= 30)) return [];
    const message =
      days === 0
        ? 'the secret is deleted at once, without a way back'
        : `the recovery window of ${String(days)} days is out of range`;
    return fail({ path, message, observed: block.get(path), expected });
  },
});
