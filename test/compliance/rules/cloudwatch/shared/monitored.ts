import { monitoringExample } from '../../../../../lib/compliance/rules/cloudwatch/shared/example-monitoring';
import type { ExampleConfiguration } from '../../../../../lib/compliance';

type Attributes = Readonly<Record<string, unknown>>;

/** Attributes to change, by address; `undefined` leaves the resource out, a new address adds one. */
export type Changes = Readonly<Record<string, Attributes | undefined>>;

/** A metric filter with a trail, an alarm, a topic and a subscription, with changes. */
export function monitored(
  pattern: unknown,
  changes: Changes = {},
  rest: ExampleConfiguration = {},
): ExampleConfiguration {
  const { resource } = monitoringExample('');
  const set: Changes = { 'aws_cloudwatch_log_metric_filter.watch': { pattern }, ...joined(pattern, changes) };
  for (const [address, attributes] of Object.entries(set)) {
    const [type = '', name = ''] = address.split('.');
    const ofType = (resource[type] ??= {});
    if (attributes === undefined) Reflect.deleteProperty(ofType, name);
    else ofType[name] = { ...ofType[name], ...attributes };
  }
  return { ...rest, resource };
}

function joined(pattern: unknown, changes: Changes): Changes {
  const filter = 'aws_cloudwatch_log_metric_filter.watch';
  if (!(filter in changes) || changes[filter] === undefined) return changes;
  return { ...changes, [filter]: { pattern, ...changes[filter] } };
}

/** A rule of EventBridge with a target. */
export function eventRule(pattern: unknown, rule: Attributes = {}, target: Attributes = {}): ExampleConfiguration {
  return {
    resource: {
      aws_cloudwatch_event_rule: { watch: { name: 'watch', event_pattern: JSON.stringify(pattern), ...rule } },
      aws_cloudwatch_event_target: {
        watch: { rule: '${aws_cloudwatch_event_rule.watch.name}', arn: '${aws_sns_topic.security.arn}', ...target },
      },
    },
  };
}

/** The pattern of a rule that receives calls of a service. */
export function callsOf(service: string, names: readonly string[]): object {
  return {
    source: [`aws.${service}`],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: [`${service}.amazonaws.com`], eventName: names },
  };
}
