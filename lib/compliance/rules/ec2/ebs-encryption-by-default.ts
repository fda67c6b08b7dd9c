import { defineRule } from '../../engine/define-rule';
import { toBoolean } from '../../model/value';
import { declaredIn, requireInEveryRegion } from '../../reading/account-baseline';
import { refuse } from '../../reading/boolean-argument';
import { regionalSettings } from '../../reading/regional-settings';

const TYPE = 'aws_ebs_encryption_by_default';

export default defineRule({
  id: 'ebs-encryption-by-default',
  title: 'New EBS volumes are encrypted without anyone asking for it',
  why: 'A volume that a console user, an autoscaling group or another tool makes is in clear text unless somebody thinks of encryption. The regional default encrypts all of them, and nobody can leave it out.',
  remediation: 'Declare an aws_ebs_encryption_by_default with enabled = true in every region of the account.',
  severity: 'medium',
  scope: 'account-baseline',
  resourceTypes: [TYPE],
  whenUnknown:
    'enabled is an expression that only Terraform can compute; for a baseline also where the region, count or for_each of the setting is.',
  controls: {
    cisAws: { '1.4.0': ['2.2.1'], '3.0.0': ['2.2.1'], '5.0.0': ['5.1.1'], '6.0.0': ['6.1.1'] },
    fsbp: ['EC2.7'],
    nist80053r5: ['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
    iso27001_2022: ['A.8.11', 'A.8.24'],
  },
  equivalents: {
    checkov: ['CKV_AWS_106'],
    securityHub: ['EC2.7'],
    prowler: ['ec2_ebs_default_encryption'],
    awsConfig: ['ec2-ebs-encryption-by-default'],
  },
  sources: [
    'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/ebs_encryption_by_default.html.markdown',
  ],
  check: (block) => refuse(block, 'enabled', false, 'new EBS volumes of the region are not encrypted by default'),
  absence: ({ configuration }) =>
    requireInEveryRegion(
      configuration,
      regionalSettings(configuration, TYPE).map(({ block, get }) =>
        declaredIn(block, toBoolean(get('enabled')) ?? true, get('region')),
      ),
      { message: 'nothing turns on EBS encryption by default', expected: `an ${TYPE}` },
    ),
  examples: {
    good: [
      {
        name: 'on',
        configuration: { resource: { aws_ebs_encryption_by_default: { main: { enabled: true } } } },
      },
      {
        name: 'on in both regions of the account',
        accountBaseline: true,
        address: 'aws_ebs_encryption_by_default.us',
        configuration: {
          provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
          resource: { aws_ebs_encryption_by_default: { eu: {}, us: { provider: 'aws.us' } } },
        },
      },
    ],
    bad: [
      {
        name: 'off',
        configuration: { resource: { aws_ebs_encryption_by_default: { main: { enabled: false } } } },
      },
      {
        name: 'a baseline that forgets a region',
        accountBaseline: true,
        address: 'terraform',
        configuration: {
          provider: { aws: [{ region: 'eu-west-1' }, { alias: 'us', region: 'us-east-1' }] },
          resource: { aws_ebs_encryption_by_default: { main: { enabled: true } } },
        },
      },
    ],
    unknown: [
      {
        name: 'perhaps',
        configuration: { resource: { aws_ebs_encryption_by_default: { main: { enabled: '${var.encrypt}' } } } },
      },
    ],
  },
});
