import type { Block, Configuration } from '../../../model/block';
import { isList, isUnknown, member, toBoolean, toList, type Unknown, type Value } from '../../../model/value';
import { exists } from '../../../reading/account-baseline';
import { instancesOf } from '../../../reading/block-instances';
import { companions, completed } from '../../../reading/companions';
import { configuredText } from '../../../reading/configured-text';
import { isSameRegion, regionOf, type Region } from '../../../reading/region';
import { both, either, some, type Truth } from '../../../reading/truth';

const ALARM = 'aws_cloudwatch_metric_alarm';
const COMPOSITE = 'aws_cloudwatch_composite_alarm';
const TOPIC = 'aws_sns_topic';
/** Alarms that a metric without a known name may belong to. */
const MOST_CANDIDATES = 1_000;

/** A metric as a filter writes it, and an alarm watches it. */
export interface Metric {
  readonly name: string | Unknown | undefined;
  readonly namespace: string | Unknown | undefined;
}

/** One alarm, and whether somebody hears of it. */
export interface Alarm {
  readonly block: Block;
  readonly metric: Metric;
  readonly region: Region;
  readonly isOn: Truth;
  readonly tells: Truth;
}

interface Alarms {
  readonly byMetric: ReadonlyMap<string, readonly Alarm[]>;
  /** Alarms of metrics that are not known. */
  readonly open: readonly Alarm[];
}

const cache = new WeakMap<Configuration, Alarms>();

/** The alarms that watch a metric in a region, each with the doubt whether it does. */
export function alarmsOf(
  configuration: Configuration,
  metric: Metric,
  region: Region,
): readonly { readonly alarm: Alarm; readonly watches: Truth }[] {
  const { byMetric, open } = alarms(configuration);
  const key = keyOf(metric);
  const candidates =
    key === undefined ? [...byMetric.values()].flat().slice(0, MOST_CANDIDATES) : (byMetric.get(key) ?? []);
  return [...candidates, ...open].flatMap((alarm) => {
    const watches = both(
      isSameText(alarm.metric.name, metric.name),
      isSameText(alarm.metric.namespace, metric.namespace),
      isSameRegion(alarm.region, region),
    );
    return watches === false ? [] : [{ alarm, watches }];
  });
}

/** The metric of an item of a configuration. */
export function readMetric(configuration: Configuration, name: Value, namespace: Value): Metric {
  return { name: configuredText(configuration, name), namespace: configuredText(configuration, namespace) };
}

function alarms(configuration: Configuration): Alarms {
  const known = cache.get(configuration) ?? readAlarms(configuration);
  cache.set(configuration, known);
  return known;
}

function readAlarms(configuration: Configuration): Alarms {
  const byMetric = new Map<string, Alarm[]>();
  const open: Alarm[] = [];
  for (const block of configuration.ofType(ALARM)) {
    for (const { get } of instancesOf(block)) {
      const alarm = {
        block,
        region: regionOf(block, get('region')),
        isOn: both(exists(block), toBoolean(get('actions_enabled')) ?? true),
        tells: either(tellsSomebody(configuration, get('alarm_actions')), isComposed(block)),
      };
      for (const metric of metricsOf(configuration, block, get)) {
        const key = keyOf(metric);
        const same = key === undefined ? open : byMetric.get(key);
        if (same === undefined) byMetric.set(key ?? '', [{ ...alarm, metric }]);
        else same.push({ ...alarm, metric });
      }
    }
  }
  return { byMetric, open };
}

function metricsOf(configuration: Configuration, block: Block, get: (argument: string) => Value): readonly Metric[] {
  const name = get('metric_name');
  if (name !== undefined) return [readMetric(configuration, name, get('namespace'))];
  return block.nested('metric_query').flatMap((query): readonly Metric[] => {
    if (query.unknown !== undefined) return [{ name: query.unknown, namespace: query.unknown }];
    const named = query.get('metric.metric_name');
    return named === undefined ? [] : [readMetric(configuration, named, query.get('metric.namespace'))];
  });
}

function keyOf({ name, namespace }: Metric): string | undefined {
  return typeof name === 'string' && typeof namespace === 'string' ? `${namespace}\n${name}` : undefined;
}

function isSameText(left: string | Unknown | undefined, right: string | Unknown | undefined): Truth {
  if (left === undefined || right === undefined) return false;
  if (isUnknown(left) && isUnknown(right) && left.expression === right.expression) return true;
  return isUnknown(left) ? left : isUnknown(right) ? right : left === right;
}

/** An alarm that a composite alarm refers to may be told by that one: it depends on what the others of its rule do. */
function isComposed(alarm: Block): Truth {
  const { configuration } = alarm;
  const [composite] = configuration.ofType(COMPOSITE).length === 0 ? [] : configuration.referrers(alarm, COMPOSITE);
  if (composite === undefined) return false;
  const rule = composite.block.get('alarm_rule');
  return both(tellsSomebody(configuration, composite.block.get('alarm_actions')), isUnknown(rule) && rule);
}

/** True where one of the actions is a topic of SNS that has a subscription. */
function tellsSomebody(configuration: Configuration, value: Value): Truth {
  const actions = toList(value);
  return isUnknown(actions) ? actions : some(actions, (action) => isHeard(configuration, action));
}

/** A topic outside the configuration counts as one with a subscription. */
function isHeard(configuration: Configuration, action: Value): Truth {
  if (!isUnknown(action)) return typeof action === 'string' && /^arn:[^:]*:sns:/.test(action);
  const { blocks } = configuration.link(action, [TOPIC]);
  if (blocks.length > 0 && !action.isReference) return action;
  const [topic] = blocks;
  const [reference] = action.references;
  if (topic !== undefined) return isSubscribed(topic, reference?.index);
  if (action.parts.length > 0) return /^arn:[^:]*:/.test(action.knownPrefix) ? isTopicArn(action) : action;
  if (!action.isReference || reference === undefined) return action;
  return !/^(?:data\.(?!aws_sns_topic\.)aws_|[a-z0-9]+_\w+\.)/.test(reference.address);
}

function isTopicArn(action: Unknown): boolean {
  const text = action.parts.map((part) => (typeof part === 'string' ? part : '*')).join('');
  return /^arn:[^:]*:sns:/.test(text);
}

function isSubscribed(topic: Block, index: number | string | undefined): Truth {
  const { of, unlinked } = companions(topic.configuration, 'aws_sns_topic_subscription', 'topic_arn', [TOPIC]);
  const subscriptions = of(topic);
  const state = completed(topic, subscriptions);
  if (state === 'every') return true;
  if (isUnknown(state)) return state;
  const isMine = subscriptions.some(
    ({ instances, doubt }) => doubt === undefined && instances?.has(String(index)) === true,
  );
  return isMine || isNamed(topic) ? true : (unlinked[0] ?? false);
}

/** True where a subscription names the topic by an ARN that is written out. */
function isNamed(topic: Block): boolean {
  const name = topic.get('name');
  if (typeof name !== 'string') return false;
  return topic.configuration.ofType('aws_sns_topic_subscription').some((subscription) => {
    const arn = subscription.get('topic_arn');
    return typeof arn === 'string' && arn.endsWith(`:${name}`) && exists(subscription) === true;
  });
}

/** The metric that a filter writes. */
export function filterMetric(configuration: Configuration, transformation: Value): Metric {
  const item = isList(transformation) ? transformation[0] : transformation;
  if (isUnknown(item)) return { name: item, namespace: item };
  return readMetric(configuration, member(item, 'name'), member(item, 'namespace'));
}
