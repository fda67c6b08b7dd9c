import { defineRule } from '../../lib/compliance/engine/define-rule';
import { fail, pass, unknown } from '../../lib/compliance/engine/outcome';
import { isUnknown, toBoolean, toNumber } from '../../lib/compliance/model/value';

const TEXT = {
  why: 'Whoever finds it can read it.',
  scope: 'resource',
  resourceTypes: ['aws_db_instance'],
  whenUnknown: 'The attribute is an expression that only Terraform can compute.',
  sources: ['https://example.com/rds'],
} as const;

const encrypted = defineRule({
  ...TEXT,
  id: 'rds-encrypted',
  title: 'Databases are encrypted',
  remediation: 'Set storage_encrypted = true.',
  severity: 'high',
  controls: { cisAws: { '5.0.0': ['2.2.1'] }, fsbp: ['RDS.3'] },
  equivalents: { checkov: ['CKV_AWS_16', { id: 'CKV_AWS_17', relation: 'broader' }] },
  examples: {
    good: [
      { name: 'encrypted', configuration: { resource: { aws_db_instance: { main: { storage_encrypted: true } } } } },
    ],
    bad: [{ name: 'not said', configuration: { resource: { aws_db_instance: { main: {} } } } }],
  },
  check(block) {
    const value = toBoolean(block.get('storage_encrypted'));
    if (value === true) return pass('storage_encrypted');
    if (isUnknown(value))
      return unknown({ path: 'storage_encrypted', message: 'encryption is not known yet', observed: value });
    return fail({
      path: 'storage_encrypted',
      message: 'the database is not encrypted',
      observed: value,
      expected: 'true',
    });
  },
});

const backup = defineRule<{ minimumDays: number }>({
  ...TEXT,
  id: 'rds-backup-days',
  title: 'Databases are backed up',
  remediation: 'Set backup_retention_period.',
  severity: 'medium',
  controls: {},
  equivalents: {},
  defaultOptions: { minimumDays: 7 },
  optionsSchema: { minimumDays: { type: 'integer', minimum: 1, description: 'Days that backups are kept' } },
  recommended: false,
  examples: {
    good: [
      { name: 'kept', configuration: { resource: { aws_db_instance: { main: { backup_retention_period: 7 } } } } },
    ],
    bad: [{ name: 'not kept', configuration: { resource: { aws_db_instance: { main: {} } } } }],
  },
  check(block, { options }) {
    const days = toNumber(block.get('backup_retention_period')) ?? 0;
    if (isUnknown(days)) return unknown({ path: 'backup_retention_period', message: 'not known yet', observed: days });
    if (days >= options.minimumDays) return pass();
    return fail({
      path: 'backup_retention_period',
      message: 'backups are not kept long enough',
      observed: days,
      expected: `${options.minimumDays} days or more`,
    });
  },
});

const broken = defineRule({
  ...TEXT,
  id: 'broken-rule',
  title: 'A rule with a mistake in it',
  remediation: 'Mend the rule.',
  severity: 'low',
  recommended: false,
  resourceTypes: ['aws_s3_bucket'],
  controls: {},
  equivalents: {},
  examples: { good: [], bad: [] },
  check() {
    throw new TypeError('cannot read x of undefined');
  },
});

/** A small catalogue, in place of the real one. */
export const RULES = [encrypted, backup, broken];
