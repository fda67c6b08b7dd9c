import { fail, notApplicable, pass, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, Configuration } from '../../../model/block';
import { isUnknown } from '../../../model/value';
import { requireDeclared } from '../../../reading/account-baseline';
import { both, some, type Truth } from '../../../reading/truth';
import type { FilterExpression } from './filter-pattern';
import { FILTER, monitorsOf, type FilterMonitor } from './monitors';
import type { TrailEvent } from './trail-event';

/** Events that an alarm has to tell of. */
export interface WatchedEvents {
  /** What happens, for messages: `changes to VPCs`. */
  readonly what: string;
  readonly events: readonly TrailEvent[];
  /** Calls that only read are among them. */
  readonly includesReads?: boolean;
  /** Other services have calls of the same names: a filter is about these only where it names the service. */
  readonly isAmbiguous?: boolean;
}

/** What the rules about metric filters look at. */
export const WATCHED_TYPES = [
  FILTER,
  'aws_cloudwatch_metric_alarm',
  'aws_cloudtrail',
  'aws_cloudwatch_log_group',
  'aws_sns_topic_subscription',
  'aws_cloudwatch_event_rule',
];

/** Reports a metric filter that selects some of the events, where nothing selects the others. */
export function judgeFilter(block: Block, watched: WatchedEvents): readonly Outcome[] | Outcome {
  if (block.type !== FILTER) return notApplicable();
  const filters = monitorsOf(block.configuration).filters.get(block) ?? [];
  return filters.map((filter) => judgeInstance(filter, watched));
}

function judgeInstance(filter: FilterMonitor, watched: WatchedEvents): Outcome {
  const { events, what } = watched;
  const left = events.filter((event) => filter.selects(event, false) !== true);
  if (left.length === events.length) return notApplicable();
  if (left.length === 0) return pass('pattern');
  if (!isAbout(filter, watched, events.length - left.length) || filter.isOnTrail() === false) return notApplicable();
  const selected = left.map((event) => [event, isSelected(filter.block.configuration, event, watched)] as const);
  const missing = selected.filter(([, truth]) => truth === false).map(([event]) => event.name);
  const open = selected.map(([, truth]) => truth).find(isUnknown);
  if (missing.length === 0 && open === undefined) return pass('pattern');
  const observed = filter.block.get('pattern');
  const subject = filter.instance;
  const expected = `a pattern that selects ${listOf(events.map(({ name }) => name))}`;
  if (missing.length === 0) {
    const message = `whether the other ${what} are selected depends on ${open?.expression ?? ''}, which is not known before Terraform runs`;
    return unknown({ path: 'pattern', message, observed: open, expected, subject });
  }
  const message = `the pattern is incomplete: of the ${what} it leaves out ${listOf(missing)}`;
  return fail({ path: 'pattern', message, observed, expected, subject });
}

/** True for a filter that selects most of the events, or names no others. */
function isAbout({ pattern }: FilterMonitor, { events, isAmbiguous }: WatchedEvents, selected: number): boolean {
  if (isUnknown(pattern) || pattern.kind !== 'json') return false;
  const named = valuesOf(pattern.expression);
  if (isAmbiguous === true && !named.has('eventSource')) return false;
  if (selected * 2 >= events.length) return true;
  return [...named].every(
    ([field, texts]) =>
      field === 'eventSource' ||
      texts.every((text) =>
        events.some(({ records }) =>
          records.some(({ fields }) => {
            const fact = fields.get(field);
            return typeof fact !== 'string' || text === fact;
          }),
        ),
      ),
  );
}

/** The texts that a pattern asks for, by field. */
function valuesOf(
  expression: FilterExpression,
  found = new Map<string, string[]>(),
): ReadonlyMap<string, readonly string[]> {
  if (expression.kind === 'and' || expression.kind === 'or') {
    expression.operands.forEach((operand) => valuesOf(operand, found));
  } else if (expression.kind === 'compare' && expression.operator === '=') {
    found.set(expression.field, [...(found.get(expression.field) ?? []), expression.value.text]);
  }
  return found;
}

/** Reports the events that nobody would be told of. */
export function judgeWatch(configuration: Configuration, watched: WatchedEvents): readonly Outcome[] {
  const { events, what } = watched;
  const heard = events.map((event) => [event, isHeard(configuration, event, watched)] as const);
  const missing = heard.filter(([, truth]) => truth === false).map(([event]) => event);
  const expected = `a metric filter on the log group of a trail, or an EventBridge rule, that selects ${listOf(events.map(({ name }) => name))}, with an alarm, a topic and a subscription`;
  const names = missing.length === events.length ? '' : ` (${listOf(missing.map(({ name }) => name))})`;
  if (missing.length === 0) {
    const open = heard.map(([, truth]) => truth).find(isUnknown);
    return requireDeclared(configuration, open ?? true, { message: `no alarm tells of ${what}`, expected });
  }
  const message = `no alarm tells of ${what}${names}: ${reasonOf(configuration, missing, watched)}`;
  return requireDeclared(configuration, false, { message, expected });
}

function reasonOf(configuration: Configuration, missing: readonly TrailEvent[], watched: WatchedEvents): string {
  const includesReads = watched.includesReads === true;
  for (const monitor of monitorsOf(configuration).all) {
    if (!missing.some((event) => monitor.selects(event, includesReads) === true)) continue;
    const { reaches, broken } = monitor.chain();
    if (reaches === false)
      return `${monitor.block.address} selects ${missing.length === 1 ? 'it' : 'them'}, but ${broken}`;
  }
  return 'no metric filter and no EventBridge rule selects them';
}

function isHeard(configuration: Configuration, event: TrailEvent, { includesReads }: WatchedEvents): Truth {
  return some(monitorsOf(configuration).all, (monitor) => {
    const selected = monitor.selects(event, includesReads === true);
    return selected === false ? false : both(selected, monitor.chain().reaches);
  });
}

const selectedCache = new WeakMap<Configuration, Map<TrailEvent, Truth>>();

/** Whether anything selects an event, heard or not. */
function isSelected(configuration: Configuration, event: TrailEvent, { includesReads }: WatchedEvents): Truth {
  const known = selectedCache.get(configuration) ?? new Map<TrailEvent, Truth>();
  selectedCache.set(configuration, known);
  const found =
    known.get(event) ??
    some(monitorsOf(configuration).all, (monitor) => monitor.selects(event, includesReads === true));
  known.set(event, found);
  return found;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`;
}
