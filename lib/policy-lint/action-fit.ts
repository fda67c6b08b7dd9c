import { serviceTable, type ActionEntry, type ServiceTable } from '../iam-data';
import { arnFields, formatOfKinds, formatWithoutPlace, kindsOfPattern, shownFormat } from './arn-formats';
import type { ActionReading } from './action-reading';
import type { LintLevel } from './finding';
import type { LintContext, LintedStatement } from './lint-context';
import { quoted } from './near-name';
import { widestPattern } from './policy-variables';

/** Whether an action works on any of the resources of its statement; `perhaps` where AWS's documentation is no proof. */
type Fit = 'yes' | 'perhaps' | 'no';

/** Services whose documentation of the resources of actions AWS's own policies keep to. */
const WELL_DOCUMENTED: ReadonlySet<string> = new Set([
  'dynamodb',
  'ecr',
  'iam',
  'kinesis',
  'kms',
  'lambda',
  'logs',
  'rds-db',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'states',
  'sts',
]);

/** Services whose resources are always where the reference says: models and users of others are global, too. */
const PLACED_AS_DOCUMENTED: ReadonlySet<string> = new Set([...WELL_DOCUMENTED, 'ec2', 'ecs', 'rds', 'ssm']);

/**
 * Actions that AWS's guides scope to resources which the reference does not list for them, such as
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
const SCOPED_BEYOND_REFERENCE =
  /^(?:states:(?:sendtask(?:success|failure|heartbeat)|invokehttpendpoint)|sts:tagsession|sns:\w*(?:platformapplication|endpoint)\w*)$/i;

/** Services that have been renamed, whose resources have ARNs of either name. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['codeconnections', 'codestar-connections'],
  ['codestar-connections', 'codeconnections'],
]);

/** No policy that AWS takes has as many. */
const MOST_RESOURCES = 2_000;
/** More resources than these are not looked through for one that no action works on. */
const MOST_COMPARED = 200;

interface Misfit {
  /** Index of the action. */
  readonly at: number;
  readonly reading: ActionReading;
  readonly fit: Fit;
}

interface Pattern {
  /** Matches what the resource may be before Terraform runs. */
  readonly text: string;
  /** As it is written. */
  readonly written: string;
  readonly index: number;
}

/**
 * Reports actions that work on none of the resources of their statement, and resources that none of its actions works
 * on.
 *
 * @param readings what the actions mean; undefined where that is not known, or where the statement has `NotAction`
 */
export function checkActionFit(
  context: LintContext,
  linted: LintedStatement,
  readings: readonly ActionReading[] | undefined,
): void {
  const { statement, index } = linted;
  const resources = statement.resources ?? [];
  if (context.options.kind === 'trust' || resources.length === 0 || resources.length > MOST_RESOURCES) return;
  const patterns = resources.map((resource, at): Pattern => ({
    text: widestPattern(resource),
    written: String(resource),
    index: at,
  }));
  if (patterns.some(({ text }) => isOpen(text))) return;
  const odd = patterns.filter((pattern) => !checkKind(context, index, pattern));
  if (readings === undefined || odd.length > 0) return;
  const kinds = new Kinds(patterns);
  const misfits = readings.flatMap((reading, at): readonly Misfit[] => {
    if (reading.isEvery || reading.table === undefined || reading.actions.length === 0) return [];
    const fit = fitOf(reading.table, reading.actions, patterns, kinds);
    return fit === 'yes' ? [] : [{ at, reading, fit }];
  });
  // Lists of what nobody may do are written for resources of all kinds.
  const mayBeError = statement.effect !== 'Deny' || misfits.length === readings.length;
  for (const misfit of misfits) reportMisfit(context, linted, misfit, patterns, mayBeError);
  if (patterns.length > 1 && patterns.length <= MOST_COMPARED) reportUnused(context, linted, readings, patterns);
}

/** True for a pattern that says nothing of the service. */
function isOpen(pattern: string): boolean {
  const service = pattern.split(':')[2];
  return service === undefined || /[*?]/.test(service) || !pattern.startsWith('arn:');
}

/** False for an ARN that the documentation of its service has no place for. */
function checkKind(context: LintContext, statement: number, { text, written, index }: Pattern): boolean {
  const [, , service = '', , , rest = ''] = arnFields(text) ?? [];
  const table = rest === '' ? undefined : serviceTable(service);
  if (table === undefined || kindsOfPattern(table, text).size > 0) return true;
  const place = { statement, element: 'Resource', index } as const;
  const format = formatWithoutPlace(table, text);
  if (format === undefined) {
    context.report(
      'warning',
      'unknown-resource-type',
      place,
      `${quoted(written)} is the ARN of no kind of resource that AWS documents for ${table.name}, so that it may match nothing; compare it with the Service Authorization Reference`,
      written,
    );
    return true;
  }
  const isTooMuch = hasPlace(text) && !hasPlace(format);
  const what = isTooMuch
    ? 'has a region or an account, where there is none'
    : 'lacks or misplaces its region or account';
  const isSure = isTooMuch || (regionOf(text) !== '' && regionOf(format) === '') || PLACED_AS_DOCUMENTED.has(service);
  context.report(
    isSure ? 'error' : 'warning',
    'unknown-resource-type',
    place,
    `${quoted(written)} ${what}, so that it ${isSure ? 'matches' : 'may match'} nothing; write it as in ${shownFormat(format)}`,
    written,
  );
  return false;
}

function regionOf(arn: string): string {
  return arnFields(arn)?.[3] ?? '';
}

function hasPlace(arn: string): boolean {
  const [, , , region = '', account = ''] = arnFields(arn) ?? [];
  return region !== '' || account !== '';
}

function fitOf(table: ServiceTable, actions: readonly ActionEntry[], patterns: readonly Pattern[], kinds: Kinds): Fit {
  const named = kinds.of(table);
  if (actions.some(({ resourceTypes }) => resourceTypes.some(({ name }) => named.has(name)))) return 'yes';
  let best: Fit = 'no';
  // Kinds of resource aside, actions differ in whether they know any.
  for (const hasKinds of [true, false]) {
    const action = actions.find(({ resourceTypes }) => resourceTypes.length > 0 === hasKinds);
    if (action === undefined) continue;
    for (const { text } of patterns) {
      const fit = fitWithoutKind(table, hasKinds, text);
      if (fit === 'yes') return fit;
      if (fit === 'perhaps') best = fit;
    }
  }
  return best;
}

/** Kinds of resource that the patterns of a statement name together, by service. */
class Kinds {
  private readonly known = new Map<ServiceTable, ReadonlySet<string>>();

  constructor(private readonly patterns: readonly Pattern[]) {}

  of(table: ServiceTable): ReadonlySet<string> {
    const [first, second] = this.patterns;
    if (first !== undefined && second === undefined) return kindsOfPattern(table, first.text);
    const known =
      this.known.get(table) ?? new Set(this.patterns.flatMap(({ text }) => [...kindsOfPattern(table, text)]));
    this.known.set(table, known);
    return known;
  }
}

/** Whether an action may work on a pattern that is of none of its kinds. */
function fitWithoutKind(table: ServiceTable, hasKinds: boolean, pattern: string): Fit {
  const [, , service = '', , , rest = ''] = arnFields(pattern) ?? [];
  if (RENAMED.get(table.prefix) === service) return 'perhaps';
  if (hasKinds) {
    const isVague = rest.startsWith('*') && !WELL_DOCUMENTED.has(table.prefix);
    return service === '' || isVague || isUndocumented(pattern, service) ? 'perhaps' : 'no';
  }
  if (service === table.prefix && /^\*+$/.test(rest)) return 'yes';
  // Services ask about actions that know no resource with ARNs of their own, such as the one of all tables.
  return service === '' || (service === table.prefix && /[*?/]$/.test(rest)) ? 'perhaps' : 'no';
}

function isUndocumented(pattern: string, service: string): boolean {
  const table = serviceTable(service);
  return table === undefined || kindsOfPattern(table, pattern).size === 0;
}

function reportMisfit(
  context: LintContext,
  { statement, index }: LintedStatement,
  { at, reading: { table, actions }, fit }: Misfit,
  patterns: readonly Pattern[],
  mayBeError: boolean,
): void {
  const action = statement.actions?.[at];
  if (table === undefined || typeof action !== 'string') return;
  const kinds = [...new Set(actions.flatMap(({ resourceTypes }) => resourceTypes.map(({ name }) => name)))];
  const place = { statement: index, element: 'Action', index: at } as const;
  const isSure = mayBeError && (isDocumentedWell(table, actions) || isOfOtherServices(table, kinds, patterns));
  const level: LintLevel = fit === 'perhaps' ? 'suggestion' : isSure ? 'error' : 'warning';
  const effect = level === 'error' ? 'has no effect' : 'may have no effect';
  if (kinds.length === 0) {
    const message = `${quoted(action)} works on "*" alone, as AWS documents it, and ${effect} on ${named(patterns)}; put it into a statement with Resource "*"`;
    context.report(level, 'action-resource-mismatch', place, message, action);
    return;
  }
  if (fit === 'perhaps') return;
  const meant = formatOfKinds(table, kinds);
  const hint = meant === undefined ? 'name a resource of its kind' : `name its ${meant.kind}, as in ${meant.format}`;
  const message = `${quoted(action)} does not work on ${named(patterns)}, as AWS documents it, and ${effect} there; ${hint}`;
  context.report(level, 'action-resource-mismatch', place, message, action);
}

function isDocumentedWell({ prefix }: ServiceTable, actions: readonly ActionEntry[]): boolean {
  if (actions.some(({ name }) => SCOPED_BEYOND_REFERENCE.test(`${prefix}:${name}`))) return false;
  return WELL_DOCUMENTED.has(prefix) || (prefix === 'ec2' && actions.every(({ name }) => name.startsWith('Describe')));
}

/** True where the resources are of services that the actions have nothing to do with. */
function isOfOtherServices(table: ServiceTable, kinds: readonly string[], patterns: readonly Pattern[]): boolean {
  const services = new Set([
    table.prefix,
    ...kinds.flatMap((kind) => table.resourceTypes.get(kind)?.arnFormats.map((format) => arnFields(format)?.[2]) ?? []),
  ]);
  const isAnyService = [...services].some((service) => service?.includes('$') === true);
  return kinds.length > 0 && !isAnyService && patterns.every(({ text }) => !services.has(arnFields(text)?.[2]));
}

function named(patterns: readonly Pattern[]): string {
  const [first, second] = patterns;
  return `${quoted(first?.written ?? '')}${second === undefined ? '' : ' and the like'}`;
}

function reportUnused(
  context: LintContext,
  { index }: LintedStatement,
  readings: readonly ActionReading[],
  patterns: readonly Pattern[],
): void {
  if (readings.some((reading) => reading.isEvery || reading.table === undefined || reading.actions.length === 0))
    return;
  const isUsed = (pattern: Pattern): boolean =>
    readings.some(
      ({ table, actions }) => table !== undefined && fitOf(table, actions, [pattern], new Kinds([pattern])) !== 'no',
    );
  if (!patterns.some(isUsed)) return;
  for (const pattern of patterns) {
    if (isUsed(pattern)) continue;
    const place = { statement: index, element: 'Resource', index: pattern.index } as const;
    context.report(
      'suggestion',
      'resource-unused',
      place,
      `no action of the statement works on ${quoted(pattern.written)}; remove it, or add the actions that it is for`,
      pattern.written,
    );
  }
}
