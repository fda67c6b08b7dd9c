import { defineRule } from '../../engine/define-rule';
import { fail, undecided } from '../../engine/outcome';
import { isUnknown, toNumber } from '../../model/value';

interface Options {
  readonly minDays: number;
}

export default defineRule<Options>({
  id: 'kms-key-deletion-window',
  title: 'A KMS key waits long enough before it is deleted',
  why: 'What a deleted key encrypted is lost for good. The waiting time is the only chance to notice that something still needs the key.',
  remediation: 'Raise deletion_window_in_days, or leave it out: it is 30 then.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'],
  whenUnknown: 'deletion_window_in_days is an expression.',
  controls: { fsbp: ['KMS.3'], nist80053r5: ['SC-12', 'SC-12(2)'], iso27001_2022: ['A.8.11', 'A.8.24'] },
  equivalents: {
    securityHub: [{ id: 'KMS.3', relation: 'narrower' }],
    prowler: [{ id: 'kms_cmk_not_deleted_unintentionally', relation: 'narrower' }],
  },
  sources: ['https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html'],
  defaultOptions: { minDays: 14 },
  optionsSchema: {
    minDays: { type: 'integer', minimum: 7, maximum: 30, description: 'Shortest waiting time, in days.' },
  },
  examples: {
    good: [
      {
        name: 'the default of 30 days',
        configuration: { resource: { aws_kms_key: { app: { enable_key_rotation: true } } } },
      },
    ],
    bad: [{ name: 'a week', configuration: { resource: { aws_kms_key: { app: { deletion_window_in_days: 7 } } } } }],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { days: { type: 'number' } },
          resource: { aws_kms_key: { app: { deletion_window_in_days: '${var.days}' } } },
        },
      },
    ],
  },
  check(block, { options }) {
    const path = 'deletion_window_in_days';
    const expected = `${path} of at least ${String(options.minDays)}, or absent (30)`;
    const days = toNumber(block.get(path));
    if (isUnknown(days)) return undecided(path, days, expected);
    if (days === undefined || days >= options.minDays) return [];
    return fail({
      path,
      message: `the key is gone ${String(days)} days after its deletion is scheduled`,
      observed: block.get(path),
      expected,
    });
  },
});
