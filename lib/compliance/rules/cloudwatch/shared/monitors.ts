import type { Block, Configuration } from '../../../model/block';
import { isUnknown, toBoolean, toText, Unknown, type ValueMap } from '../../../model/value';
import { exists } from '../../../reading/account-baseline';
import { instancesOf, type BlockInstance } from '../../../reading/block-instances';
import { regionOf } from '../../../reading/region';
import { both, either, some, type Truth } from '../../../reading/truth';
import { alarmsOf, filterMetric } from './alarms';
import { eventPatternSelects, readEventPattern } from './event-pattern';
import { parseFilterPattern, type FilterPattern } from './filter-pattern';
import { allOf, selects, selectsAnything } from './selection';
import { EVERYDAY, type TrailEvent } from './trail-event';
import { isTrailLogGroup } from './trail-log-group';

export const FILTER = 'aws_cloudwatch_log_metric_filter';
export const EVENT_RULE = 'aws_cloudwatch_event_rule';

/** Whether what is selected reaches somebody. */
export interface Chain {
  readonly reaches: Truth;
  /** The link that is missing, as the end of a sentence. */
  readonly broken: string;
}

/** A metric filter or a rule of EventBridge. */
export interface Monitor {
  readonly block: Block;
  readonly instance: string | undefined;
  /** Whether it selects an event. */
  readonly selects: (event: TrailEvent, includesReads: boolean) => Truth;
  readonly chain: () => Chain;
}

/** A metric filter. */
export interface FilterMonitor extends Monitor {
  readonly pattern: FilterPattern | Unknown;
  /** Whether a trail of all regions writes to its log group. */
  readonly isOnTrail: () => Truth;
}

interface Monitors {
  readonly filters: ReadonlyMap<Block, readonly FilterMonitor[]>;
  readonly all: readonly Monitor[];
}

const cache = new WeakMap<Configuration, Monitors>();

/** What watches the events of the account, in one configuration. */
export function monitorsOf(configuration: Configuration): Monitors {
  const known = cache.get(configuration) ?? readMonitors(configuration);
  cache.set(configuration, known);
  return known;
}

function readMonitors(configuration: Configuration): Monitors {
  const filters = new Map(
    configuration.ofType(FILTER).map((block) => [block, instancesOf(block).map(readFilter(block))]),
  );
  const rules = configuration.ofType(EVENT_RULE).flatMap((block) => instancesOf(block).flatMap(readRule(block)));
  return { filters, all: [...[...filters.values()].flat(), ...rules] };
}

function readFilter(block: Block): (instance: BlockInstance) => FilterMonitor {
  return ({ instance, get }) => {
    const text = toText(get('pattern'));
    const pattern = isUnknown(text) ? text : parseFilterPattern(text ?? '');
    const onTrail = once(() =>
      isTrailLogGroup(block.configuration, get('log_group_name'), regionOf(block, get('region'))),
    );
    const isBroad = once(
      () => !isUnknown(pattern) && pattern.kind === 'json' && selectsAnything(pattern.expression, EVERYDAY),
    );
    return {
      block,
      instance,
      pattern,
      isOnTrail: onTrail,
      selects: (event) => !isBroad() && filterSelects(pattern, typeof text === 'string' ? text : '', event, block),
      chain: once(() => filterChain(block, get, onTrail())),
    };
  };
}

function filterSelects(pattern: FilterPattern | Unknown, text: string, event: TrailEvent, { address }: Block): Truth {
  if (isUnknown(pattern)) return pattern;
  const unclear = new Unknown(`the pattern of ${address}`);
  switch (pattern.kind) {
    case 'json': {
      const selection = allOf(event.records.map((record) => selects(pattern.expression, record)));
      return selection === 'unclear' ? unclear : selection === 'every';
    }
    // Terms are searched in the text of the event: what they find is not known.
    case 'terms':
      return (
        event.records.some(({ fields }) => mentions(text, fields.get('eventName') ?? fields.get('errorCode'))) &&
        unclear
      );
    case 'unreadable':
      return unclear;
    case 'everything':
      return false;
  }
}

function mentions(text: string, fact: unknown): boolean {
  return typeof fact === 'string' && text.includes(fact.replaceAll('*', ''));
}

function filterChain(block: Block, get: BlockInstance['get'], onTrail: Truth): Chain {
  const { configuration } = block;
  const watching = alarmsOf(
    configuration,
    filterMetric(configuration, get('metric_transformation')),
    regionOf(block, get('region')),
  );
  const watched = some(watching, ({ alarm, watches }) => both(watches, exists(alarm.block)));
  const on = some(watching, ({ alarm, watches }) => both(watches, alarm.isOn));
  const heard = some(watching, ({ alarm, watches }) => both(watches, alarm.isOn, alarm.tells));
  const broken =
    onTrail === false
      ? 'no trail of all regions writes to its log group'
      : watched === false
        ? 'no alarm watches its metric'
        : on === false
          ? 'the actions of its alarm are switched off'
          : 'its alarm tells no topic that has a subscription';
  return { reaches: both(exists(block), onTrail, heard), broken };
}

function readRule(block: Block): (instance: BlockInstance) => readonly Monitor[] {
  return ({ instance, get }) => {
    const value = get('event_pattern');
    if (value === undefined) return [];
    const pattern = readEventPattern(value);
    const unclear = isUnknown(value) ? value : new Unknown(`the pattern of ${block.address}`);
    const isBroad = once(() => pattern !== undefined && eventPatternSelects(pattern, EVERYDAY) === 'every');
    return [
      {
        block,
        instance,
        selects: (event, includesReads) => {
          if (isBroad()) return false;
          return both(ruleSelects(pattern, event, unclear), includesReads ? receivesReads(get) : true);
        },
        chain: once(() => ruleChain(block, get)),
      },
    ];
  };
}

function ruleSelects(pattern: ValueMap | undefined, event: TrailEvent, unclear: Unknown): Truth {
  if (pattern === undefined) return unclear;
  const selection = allOf(event.records.map((record) => eventPatternSelects(pattern, record)));
  return selection === 'unclear' ? unclear : selection === 'every';
}

/** EventBridge keeps calls that only read from a rule, unless its state says otherwise. */
function receivesReads(get: BlockInstance['get']): Truth {
  const state = toText(get('state'));
  return isUnknown(state) ? state : state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}

function ruleChain(block: Block, get: BlockInstance['get']): Chain {
  const { configuration } = block;
  const state = toText(get('state'));
  const isOn = both(toBoolean(get('is_enabled')) ?? true, isUnknown(state) ? state : state !== 'DISABLED');
  const bus = toText(get('event_bus_name')) ?? 'default';
  const isDefault: Truth =
    bus === 'default' || String(bus).endsWith('event-bus/default') || new Unknown(`what reaches ${String(bus)}`);
  const { linked, open } = eventTargets(configuration);
  const target: Truth = linked.get(block) ?? open ?? false;
  const broken = isOn === false ? 'it is switched off' : 'it has no target';
  return { reaches: both(exists(block), isOn, target, isDefault), broken };
}

interface EventTargets {
  readonly linked: ReadonlyMap<Block, Truth>;
  /** A rule that a target names, and that is none of the configuration as far as is known. */
  readonly open: Unknown | undefined;
}

const targetsCache = new WeakMap<Configuration, EventTargets>();

function eventTargets(configuration: Configuration): EventTargets {
  const known = targetsCache.get(configuration) ?? readTargets(configuration);
  targetsCache.set(configuration, known);
  return known;
}

function readTargets(configuration: Configuration): EventTargets {
  const linked = new Map<Block, Truth>();
  let open: Unknown | undefined;
  for (const target of configuration.ofType('aws_cloudwatch_event_target')) {
    for (const { get } of instancesOf(target)) {
      const { blocks, unknown } = configuration.link(get('rule'), [EVENT_RULE], ['name']);
      if (blocks.length === 0) open ??= unknown;
      for (const rule of blocks) linked.set(rule, either(linked.get(rule) ?? false, unknown ?? exists(target)));
    }
  }
  return { linked, open };
}

function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}
