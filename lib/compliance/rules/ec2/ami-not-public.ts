import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import { isUnknown, toText } from '../../model/value';
import type { BlockInstance } from '../../reading/block-instances';
import { judgeEachInstance } from '../../reading/each-instance';
import { refuseSharing } from './shared/public-sharing';

const SETTING = 'aws_ec2_image_block_public_access';

export default defineRule({
  id: 'ami-not-public',
  title: 'Machine images are not public',
  why: 'Everyone with an AWS account can start a public image and read its disks: code, configuration and the keys that were left in it.',
  remediation:
    'Share images by account_id, organization_arn or organizational_unit_arn instead of group = "all", and keep aws_ec2_image_block_public_access at state = "block-new-sharing".',
  severity: 'critical',
  scope: 'resource',
  resourceTypes: ['aws_ami_launch_permission', SETTING],
  whenUnknown: 'group or state is an expression that only Terraform can compute.',
  controls: { soc2: ['CC6.6'], iso27001_2022: ['A.8.1'] },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_205', relation: 'narrower' }],
    prowler: ['ec2_ami_public', 'ec2_ami_account_block_public_access'],
  },
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ami_launch_permission.html.markdown',
  ],
  check: (block) =>
    block.type === SETTING
      ? refuseSharing(block, ['block-new-sharing'], 'images')
      : judgeEachInstance(block, judgePermission),
  examples: {
    good: [
      {
        name: 'one account',
        configuration: {
          resource: {
            aws_ami_launch_permission: {
              test: { image_id: '${aws_ami_from_instance.web.id}', account_id: '111122223333' },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'everyone',
        configuration: {
          resource: {
            aws_ami_launch_permission: { open: { image_id: '${aws_ami_from_instance.web.id}', group: 'all' } },
          },
        },
      },
      {
        name: 'public sharing is allowed',
        configuration: { resource: { aws_ec2_image_block_public_access: { main: { state: 'unblocked' } } } },
      },
    ],
    unknown: [
      {
        name: 'whom a variable names',
        configuration: {
          resource: {
            aws_ami_launch_permission: {
              shared: { image_id: '${aws_ami_from_instance.web.id}', group: '${var.group}' },
            },
          },
        },
      },
    ],
  },
});

function judgePermission(get: BlockInstance['get']): Outcome {
  const path = 'group';
  const written = get(path);
  const group = toText(written);
  const expected = 'account_id, organization_arn or organizational_unit_arn';
  if (isUnknown(group)) return undecided(path, group, expected);
  if (written === undefined || (group !== undefined && group.trim().toLowerCase() !== 'all')) return pass(path);
  return fail({ path, message: 'everyone can start the image', observed: written, expected });
}
