import { serviceTable, type ResourceTypeEntry, type ServiceTable } from '../../iam-data/service-table';
import { partsOf } from '../expressions';
import { filledIn, namesIn, placesIn } from './arn-format';
import { invalidResource, shownLate } from './invalid';
import { kindsOfLiteral } from './literal-arn';
import { memberName } from './names';
import { ResourceArn } from './resource-arn';

/** Makes ARNs of one kind, as `ArnMaker` says, of values that nobody has checked. */
type UncheckedMaker = ((names: unknown, place?: unknown) => ResourceArn) & {
  readonly fromArn: (arn: unknown) => ResourceArn;
};

function checked(table: ServiceTable, type: ResourceTypeEntry, arn: unknown): ResourceArn {
  const kinds = kindsOfLiteral(table, arn);
  const kind = memberName(type.name);
  if (kinds === undefined || kinds.includes(type.name)) return ResourceArn._of(table.prefix, kind, String(arn));
  const found = kinds.length === 0 ? `none of ${table.prefix}` : `of kind ${kinds.map(memberName).join(' or ')}`;
  throw invalidResource(
    `resource ${shownLate(arn)} is ${found}, allowed is a ${kind}; write it as in ${type.arnFormats.join(' or ')}`,
  );
}

function hasBlank(text: string): boolean {
  return partsOf(text).some((part) => !part.isExpression && /\s/.test(part.text));
}

/** What a part of a place looks like; wildcards are refused with the ARN. */
const PLACE_FORMATS: Readonly<Record<string, RegExp>> = {
  partition: /^aws[a-z*?-]*$/,
  region: /^[a-z\d*?-]+$/,
  accountId: /^(?:\d{12}|[\d*?]*[*?][\d*?]*)$/,
};

function requirePlace(name: string, place: unknown): void {
  if (typeof place !== 'object' || place === null || !(name in place)) return;
  const value = (place as Readonly<Record<string, unknown>>)[name];
  if (typeof value !== 'string' || partsOf(value).some((part) => part.isExpression)) return;
  if (PLACE_FORMATS[name]?.test(value) === true) return;
  throw invalidResource(
    `${name} is ${shownLate(value)}, which is none; pass AwsAccount.of(scope), or write it in full`,
  );
}

function made(table: ServiceTable, type: ResourceTypeEntry, names: unknown, place: unknown): ResourceArn {
  const [format = ''] = type.arnFormats;
  const valueFrom = (values: unknown, name: string, fallback?: string): string => {
    const has = typeof values === 'object' && values !== null && name in values;
    const value = (has ? (values as Readonly<Record<string, unknown>>)[name] : undefined) ?? fallback;
    if (typeof value === 'string' && value !== '' && !hasBlank(value)) return value;
    const needed = [...namesIn(format), ...placesIn(format)].join(', ');
    throw invalidResource(
      `${name} of the ${memberName(type.name)} is ${shownLate(value)}, allowed is a text without blanks; its ARN needs ${needed}`,
    );
  };
  const places = new Set<string>(['partition', ...placesIn(format)]);
  for (const name of places) requirePlace(name, place);
  const arn = filledIn(format, (name) =>
    places.has(name) ? valueFrom(place, name, name === 'partition' ? 'aws' : undefined) : valueFrom(names, name),
  );
  return checked(table, type, arn);
}

const makers = new WeakMap<ServiceTable, ReadonlyMap<string, UncheckedMaker>>();

function makersOf(table: ServiceTable): ReadonlyMap<string, UncheckedMaker> {
  const known = makers.get(table);
  if (known !== undefined) return known;
  const all = new Map(
    [...table.resourceTypes.values()].map((type): [string, UncheckedMaker] => {
      const make = (names: unknown, place?: unknown): ResourceArn => made(table, type, names, place);
      return [memberName(type.name), Object.assign(make, { fromArn: (arn: unknown) => checked(table, type, arn) })];
    }),
  );
  makers.set(table, all);
  return all;
}

/** The maker of ARNs of a kind, by the name of the service's member; undefined where the service has no such kind. */
export function makerOf(prefix: string, member: string): UncheckedMaker | undefined {
  const table = serviceTable(prefix);
  return table === undefined ? undefined : makersOf(table).get(member);
}
