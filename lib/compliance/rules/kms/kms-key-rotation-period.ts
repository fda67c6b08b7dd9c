import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toNumber } from '../../model/value';

interface Options {
  readonly maxDays: number;
}

/** Days between two rotations when nothing is said. */
const DEFAULT_DAYS = 365;

export default defineRule<Options>({
  id: 'kms-key-rotation-period',
  title: 'A KMS key rotates at least once a year',
  why: 'The period says how much data one key material encrypts at most. Up to seven years are allowed, which defeats the purpose of rotation.',
  remediation: 'Set rotation_period_in_days to 365 or less (AWS takes 90 to 2560), or leave it out.',
  severity: 'low',
  scope: 'resource',
  resourceTypes: ['aws_kms_key'],
  whenUnknown: 'rotation_period_in_days is an expression.',
  controls: {},
  equivalents: {},
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/rotating-keys-enable.html'],
  defaultOptions: { maxDays: 365 },
  optionsSchema: {
    maxDays: {
      type: 'integer',
      minimum: 90,
      maximum: 2560,
      description: 'Longest period between two rotations, in days.',
    },
  },
  examples: {
    good: [
      {
        name: 'half a year',
        configuration: {
          resource: { aws_kms_key: { app: { enable_key_rotation: true, rotation_period_in_days: 180 } } },
        },
      },
    ],
    bad: [
      {
        name: 'two years',
        configuration: {
          resource: { aws_kms_key: { app: { enable_key_rotation: true, rotation_period_in_days: 730 } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { days: { type: 'number' } },
          resource: { aws_kms_key: { app: { rotation_period_in_days: '${var.days}' } } },
        },
      },
    ],
  },
  check(block, { options }) {
    const path = 'rotation_period_in_days';
    const expected = `${path} of at most ${String(options.maxDays)}`;
    const days = toNumber(block.get(path));
    if (isUnknown(days)) return undecided(path, days, expected);
    const period = days ?? DEFAULT_DAYS;
    if (period <= options.maxDays) return [];
    return fail({
      path,
      message: `the key rotates only every ${String(period)} days`,
      observed: block.get(path),
      expected,
    });
  },
});
