import { defineRule } from '../../engine/define-rule';
import { undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { judgeEachInstance } from '../../reading/each-instance';
import { requireEncryptedDevices, requireEncryptedMappings } from './shared/block-devices';
import { requireEncryptedVolume } from './shared/volume-encryption';

export default defineRule({
  id: 'ebs-volume-encrypted',
  title: 'EBS volumes are encrypted',
  why: 'Whoever gets hold of an unencrypted volume, or of a snapshot of it, attaches it to a machine of their own and reads every file. Encryption cannot be switched on later.',
  remediation:
    'Set encrypted = true on the volume, on root_block_device and on every ebs_block_device, or turn on aws_ebs_encryption_by_default in the region.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: [
    'aws_ebs_volume',
    'aws_instance',
    'aws_spot_instance_request',
    'aws_launch_template',
    'aws_launch_configuration',
    'aws_spot_fleet_request',
    'aws_ebs_snapshot_copy',
  ],
  whenUnknown:
    'encrypted is an expression that only Terraform can compute, a snapshot or launch template outside the configuration decides, a launch template leaves it to the image, or the region of a default is not known.',
  controls: {
    cisAws: { '1.4.0': ['2.2.1'], '3.0.0': ['2.2.1'], '5.0.0': ['5.1.1'], '6.0.0': ['6.1.1'] },
    fsbp: ['EC2.3', 'EC2.181', 'EC2.173'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    soc2: ['PI1.5'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_3', 'CKV_AWS_8'],
    trivy: ['AVD-AWS-0026', 'AVD-AWS-0131', 'AVD-AWS-0008'],
    tfsec: [
      'aws-ebs-enable-volume-encryption',
      'aws-ec2-enable-volume-encryption',
      'aws-ec2-enable-at-rest-encryption',
      'aws-ec2-enable-launch-config-at-rest-encryption',
    ],
    cdkNag: ['AwsSolutions-EC26'],
    securityHub: ['EC2.3', 'EC2.181', 'EC2.173'],
    prowler: ['ec2_ebs_volume_encryption'],
    awsConfig: ['encrypted-volumes'],
  },
  sources: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-3',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ebs_volume.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/instance.html.markdown',
  ],
  check(block) {
    switch (block.type) {
      case 'aws_ebs_volume':
        return judgeVolume(block, 'snapshot_id', 'the volume');
      case 'aws_ebs_snapshot_copy':
        return judgeVolume(block, 'source_snapshot_id', 'the copy of the snapshot');
      case 'aws_launch_template':
        return requireEncryptedMappings(block);
      case 'aws_spot_fleet_request':
        return block.nested('launch_specification').flatMap((item) =>
          item.unknown === undefined
            ? requireEncryptedDevices({
                block,
                get: (argument) => item.get(argument),
                nested: (name) => item.nested(name),
                prefix: `${item.path}.`,
              })
            : [undecided(item.path, item.unknown)],
        );
      default:
        return requireEncryptedDevices({
          block,
          get: (argument) => block.get(argument),
          nested: (name) => block.nested(name),
          prefix: '',
        });
    }
  },
  examples: {
    good: [
      {
        name: 'an encrypted volume',
        configuration: {
          resource: { aws_ebs_volume: { data: { availability_zone: 'eu-west-1a', size: 20, encrypted: true } } },
        },
      },
      {
        name: 'both volumes of an instance',
        configuration: {
          resource: {
            aws_instance: {
              web: {
                ami: 'ami-0abc',
                instance_type: 't4g.small',
                root_block_device: { encrypted: true },
                ebs_block_device: [{ device_name: '/dev/sdf', encrypted: true }],
              },
            },
          },
        },
      },
      {
        name: 'the region encrypts by default',
        configuration: {
          resource: {
            aws_ebs_encryption_by_default: { main: { enabled: true } },
            aws_instance: { web: { ami: 'ami-0abc', instance_type: 't4g.small' } },
          },
        },
      },
    ],
    bad: [
      {
        name: 'not said, which means no',
        configuration: { resource: { aws_ebs_volume: { data: { availability_zone: 'eu-west-1a', size: 20 } } } },
      },
      {
        name: 'the root volume is forgotten',
        configuration: {
          resource: {
            aws_instance: {
              web: {
                ami: 'ami-0abc',
                instance_type: 't4g.small',
                ebs_block_device: [{ device_name: '/dev/sdf', encrypted: true }],
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'made from a snapshot outside the configuration',
        configuration: {
          resource: { aws_ebs_volume: { data: { availability_zone: 'eu-west-1a', snapshot_id: 'snap-0abc' } } },
        },
      },
    ],
  },
});

function judgeVolume(block: Block, source: string, what: string): Outcome | readonly Outcome[] {
  return judgeEachInstance(block, (get) =>
    requireEncryptedVolume(block, {
      path: 'encrypted',
      encrypted: get('encrypted'),
      snapshot: get(source),
      otherwise: false,
      what,
    }),
  );
}
