import type { Construct } from 'constructs';
import { MetricAlarm } from './metric-alarm';
import { requireProps } from '../core/props';

/** Props of `Metric`. */
export interface MetricProps {
  /** Namespace, such as `AWS/RDS`. */
  readonly namespace: string;

  /** Name of the metric, such as `CPUUtilization`. */
  readonly metricName: string;

  /** Dimensions by name. */
  readonly dimensions: Record<string, string>;

  /**
   * How values of a period become one: `Average`, `Maximum`, `Minimum`, `Sum`, `SampleCount`, or a percentile such as
   * `p99`.
   *
   * @default 'Average'
   */
  readonly statistic?: string;

  /**
   * Length of a period in seconds: 10, 30, or a multiple of 60.
   *
   * @default 300
   */
  readonly periodSeconds?: number;
}

/** How a metric is read. */
export interface MetricOptions {
  /**
   * How values of a period become one.
   *
   * @default - that of the metric
   */
  readonly statistic?: string;

  /**
   * Length of a period in seconds: 10, 30, or a multiple of 60.
   *
   * @default - that of the metric
   */
  readonly periodSeconds?: number;
}

/** When an alarm goes off, and whom it tells. */
export interface MetricAlarmProps {
  /** Value that the metric is compared with, in the unit of the metric. */
  readonly threshold: number;

  /**
   * Whether low values are the bad ones.
   *
   * @default false
   */
  readonly whenBelow?: boolean;

  /**
   * Periods that must be bad, one after the other, before the alarm goes off.
   *
   * @default 3
   */
  readonly evaluationPeriods?: number;

  /** ARN of the SNS topic that is told when the alarm goes off and when it is over. */
  readonly topicArn: string;

  /**
   * What is wrong and what to do, for whoever gets the message.
   *
   * @default - derived from the metric
   */
  readonly description?: string;

  /**
   * Tags of the alarm.
   *
   * @default - the provider's default tags
   */
  readonly tags?: Record<string, string>;
}

/** A metric of CloudWatch: for alarms here, and for dashboards and alarms made with raw resources. */
export class Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
  readonly statistic: string;
  readonly periodSeconds: number;

  constructor(props: MetricProps) {
    requireProps(props, 'props of Metric');
    this.namespace = props.namespace;
    this.metricName = props.metricName;
    this.dimensions = { ...props.dimensions };
    this.statistic = props.statistic ?? 'Average';
    this.periodSeconds = props.periodSeconds ?? 300;
  }

  /** The same metric, read otherwise. */
  withOptions(options: MetricOptions): Metric {
    const { namespace, metricName, dimensions } = this;
    const { statistic = this.statistic, periodSeconds = this.periodSeconds } = options;
    return new Metric({ namespace, metricName, dimensions, statistic, periodSeconds });
  }

  /**
   * Makes an alarm on the metric.
   *
   * @throws GuardrailsError ALARM_INVALID
   */
  createAlarm(scope: Construct, id: string, props: MetricAlarmProps): MetricAlarm {
    return new MetricAlarm(scope, id, this, props);
  }
}
