import type { Example, RuleExamples } from '../../../engine/rule';

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** A metric filter on the log group of a trail, with an alarm that tells a mailbox. */
export function monitoringExample(
  pattern: string,
  filter: Record<string, unknown> = {},
): { readonly resource: Resources } {
  return {
    resource: {
      aws_cloudtrail: {
        main: {
          name: 'main',
          s3_bucket_name: 'trail-history',
          is_multi_region_trail: true,
          cloud_watch_logs_group_arn: '${aws_cloudwatch_log_group.trail.arn}:*',
          cloud_watch_logs_role_arn: '${aws_iam_role.trail.arn}',
        },
      },
      aws_cloudwatch_log_group: { trail: { name: 'trail', retention_in_days: 365 } },
      aws_cloudwatch_log_metric_filter: {
        watch: {
          name: 'watch',
          log_group_name: '${aws_cloudwatch_log_group.trail.name}',
          pattern,
          metric_transformation: { name: 'Watched', namespace: 'Security', value: '1' },
          ...filter,
        },
      },
      aws_cloudwatch_metric_alarm: {
        watch: {
          alarm_name: 'watch',
          metric_name: 'Watched',
          namespace: 'Security',
          statistic: 'Sum',
          period: 300,
          evaluation_periods: 1,
          comparison_operator: 'GreaterThanOrEqualToThreshold',
          threshold: 1,
          alarm_actions: ['${aws_sns_topic.security.arn}'],
        },
      },
      aws_sns_topic: { security: { name: 'security' } },
      aws_sns_topic_subscription: {
        security: { topic_arn: '${aws_sns_topic.security.arn}', protocol: 'email', endpoint: 'security@example.com' },
      },
    },
  };
}

/** A pattern that selects calls by their names. */
export function callsPattern(names: readonly string[]): string {
  return `{ ${names.map((name) => `($.eventName = ${name})`).join(' || ')} }`;
}

/** Examples of a rule: the whole pattern, one that leaves something out, none at all, and one that is not known. */
export function monitoringExamples(whole: string, part?: string): RuleExamples {
  const incomplete: readonly Example[] =
    part === undefined
      ? []
      : [
          {
            name: 'a pattern that leaves something out',
            configuration: monitoringExample(part),
            address: 'aws_cloudwatch_log_metric_filter.watch',
          },
        ];
  return {
    good: [{ name: 'filter, alarm and subscription', configuration: monitoringExample(whole), accountBaseline: true }],
    bad: [
      ...incomplete,
      {
        name: 'a baseline that watches nothing',
        configuration: { provider: { aws: { region: 'eu-west-1' } } },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
    unknown: [
      {
        name: 'a pattern that a variable holds',
        configuration: { variable: { pattern: { type: 'string' } }, ...monitoringExample('${var.pattern}') },
        address: 'terraform',
        accountBaseline: true,
      },
    ],
  };
}
