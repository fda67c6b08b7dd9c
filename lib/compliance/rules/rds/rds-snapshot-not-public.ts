import { fail, undecided, type Outcome } from '../../engine/outcome';
import { defineRule } from '../../engine/define-rule';
import { stringList } from './shared/string-list';

interface SharingOptions {
  /** Accounts that a snapshot may be shared with; empty means any account by its number. */
  readonly allowedAccounts: readonly string[];
}

const PATH = 'shared_accounts';
const EXPECTED = 'no "all" in shared_accounts';

export default defineRule<SharingOptions>({
  id: 'rds-snapshot-not-public',
  title: 'Database snapshots are not shared with everyone',
  why: 'A snapshot that is shared with "all" can be restored by any AWS account: a copy of the whole database is published.',
  remediation: 'Remove "all" from shared_accounts and list the accounts that need the snapshot.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: [
    'aws_db_snapshot',
    'aws_db_cluster_snapshot',
    'aws_db_snapshot_copy',
    'aws_rds_cluster_snapshot_copy',
  ],
  whenUnknown: 'shared_accounts, or an account in it, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['RDS.1'],
    nist80053r5: [
      'AC-21',
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'SC-7',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
    ],
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.4', 'v3.2.1/1.3.6', 'v3.2.1/7.2.1'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    checkov: ['CKV_AWS_302'],
    securityHub: ['RDS.1'],
    prowler: ['rds_snapshots_public_access'],
    awsConfig: ['rds-snapshots-public-prohibited'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_snapshot.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/db_cluster_snapshot.html.markdown',
  ],
  defaultOptions: { allowedAccounts: [] },
  optionsSchema: {
    allowedAccounts: {
      type: 'array',
      items: { type: 'string' },
      description: 'accounts that a snapshot may be shared with; empty means any account by its number',
    },
  },
  check(block, { options: { allowedAccounts } }) {
    const { texts, unknown } = stringList(block.get(PATH));
    const findings: Outcome[] = [];
    for (const account of new Set(texts)) {
      if (account.toLowerCase() === 'all') {
        findings.push(
          fail({
            path: PATH,
            message: 'any AWS account can restore the snapshot',
            observed: account,
            expected: EXPECTED,
            subject: account,
          }),
        );
      } else if (allowedAccounts.length > 0 && !allowedAccounts.includes(account)) {
        const message = `the snapshot is shared with account ${account}, which is not on the list of allowed accounts`;
        findings.push(
          fail({
            path: PATH,
            message,
            observed: account,
            expected: `one of ${allowedAccounts.join(', ')}`,
            subject: account,
          }),
        );
      }
    }
    if (findings.length === 0 && unknown !== undefined) findings.push(undecided(PATH, unknown, EXPECTED));
    return findings;
  },
  examples: {
    good: [
      {
        name: 'shared with one account',
        configuration: {
          resource: {
            aws_db_snapshot: {
              main: {
                db_instance_identifier: 'orders',
                db_snapshot_identifier: 'orders-1',
                shared_accounts: ['111122223333'],
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'shared with everyone',
        configuration: {
          resource: {
            aws_db_snapshot: {
              main: {
                db_instance_identifier: 'orders',
                db_snapshot_identifier: 'orders-1',
                shared_accounts: ['all'],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'an account that only Terraform knows',
        configuration: {
          resource: {
            aws_db_cluster_snapshot: {
              main: {
                db_cluster_identifier: 'orders',
                db_cluster_snapshot_identifier: 'orders-1',
                shared_accounts: ['${var.x}'],
              },
            },
          },
          variable: { x: { type: 'string' } },
        },
      },
    ],
  },
});
