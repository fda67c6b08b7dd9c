import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RuleId } from '../../lib/compliance';

/** Stacks that keep rules because of a construct of this package. */
export const CONSTRUCT_EXAMPLES = path.join(__dirname, '..', '..', 'examples', 'rules');

/** The rules whose pages show an example, by its file. */
export const RULES_BY_EXAMPLE: Readonly<Record<string, readonly RuleId[]>> = {
  'database-instance.ts': [
    'rds-auto-minor-version-upgrade',
    'rds-backup-retention',
    'rds-copy-tags-to-snapshots',
    'rds-deletion-protection',
    'rds-enhanced-monitoring',
    'rds-explicit-security-groups',
    'rds-final-snapshot',
    'rds-iam-authentication',
    'rds-instance-logs-exported',
    'rds-instance-multi-az',
    'rds-instance-storage-encrypted',
    'rds-managed-master-password',
    'rds-no-default-admin-username',
    'rds-no-default-port',
    'rds-no-public-access',
    'rds-performance-insights-cmk',
    'rds-postgres-tls-required',
    'rds-storage-encrypted-with-cmk',
  ],
  'key.ts': [
    'kms-key-deletion-window',
    'kms-key-policy-defined',
    'kms-key-policy-external-account-scoped',
    'kms-key-policy-lockout-safety',
    'kms-key-policy-not-public',
    'kms-key-rotation-enabled',
  ],
  'role.ts': [
    'iam-no-inline-policies',
    'iam-policy-no-full-admin',
    'iam-policy-no-privilege-escalation',
    'iam-policy-no-service-wildcard',
    'iam-policy-no-unconstrained-resource',
    'iam-role-trust-confused-deputy',
    'iam-role-trust-no-wildcard-principal',
  ],
  'secret.ts': [
    'secretsmanager-policy-not-public',
    'secretsmanager-recovery-window',
    'secretsmanager-rotation-enabled',
    'secretsmanager-rotation-interval',
    'secretsmanager-secret-cmk',
  ],
  'security-group.ts': [
    'sg-description-required',
    'sg-no-public-all-traffic',
    'sg-no-public-cifs',
    'sg-no-public-database-ports',
    'sg-no-public-high-risk-ports',
    'sg-no-public-ipv4-admin-ports',
    'sg-no-public-ipv6-admin-ports',
    'sg-no-public-unauthorized-ports',
    'sg-no-unrestricted-egress',
    'sg-single-rule-style',
  ],
};

/** The TypeScript that keeps a rule; undefined for a rule that no construct keeps by itself. */
export function constructExampleOf(rule: string): string | undefined {
  const file = Object.keys(RULES_BY_EXAMPLE).find((name) =>
    RULES_BY_EXAMPLE[name]?.some((shownFor) => shownFor === rule),
  );
  return file === undefined ? undefined : readFileSync(path.join(CONSTRUCT_EXAMPLES, file), 'utf8');
}
