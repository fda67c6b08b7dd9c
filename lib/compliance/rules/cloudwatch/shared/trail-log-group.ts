import type { Block, Configuration, NestedBlock } from '../../../model/block';
import { isUnknown, toBoolean, toList, toText, Unknown, type Value } from '../../../model/value';
import { exists } from '../../../reading/account-baseline';
import { instancesOf } from '../../../reading/block-instances';
import { isSameRegion, regionOf, type Region } from '../../../reading/region';
import { both, either, not, some, type Truth } from '../../../reading/truth';

const GROUP = 'aws_cloudwatch_log_group';
/** Stands for an unknown piece of text. */
const OPAQUE = '\uE000';

/** A log group as an argument names it. */
interface NamedGroup {
  readonly name: string | undefined;
  /** The block, with the key of the instance that is meant. */
  readonly block: Block | undefined;
  readonly index: string | undefined;
  readonly unknown: Unknown | undefined;
}

interface Trail {
  readonly group: NamedGroup;
  readonly region: Region;
  /** Whether it runs, in all regions, and records what changes resources. */
  readonly records: Truth;
}

const cache = new WeakMap<Configuration, readonly Trail[]>();

/**
 * Tells whether a trail of all regions writes to the log group that an argument names. Unknown where the group is
 * outside the configuration and no trail of it names the group: another configuration may hold the trail.
 */
export function isTrailLogGroup(configuration: Configuration, value: Value, region: Region): Truth {
  const group = namedGroup(configuration, value);
  if (group === undefined) return false;
  const held = some(trails(configuration), (trail) =>
    both(isSameGroup(trail.group, group), isSameRegion(trail.region, region), trail.records),
  );
  if (held !== false) return held;
  const isNamed = some(trails(configuration), (trail) => isSameGroup(trail.group, group));
  if (isNamed === true || (group.block?.kind === 'resource' && !isExported(group.block))) return false;
  return (
    group.unknown ?? new Unknown(`the trail that writes to ${group.name ?? group.block?.address ?? 'the log group'}`)
  );
}

function isExported(block: Block): boolean {
  return block.configuration.referrers(block, 'output').length > 0;
}

function trails(configuration: Configuration): readonly Trail[] {
  const known = cache.get(configuration) ?? configuration.ofType('aws_cloudtrail').flatMap(readTrails);
  cache.set(configuration, known);
  return known;
}

function readTrails(block: Block): readonly Trail[] {
  return instancesOf(block).flatMap(({ get }): readonly Trail[] => {
    const group = namedGroup(block.configuration, get('cloud_watch_logs_group_arn'));
    if (group === undefined) return [];
    const records = both(
      exists(block),
      toBoolean(get('is_multi_region_trail')) ?? false,
      toBoolean(get('enable_logging')) ?? true,
      recordsManagementEvents(block),
    );
    return [{ group, region: regionOf(block, get('region')), records }];
  });
}

/** A trail records them unless its selectors leave them out. */
function recordsManagementEvents(trail: Block): Truth {
  const basic = trail.nested('event_selector');
  const advanced = trail.nested('advanced_event_selector');
  if (basic.length === 0 && advanced.length === 0) return true;
  return either(some(basic, basicSelects), some(advanced, advancedSelects));
}

function basicSelects(selector: NestedBlock): Truth {
  if (selector.unknown !== undefined) return selector.unknown;
  const type = toText(selector.get('read_write_type'));
  return both(
    toBoolean(selector.get('include_management_events')) ?? true,
    isUnknown(type) ? type : type !== 'ReadOnly',
  );
}

function advancedSelects(selector: NestedBlock): Truth {
  if (selector.unknown !== undefined) return selector.unknown;
  const fields = selector.nested('field_selector');
  return both(
    some(fields, (field) => fieldEquals(field, 'eventCategory', 'Management')),
    not(some(fields, (field) => fieldEquals(field, 'readOnly', 'true'))),
  );
}

function fieldEquals(field: NestedBlock, name: string, value: string): Truth {
  if (field.unknown !== undefined) return field.unknown;
  const named = toText(field.get('field'));
  if (isUnknown(named)) return named;
  const values = toList(field.get('equals'));
  if (isUnknown(values)) return named === name ? values : false;
  return named === name && some(values, (one) => isText(toText(one), value));
}

function isText(text: string | Unknown | undefined, value: string): Truth {
  return isUnknown(text) ? text : text === value;
}

function namedGroup(configuration: Configuration, value: Value): NamedGroup | undefined {
  if (value === undefined || value === '') return undefined;
  if (!isUnknown(value)) {
    const text = toText(value);
    if (typeof text !== 'string') return undefined;
    const name = /:log-group:([^:]+)/.exec(text)?.[1] ?? text;
    const [block] = configuration.link(name, [GROUP], ['name']).blocks;
    return { name, block, index: undefined, unknown: undefined };
  }
  const { blocks } = configuration.link(value, [GROUP, `data.${GROUP}`]);
  const [block] = blocks;
  if (block !== undefined) {
    if (blocks.length > 1) return { name: undefined, block: undefined, index: undefined, unknown: value };
    const index = value.references.find(({ address }) => address === block.address)?.index;
    const name =
      block.raw.for_each === undefined && block.raw.count === undefined ? toText(block.get('name')) : undefined;
    return {
      name: isUnknown(name) ? undefined : name,
      block,
      index: index === undefined || index === '*' ? undefined : String(index),
      unknown: isCertain(value) ? undefined : value,
    };
  }
  const text = value.parts.map((part) => (typeof part === 'string' ? part : OPAQUE)).join('');
  const name = /:log-group:([^:\uE000]+)(?::|$)/.exec(text)?.[1];
  const [named] = name === undefined ? [] : configuration.link(name, [GROUP], ['name']).blocks;
  return { name, block: named, index: undefined, unknown: name === undefined ? value : undefined };
}

/** A reference, or text around one. */
function isCertain(value: Unknown): boolean {
  return value.isReference || value.parts.length > 0;
}

function isSameGroup(left: NamedGroup, right: NamedGroup): Truth {
  if (left.unknown !== undefined || right.unknown !== undefined) {
    if (left.unknown?.expression === right.unknown?.expression) return true;
    return left.unknown ?? right.unknown ?? false;
  }
  if (left.name !== undefined && right.name !== undefined) return left.name === right.name;
  if (left.block !== undefined && left.block === right.block) {
    return left.index === undefined || right.index === undefined || left.index === right.index;
  }
  if (left.block !== undefined && right.block !== undefined) return false;
  return new Unknown(`the name of ${left.block?.address ?? right.block?.address ?? 'the log group'}`);
}
