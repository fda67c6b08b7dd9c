import type { Construct } from 'constructs';
import { contentHash } from '../core/names';
import { resolveTokens } from '../core/tokens';
import type { Metric } from './metric';
import { MetricAlarm, requireTopicArn } from './metric-alarm';

/** An alarm that is worth having. */
export interface AlarmDefinition {
  readonly metric: Metric;
  /** In the unit of the metric. */
  readonly threshold: number;
  readonly whenBelow?: boolean;
  readonly evaluationPeriods?: number;
  /** What is wrong and what to do. */
  readonly description: string;
}

/**
 * Makes alarms that tell one SNS topic. Ids follow from metric and topic: asking twice makes nothing new.
 *
 * @throws GuardrailsError ALARM_INVALID
 */
export function createAlarms(
  owner: Construct,
  topicArn: string,
  definitions: readonly AlarmDefinition[],
  tags: Record<string, string> | undefined,
): MetricAlarm[] {
  requireTopicArn(topicArn, owner);
  const topic = contentHash(String(resolveTokens(owner, topicArn)));
  return definitions.map(({ metric, ...definition }) => {
    const id = `Alarm-${metric.metricName}-${topic}`;
    const known = owner.node.tryFindChild(id);
    return known instanceof MetricAlarm ? known : metric.createAlarm(owner, id, { ...definition, topicArn, tags });
  });
}
