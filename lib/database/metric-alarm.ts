import type { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct, IConstruct } from 'constructs';
import { requireBoolean } from '../core/flags';
import { GuardrailsError } from '../core/guardrails-error';
import { guarantee } from '../core/guarantee';
import { physicalName } from '../core/names';
import { aws } from '../core/provider-resources';
import { requireInteger } from '../core/ranges';
import { SecuredConstruct } from '../core/secured-construct';
import { requireTags } from '../core/tags';
import { isUnresolved } from '../core/tokens';
import { requireProps } from '../core/props';
import type { Metric, MetricAlarmProps } from './metric';
import { isOpen, requireTextMap, shown } from './prop-checks';

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

function requireText(value: unknown, name: string, construct: IConstruct): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  throw invalid(`${name} is ${shown(value)}, allowed is a text that is not empty; pass one`, construct);
}

/** Throws unless the value is a number that an alarm can compare with, or a token. */
export function requireThreshold(value: unknown, name: string, construct: IConstruct): void {
  if (isUnresolved(value) || Number.isFinite(value)) return;
  throw invalid(`${name} is ${shown(value)}, allowed are finite numbers; pass one`, construct);
}

/** Throws unless every threshold that is given is one. */
export function requireThresholds(props: object, construct: IConstruct): void {
  requireProps(props, 'thresholds of the alarms', construct);
  for (const [name, value] of Object.entries(props)) {
    if (value !== undefined) requireThreshold(value, name, construct);
  }
}

function requireMetric(metric: Metric, construct: IConstruct): void {
  requireText(metric.namespace, 'namespace', construct);
  requireText(metric.metricName, 'metricName', construct);
  requireTextMap(metric.dimensions, 'dimensions', construct);
  const { periodSeconds, statistic } = metric;
  const seconds: unknown = periodSeconds;
  const isPeriod =
    isOpen(seconds) ||
    (typeof seconds === 'number' && ([10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0)));
  if (!isPeriod) {
    const allowed = 'allowed are 10, 20, 30 and multiples of 60; pass one of them';
    throw invalid(`periodSeconds is ${shown(seconds)}, ${allowed}`, construct);
  }
  const text: unknown = statistic;
  const isPercentile = typeof text === 'string' && /^p\d{1,2}(?:\.\d{1,2})?$/.test(text);
  if (isOpen(text) || isPercentile || STATISTICS.includes(text as string)) return;
  const allowed = `allowed are ${STATISTICS.join(', ')} and percentiles such as p99; pass one of them`;
  throw invalid(`statistic is ${shown(text)}, ${allowed}`, construct);
}

function requireValid(metric: Metric, props: MetricAlarmProps, construct: IConstruct): void {
  requireTopicArn(props.topicArn, construct);
  requireThreshold(props.threshold, 'threshold', construct);
  if (props.description !== undefined) requireText(props.description, 'description', construct);
  requireBoolean(props.whenBelow, { code: 'ALARM_INVALID', name: 'whenBelow', construct });
  if (isUnresolved(props.whenBelow))
    throw invalid('whenBelow is not known before Terraform runs, allowed are true and false; pass one', construct);
  requireTags(props.tags, construct);
  requireInteger(props.evaluationPeriods, {
    code: 'ALARM_INVALID',
    name: 'evaluationPeriods',
    min: 1,
    max: 100,
    remedy: 'pass a number of periods',
    construct,
  });
  requireMetric(metric, construct);
}

/** An alarm that tells an SNS topic when it goes off and when it is over. */
export class MetricAlarm extends SecuredConstruct {
  /** The provider's own resource. */
  readonly resource: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, metric: Metric, props: MetricAlarmProps) {
    super(scope, id);
    requireProps(props, 'props of the alarm', this);
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
