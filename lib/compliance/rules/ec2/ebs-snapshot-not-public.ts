import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toText, type Unknown } from '../../model/value';
import { declaredIn, requireInEveryRegion } from '../../reading/account-baseline';
import type { BlockInstance } from '../../reading/block-instances';
import { judgeEachInstance } from '../../reading/each-instance';
import { regionalSettings } from '../../reading/regional-settings';
import { blocksSharing, refuseSharing } from './shared/public-sharing';

const SETTING = 'aws_ebs_snapshot_block_public_access';
const STATES = ['block-all-sharing', 'block-new-sharing'];

export default defineRule({
  id: 'ebs-snapshot-not-public',
  title: 'EBS snapshots are not shared with everyone',
  why: 'Whoever has an AWS account can restore a public snapshot and read every file of the volume, deleted ones included. People search public snapshots for keys and databases.',
  remediation:
    'Share snapshots with account ids only, and declare an aws_ebs_snapshot_block_public_access with state = "block-all-sharing" in every region.',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_snapshot_create_volume_permission', SETTING],
  whenUnknown:
    'account_id or state is an expression that only Terraform can compute; for a baseline also where the region, count or for_each of the setting is.',
  controls: {
    fsbp: ['EC2.1', 'EC2.182'],
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
    pciDss: ['v3.2.1/1.2.1', 'v3.2.1/1.3.1', 'v3.2.1/1.3.4', 'v3.2.1/7.2.1'],
    soc2: ['CC6.6'],
    iso27001_2022: ['A.8.1'],
  },
  equivalents: {
    securityHub: ['EC2.1', 'EC2.182'],
    prowler: ['ec2_ebs_public_snapshot', 'ec2_ebs_snapshot_account_block_public_access'],
    awsConfig: ['ebs-snapshot-public-restorable-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-1',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ebs_snapshot_block_public_access.html.markdown',
  ],
  check: (block) =>
    block.type === SETTING ? refuseSharing(block, STATES, 'snapshots') : judgeEachInstance(block, judgePermission),
  absence: ({ configuration }) =>
    requireInEveryRegion(
      configuration,
      regionalSettings(configuration, SETTING).map(({ block, get }) =>
        declaredIn(block, blocksSharing(get('state'), STATES), get('region')),
      ),
      { message: 'nothing keeps people from making EBS snapshots public', expected: `an ${SETTING}` },
    ),
  examples: {
    good: [
      {
        name: 'one account',
        configuration: {
          resource: {
            aws_snapshot_create_volume_permission: {
              backup: { snapshot_id: '${aws_ebs_snapshot.data.id}', account_id: '111122223333' },
            },
          },
        },
      },
      {
        name: 'public sharing is blocked',
        accountBaseline: true,
        configuration: {
          resource: { aws_ebs_snapshot_block_public_access: { main: { state: 'block-all-sharing' } } },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: {
            aws_snapshot_create_volume_permission: {
              open: { snapshot_id: '${aws_ebs_snapshot.data.id}', account_id: 'all' },
            },
          },
        },
      },
      {
        name: 'public sharing is allowed',
        configuration: { resource: { aws_ebs_snapshot_block_public_access: { main: { state: 'unblocked' } } } },
      },
      {
        name: 'a baseline without the block',
        accountBaseline: true,
        address: 'terraform',
        configuration: { provider: { aws: [{ region: 'eu-west-1' }] } },
      },
    ],
    unknown: [
      {
        name: 'whom a variable names',
        configuration: {
          resource: {
            aws_snapshot_create_volume_permission: {
              partner: { snapshot_id: '${aws_ebs_snapshot.data.id}', account_id: '${var.partner}' },
            },
          },
        },
      },
    ],
  },
});

function judgePermission(get: BlockInstance['get']): Outcome {
  const path = 'account_id';
  const account = toText(get(path));
  const expected = 'the id of an account';
  if (isUnknown(account)) return isAccountOfAws(account) ? pass(path) : undecided(path, account, expected);
  if (account !== undefined && account.trim().toLowerCase() !== 'all') return pass(path);
  return fail({ path, message: 'everyone can restore the snapshot', observed: get(path), expected });
}

/** True for a reference to an AWS resource or data source: no id of one is `all`. */
function isAccountOfAws({ isReference, references }: Unknown): boolean {
  return isReference && /^(?:data\.)?aws_/.test(references[0]?.address ?? '');
}
