import { fail, type FailOutcome } from '../engine/outcome';
import { suggest } from '../engine/registry';
import { ownMember } from '../model/own-member';
import { formatPath, type PathSegment } from '../model/path';
import type { Value } from '../model/value';
import { NAMED_FIELDS } from './argument-schema';
import type { BlockSchema } from './assembly-schemas';
import type { SchemaError } from './block-validator';

/** One failing outcome for each place of a body that its schema refuses. */
export function schemaOutcomes(
  type: string,
  body: unknown,
  block: BlockSchema,
  errors: readonly SchemaError[],
): readonly FailOutcome[] {
  const outcomes = new Map<string, FailOutcome>();
  const unnamed = new Map<string, string[]>();
  for (const error of errors) {
    const place = new Place(type, body, error.instancePath);
    if (isUnnamed(error)) {
      unnamed.set(error.instancePath, [...(unnamed.get(error.instancePath) ?? []), missingName(error)]);
      continue;
    }
    const outcome = outcomeOf(place, error, block);
    const key = outcome?.path ?? '';
    if (outcome !== undefined && !outcomes.has(key)) outcomes.set(key, outcome);
  }
  const whole = [...unnamed].map(([pointer, names]) => incomplete(new Place(type, body, pointer), names));
  return [...outcomes.values(), ...whole];
}

/** True where an object inside an attribute leaves out a field that it may set to `null`. */
function isUnnamed({ keyword, parentSchema }: SchemaError): boolean {
  return keyword === 'required' && parentSchema?.$comment === NAMED_FIELDS;
}

function missingName({ params }: SchemaError): string {
  return String(params.missingProperty);
}

function incomplete(place: Place, names: readonly string[]): FailOutcome {
  return fail({
    path: place.path,
    message: `${place.owner} has to name every field, and ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} missing`,
    expected: 'every field, null where it is not set',
  });
}

function outcomeOf(place: Place, error: SchemaError, block: BlockSchema): FailOutcome | undefined {
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties':
      return surplus(place, String(params.additionalProperty), error, block);
    case 'required':
      return missing(place.of(missingName(error)));
    case 'minItems':
      return missing(place);
    case 'maxItems':
      return repeated(place, Number(params.limit));
    case 'type':
    case 'format':
      return error.data === null && typeof place.last === 'string' ? missing(place) : mistyped(place, error);
    default:
      // `if` and `not` sum up what the errors of their branches say.
      return undefined;
  }
}

/** A place in a body: its path, and what a message calls it. */
class Place {
  readonly segments: readonly PathSegment[];

  constructor(
    readonly type: string,
    private readonly body: unknown,
    pointer: string | readonly PathSegment[],
  ) {
    this.segments = typeof pointer === 'string' ? segmentsOf(body, pointer) : pointer;
  }

  get path(): string {
    return formatPath(this.segments);
  }

  /** `aws_db_instance`, or `timeouts of aws_db_instance`. */
  get owner(): string {
    return this.segments.length === 0 ? this.type : `${this.path} of ${this.type}`;
  }

  get last(): PathSegment | undefined {
    return this.segments.at(-1);
  }

  get parent(): Place {
    return new Place(this.type, this.body, this.segments.slice(0, -1));
  }

  of(name: string): Place {
    return new Place(this.type, this.body, [...this.segments, name]);
  }
}

function segmentsOf(body: unknown, pointer: string): readonly PathSegment[] {
  const segments: PathSegment[] = [];
  let value = body;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const segment = Array.isArray(value) ? Number(name) : name;
    segments.push(segment);
    value = ownMember(value, segment);
  }
  return segments;
}

/** An argument that the schema does not know. */
function surplus(owner: Place, name: string, { data, parentSchema }: SchemaError, block: BlockSchema): FailOutcome {
  const { path } = owner.of(name);
  const observed = unnamedValue(ownMember(data, name));
  if (owner.segments.length === 0 && block.computed.includes(name)) {
    const message = `${name} of ${owner.type} is set by the provider, no configuration can`;
    return fail({ path, message, ...observed, expected: 'no such argument' });
  }
  const known = Object.keys((parentSchema?.properties ?? {}) as object).filter((each) => each !== '//');
  const near = suggest(name, known);
  const isDynamic = isDynamicName(owner);
  const missed = isDynamic ? `${owner.type} has no nested block` : `${owner.owner} has no argument or nested block`;
  return fail({
    path,
    message: `${missed} ${name}${near === undefined ? '' : `; did you mean ${near}?`}`,
    ...observed,
    expected: near ?? `${isDynamic ? 'a nested block' : 'an argument'} that the provider knows`,
  });
}

/** A value under a name that says nothing: a misspelt password is one too. It is not text, so that no name in a message is taken for it. */
function unnamedValue(value: unknown): Pick<FailOutcome, 'observed' | 'sensitive'> {
  return typeof value === 'boolean' ? { observed: value } : { observed: [value as Value], sensitive: true };
}

/** True for `dynamic` itself, or an item of its list: what stands there are names of blocks. */
function isDynamicName({ segments }: Place): boolean {
  return segments.filter((each) => typeof each === 'string').at(-1) === 'dynamic';
}

function missing(place: Place): FailOutcome {
  return fail({
    path: place.path,
    message: `${place.parent.owner} needs ${String(place.last)}, which is missing`,
    observed: undefined,
    expected: `${String(place.last)}, which is required`,
  });
}

function repeated(place: Place, limit: number): FailOutcome {
  return fail({
    path: place.path,
    message: `${place.owner} is given several times, and at most ${String(limit)} is allowed`,
    expected: `at most ${String(limit)} block`,
  });
}

function mistyped(place: Place, { data, parentSchema = {} }: SchemaError): FailOutcome {
  const expected = describeType(parentSchema);
  return fail({
    path: place.path,
    message: `${place.owner} has to be ${expected}, not ${describeValue(data)}`,
    observed: data as Value,
    expected,
  });
}

function describeType({ type, format, items, additionalProperties }: Readonly<Record<string, unknown>>): string {
  const types = listOf(type);
  if (types.includes('array') && types.includes('object')) return 'a block: an object or a list of objects';
  if (types.includes('array')) return `a list of ${describeElements(items)}`;
  if (format === undefined) return types.includes('object') ? 'a block: an object' : 'a string';
  if (types.includes('object'))
    return additionalProperties === undefined ? 'an object' : `a map of ${describeElements(additionalProperties)}`;
  return types.includes('number') ? 'a number' : 'true or false';
}

function describeElements(schema: unknown): string {
  const types = listOf((schema as Readonly<Record<string, unknown>> | undefined)?.type);
  const format = (schema as Readonly<Record<string, unknown>> | undefined)?.format;
  if (types.includes('array')) return 'lists';
  if (types.includes('object')) return 'objects';
  if (types.includes('number') && format !== undefined) return 'numbers';
  return types.includes('boolean') && format !== undefined ? 'booleans' : 'strings';
}

function listOf(type: unknown): readonly unknown[] {
  return Array.isArray(type) ? type : [type];
}

function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return /[$%]\{/.test(value) ? 'a string with expressions in it' : 'a string';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
