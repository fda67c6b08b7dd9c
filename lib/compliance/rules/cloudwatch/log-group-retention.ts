import { defineRule } from '../../engine/define-rule';
import { fail, notApplicable, pass, undecided } from '../../engine/outcome';
import { isUnknown, toNumber, toText } from '../../model/value';

interface RetentionOptions {
  readonly minDays: number;
  readonly allowNeverExpire: boolean;
}

const PATH = 'retention_in_days';

export default defineRule<RetentionOptions>({
  id: 'log-group-retention',
  title: 'A log group keeps its logs long enough',
  why: 'An intrusion is often noticed months after it began. By then the log entries that tell how it happened are gone if the group has deleted them.',
  remediation:
    'Set retention_in_days to 365 or more (a value that CloudWatch Logs accepts, such as 365, 400, 545, 731), or leave it out to keep logs for ever.',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_cloudwatch_log_group'],
  whenUnknown: 'retention_in_days or log_group_class is an expression that only Terraform can compute.',
  controls: {
    nist80053r5: ['AU-10', 'AU-11', 'AU-6(3)', 'AU-6(4)', 'CA-7', 'SI-12'],
    soc2: ['CC7.2', 'CC7.3', 'C1.2'],
    iso27001_2022: ['A.8.15', 'A.8.16'],
  },
  equivalents: {
    checkov: [{ id: 'CKV_AWS_66', relation: 'narrower' }, 'CKV_AWS_338'],
    cdkNag: [{ id: 'NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod', relation: 'narrower' }],
    securityHub: ['CloudWatch.16'],
    prowler: ['cloudwatch_log_group_retention_policy_specific_days_enabled'],
    awsConfig: ['cw-loggroup-retention-period-check'],
  },
  sources: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/cloudwatch_log_group.html.markdown',
  ],
  defaultOptions: { minDays: 365, allowNeverExpire: true },
  optionsSchema: {
    minDays: { description: 'Days that logs have to be kept at least.', type: 'integer', minimum: 1 },
    allowNeverExpire: {
      description: 'Accept a group that never deletes its logs: retention_in_days is 0 or is left out.',
      type: 'boolean',
    },
  },
  check(block, { options }) {
    const logClass = toText(block.get('log_group_class'));
    // A group of this class hands its logs on and has a fixed retention of its own.
    if (logClass === 'DELIVERY') return notApplicable();
    const days = toNumber(block.get(PATH));
    const expected = `${PATH} = ${String(options.minDays)} or more${options.allowNeverExpire ? ', or 0' : ''}`;
    if (isUnknown(days)) return undecided(PATH, days, expected);
    const observed = block.get(PATH);
    if (days === undefined && observed !== undefined) {
      return fail({ path: PATH, message: `${PATH} is no number of days`, observed, expected });
    }
    const isForever = days === undefined || days === 0;
    if (isForever ? options.allowNeverExpire : days >= options.minDays) return pass(PATH);
    if (isUnknown(logClass)) return undecided('log_group_class', logClass, expected);
    return isForever
      ? fail({ path: PATH, message: 'the log group never deletes its logs', observed, expected })
      : fail({
          path: PATH,
          message: `the log group deletes its logs after ${String(days)} days, of ${String(options.minDays)} that are wanted`,
          observed,
          expected,
        });
  },
  examples: {
    good: [
      {
        name: 'a year',
        configuration: {
          resource: { aws_cloudwatch_log_group: { app: { name: '/app/orders', retention_in_days: 365 } } },
        },
      },
      {
        name: 'kept for ever',
        configuration: { resource: { aws_cloudwatch_log_group: { app: { name: '/app/orders' } } } },
      },
    ],
    bad: [
      {
        name: 'a fortnight',
        configuration: {
          resource: { aws_cloudwatch_log_group: { app: { name: '/app/orders', retention_in_days: 14 } } },
        },
      },
    ],
    unknown: [
      {
        name: 'a variable without default',
        configuration: {
          variable: { days: { type: 'number' } },
          resource: { aws_cloudwatch_log_group: { app: { name: '/app/orders', retention_in_days: '${var.days}' } } },
        },
      },
    ],
  },
});
