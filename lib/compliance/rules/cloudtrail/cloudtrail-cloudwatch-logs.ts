import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { presence } from '../../reading/presence';
import { trailExample } from './shared/example-trail';

export default defineRule({
  id: 'cloudtrail-cloudwatch-logs',
  title: 'Trails deliver to CloudWatch Logs',
  why: 'Files in a bucket are read after the damage. Metric filters and alarms on a log group tell within minutes that somebody uses the root user or turns off a trail.',
  remediation:
    'Set cloud_watch_logs_group_arn to "${aws_cloudwatch_log_group.trail.arn}:*" and cloud_watch_logs_role_arn to a role that CloudTrail assumes.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudtrail'],
  whenUnknown: 'cloud_watch_logs_group_arn or cloud_watch_logs_role_arn is an expression that may come to null.',
  controls: {
    cisAws: { '1.4.0': ['3.4'] },
    fsbp: ['CloudTrail.5'],
    nist80053r5: [
      'AC-2(4)',
      'AC-4(26)',
      'AC-6(9)',
      'AU-10',
      'AU-12',
      'AU-2',
      'AU-3',
      'AU-6(1)',
      'AU-6(3)',
      'AU-6(4)',
      'AU-6(5)',
      'AU-7(1)',
      'CA-7',
      'SC-7(9)',
      'SI-20',
      'SI-3(8)',
      'SI-4(20)',
      'SI-4(5)',
      'SI-7(8)',
    ],
    pciDss: ['v3.2.1/10.5.3'],
    soc2: ['CC7.2', 'CC7.3', 'A1.2', 'PI1.3'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: [{ id: 'CKV2_AWS_10', relation: 'broader' }],
    trivy: [{ id: 'AVD-AWS-0162', relation: 'broader' }],
    tfsec: [{ id: 'aws-cloudtrail-ensure-cloudwatch-integration', relation: 'broader' }],
    cdkNag: ['NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled'],
    securityHub: ['CloudTrail.5'],
    prowler: ['cloudtrail_cloudwatch_logging_enabled'],
    awsConfig: ['cloud-trail-cloud-watch-logs-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudtrail.html.markdown',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html',
  ],

  examples: {
    good: [
      {
        name: 'a log group',
        configuration: trailExample({
          cloud_watch_logs_group_arn: '${aws_cloudwatch_log_group.trail.arn}:*',
          cloud_watch_logs_role_arn: '${aws_iam_role.trail.arn}',
        }),
      },
    ],
    bad: [{ name: 'no log group', configuration: trailExample({}) }],
    unknown: [
      {
        name: 'a log group under a condition',
        configuration: {
          variable: { alarms: { type: 'bool' } },
          ...trailExample({
            cloud_watch_logs_group_arn: '${var.alarms ? aws_cloudwatch_log_group.trail.arn : null}',
            cloud_watch_logs_role_arn: '${aws_iam_role.trail.arn}',
          }),
        },
      },
    ],
  },
  check(block) {
    return [
      requireSet(
        block,
        'cloud_watch_logs_group_arn',
        'the trail does not deliver to CloudWatch Logs, where alarms could see it',
      ),
      requireSet(block, 'cloud_watch_logs_role_arn', 'the trail has no role to write to CloudWatch Logs with'),
    ];
  },
});

function requireSet(block: Block, path: string, message: string): Outcome {
  const set = presence(block.get(path));
  const expected = `${path} is set`;
  if (set === 'set') return pass(path);
  return set === 'absent'
    ? fail({ path, message, observed: block.get(path), expected })
    : undecided(path, set, expected);
}
