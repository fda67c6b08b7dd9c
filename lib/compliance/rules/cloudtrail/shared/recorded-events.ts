import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toBoolean, toList, toText, type Value } from '../../../model/value';
import { textOf } from '../../../reading/policies/pattern-text';
import { both, either, every, not, some, type Truth } from '../../../reading/truth';

/** Which calls of a kind a trail records, of all regions that it covers. */
export interface Recorded {
  readonly read: Truth;
  readonly write: Truth;
}

const S3_OBJECT = 'AWS::S3::Object';
/** All buckets, as an ARN or the beginning of one. A piece that is not known stands for the partition only. */
const ALL_BUCKETS = /^arn:[^:]+:s3(?::::)?$/;

/** Management events that the trail records. Without selectors it records all of them. */
export function managementEvents(trail: Block): Recorded {
  const basic = trail.nested('event_selector');
  const advanced = trail.nested('advanced_event_selector');
  if (basic.length === 0 && advanced.length === 0) return { read: true, write: true };
  return union([
    ...basic.map((item) => basicRecorded(item, truthOf(item.get('include_management_events'), true))),
    ...advanced.map((item) => advancedRecorded(item, 'Management', isHarmlessForManagement)),
  ]);
}

/** Data events of the objects of all buckets that the trail records. */
export function bucketDataEvents(trail: Block): Recorded {
  return union([
    ...trail
      .nested('event_selector')
      .map((item) => basicRecorded(item, some(item.nested('data_resource'), coversAllBuckets))),
    ...trail.nested('advanced_event_selector').map((item) => advancedRecorded(item, 'Data', isHarmlessForObjects)),
  ]);
}

/** Whether a selector of the trail is about objects of S3, of whichever buckets. */
export function mentionsObjects(trail: Block): Truth {
  return either(
    some(trail.nested('event_selector'), (item) => some(item.nested('data_resource'), isForObjects)),
    some(trail.nested('advanced_event_selector'), (item) =>
      some(item.nested('field_selector'), (field) => both(names(field, 'resources.type'), mayEqual(field, S3_OBJECT))),
    ),
  );
}

function union(parts: readonly Recorded[]): Recorded {
  return { read: some(parts, ({ read }) => read), write: some(parts, ({ write }) => write) };
}

function basicRecorded(item: NestedBlock, covers: Truth): Recorded {
  const type = toText(item.get('read_write_type')) ?? 'All';
  const records = (kind: string): Truth =>
    both(item.unknown ?? true, covers, isUnknown(type) ? type : type === 'All' || type === kind);
  return { read: records('ReadOnly'), write: records('WriteOnly') };
}

function isForObjects(item: NestedBlock): Truth {
  const type = toText(item.get('type'));
  return isUnknown(type) ? type : type === S3_OBJECT;
}

function coversAllBuckets(item: NestedBlock): Truth {
  const values = toList(item.get('values'));
  return both(item.unknown ?? true, isForObjects(item), isUnknown(values) ? values : some(values, isAllBuckets));
}

function isAllBuckets(value: Value): Truth {
  const arn = toText(value);
  if (arn === undefined) return false;
  const text = textOf(arn);
  return text === undefined ? (isUnknown(arn) ? arn : false) : ALL_BUCKETS.test(text);
}

/** The fields of an advanced selector all have to hold for an event. */
function advancedRecorded(item: NestedBlock, category: string, isHarmless: (field: NestedBlock) => Truth): Recorded {
  const fields = item.nested('field_selector');
  const others = every(fields, (field) =>
    perhaps(field, either(isCategory(field, category), isReadOnlyField(field), isHarmless(field))),
  );
  const covers = both(
    item.unknown ?? true,
    some(fields, (field) => isCategory(field, category)),
    category === 'Data'
      ? some(fields, (field) => both(names(field, 'resources.type'), equals(field, S3_OBJECT)))
      : true,
    others,
  );
  const admits = (readOnly: boolean): Truth =>
    every(fields, (field) => perhaps(field, either(not(isReadOnlyField(field)), admitsReadOnly(field, readOnly))));
  return { read: both(covers, admits(true)), write: both(covers, admits(false)) };
}

/** What a field keeps out it keeps out only where it is there. */
function perhaps(field: NestedBlock, admits: Truth): Truth {
  return admits === false ? (field.unknown ?? false) : admits;
}

function isCategory(field: NestedBlock, category: string): Truth {
  return both(names(field, 'eventCategory'), equals(field, category));
}

function isReadOnlyField(field: NestedBlock): Truth {
  return names(field, 'readOnly');
}

function admitsReadOnly(field: NestedBlock, readOnly: boolean): Truth {
  const wanted = String(readOnly);
  return both(
    either(isEmpty(field, 'equals'), equals(field, wanted)),
    not(holds(field, 'not_equals', (text) => text === wanted)),
  );
}

/** Events of KMS and of the data API of RDS may be left out: they are many, and AWS offers to. */
function isHarmlessForManagement(field: NestedBlock): Truth {
  return both(
    names(field, 'eventSource'),
    asksNothingBeside(field, 'not_equals'),
    holdsOnly(field, 'not_equals', (text) => text === 'kms.amazonaws.com' || text === 'rdsdata.amazonaws.com'),
  );
}

function isHarmlessForObjects(field: NestedBlock): Truth {
  return either(
    both(names(field, 'resources.type'), equals(field, S3_OBJECT)),
    both(names(field, 'eventSource'), equals(field, 's3.amazonaws.com')),
    both(
      names(field, 'resources.ARN'),
      holds(field, 'starts_with', (text) => ALL_BUCKETS.test(text)),
      asksNothingBeside(field, 'starts_with'),
    ),
  );
}

const OPERATORS = ['equals', 'not_equals', 'starts_with', 'not_starts_with', 'ends_with', 'not_ends_with'];

function names(field: NestedBlock, name: string): Truth {
  const written = toText(field.get('field'));
  return isUnknown(written) ? written : written === name;
}

/** True where the field has to be one of some values, this one among them, and nothing else is asked of it. */
function equals(field: NestedBlock, wanted: string): Truth {
  return both(mayEqual(field, wanted), field.unknown ?? true, asksNothingBeside(field, 'equals'));
}

/** True where a field has no other operator: all of its operators have to hold. */
function asksNothingBeside(field: NestedBlock, operator: string): Truth {
  return both(...OPERATORS.filter((name) => name !== operator).map((name) => isEmpty(field, name)));
}

function mayEqual(field: NestedBlock, wanted: string): Truth {
  return holds(field, 'equals', (text) => text === wanted);
}

function isEmpty(field: NestedBlock, operator: string): Truth {
  const values = toList(field.get(operator));
  return isUnknown(values) ? values : values.length === 0;
}

function holds(field: NestedBlock, operator: string, test: (text: string) => boolean): Truth {
  const values = toList(field.get(operator));
  return isUnknown(values) ? values : some(values, (value) => testValue(value, test));
}

function holdsOnly(field: NestedBlock, operator: string, test: (text: string) => boolean): Truth {
  const values = toList(field.get(operator));
  return isUnknown(values) ? values : every(values, (value) => testValue(value, test));
}

function testValue(value: Value, test: (text: string) => boolean): Truth {
  const text = toText(value);
  if (text === undefined) return false;
  const known = textOf(text);
  return known === undefined ? (isUnknown(text) ? text : false) : test(known);
}

/** A boolean argument with its default. */
export function truthOf(value: Value, absent: boolean): Truth {
  return toBoolean(value) ?? (value === undefined ? absent : false);
}
