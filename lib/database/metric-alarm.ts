import type { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct, IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { SecuredConstruct } from '../core/secured-construct';
import { isUnresolved } from '../core/tokens';
import type { Metric, MetricAlarmProps } from './metric';
import { isOpen, shown } from './prop-checks';

const MAX_NAME = 255;
const STATISTICS: readonly string[] = ['Average', 'Maximum', 'Minimum', 'SampleCount', 'Sum'];

function invalid(problem: string, construct: IConstruct): GuardrailsError {
  return new GuardrailsError('ALARM_INVALID', problem, construct);
}

/** Throws unless the text is the ARN of an SNS topic, or a token. */
export function requireTopicArn(topicArn: unknown, construct: IConstruct): void {
  if (topicArn !== undefined && topicArn !== null && isOpen(topicArn)) return;
  if (typeof topicArn === 'string' && /^arn:[^:]+:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}(?:\.fifo)?$/.test(topicArn))
    return;
  throw invalid(
    `topic is ${shown(topicArn)}, allowed is arn:aws:sns:<region>:<account>:<name>; pass the ARN of an SNS topic`,
    construct,
  );
}

function requireValid(metric: Metric, props: MetricAlarmProps, construct: IConstruct): void {
  requireTopicArn(props.topicArn, construct);
  if (!isUnresolved(props.threshold) && !Number.isFinite(props.threshold))
    throw invalid(`threshold is ${shown(props.threshold)}, allowed are finite numbers; pass one`, construct);
  requireInteger(props.evaluationPeriods, {
    code: 'ALARM_INVALID',
    name: 'evaluationPeriods',
    min: 1,
    max: 100,
    remedy: 'pass a number of periods',
    construct,
  });
  const { periodSeconds, statistic } = metric;
  const isPeriod =
    isOpen(periodSeconds) || [10, 20, 30].includes(periodSeconds) || (periodSeconds > 0 && periodSeconds % 60 === 0);
  if (!isPeriod)
    throw invalid(`periodSeconds is ${shown(periodSeconds)}, allowed are 10, 20, 30 and multiples of 60`, construct);
  if (isOpen(statistic) || STATISTICS.includes(statistic) || /^p\d{1,2}(?:\.\d{1,2})?$/.test(statistic)) return;
  throw invalid(
    `statistic is ${shown(statistic)}, allowed are ${STATISTICS.join(', ')} and percentiles such as p99`,
    construct,
  );
}

/** An alarm that tells an SNS topic when it goes off and when it is over. */
export class MetricAlarm extends SecuredConstruct {
  /** The provider's own resource. */
  readonly resource: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, metric: Metric, props: MetricAlarmProps) {
    super(scope, id);
    requireValid(metric, props, this);
    const { threshold, topicArn, whenBelow = false, evaluationPeriods = 3 } = props;
    const isPercentile = metric.statistic.startsWith('p');
    const comparison = whenBelow ? 'LessThanThreshold' : 'GreaterThanThreshold';
    this.resource = new aws.cloudwatchMetricAlarm.CloudwatchMetricAlarm(this, 'Resource', {
      alarmName: physicalName(this, MAX_NAME),
      alarmDescription: props.description ?? `${metric.metricName} of ${scope.node.path}`.slice(0, 1024),
      namespace: metric.namespace,
      metricName: metric.metricName,
      dimensions: metric.dimensions,
      statistic: isPercentile ? undefined : metric.statistic,
      extendedStatistic: isPercentile ? metric.statistic : undefined,
      period: metric.periodSeconds,
      threshold,
      comparisonOperator: comparison,
      evaluationPeriods,
      treatMissingData: 'missing',
      alarmActions: [topicArn],
      okActions: [topicArn],
      tags: props.tags,
    });
    guarantee(this, this.resource, [
      { code: 'ALARM_NOTIFIES', attribute: 'alarm_actions', value: [topicArn], promise: 'that the topic is told' },
      {
        code: 'ALARM_NOTIFIES',
        attribute: 'actions_enabled',
        value: undefined,
        accepts: (value) => value === true || value === 'true',
        promise: 'that the topic is told',
      },
      { code: 'ALARM_METRIC', attribute: 'metric_name', value: metric.metricName },
      { code: 'ALARM_METRIC', attribute: 'namespace', value: metric.namespace },
      { code: 'ALARM_METRIC', attribute: 'dimensions', value: metric.dimensions },
      { code: 'ALARM_METRIC', attribute: 'comparison_operator', value: comparison },
    ]);
  }
}
