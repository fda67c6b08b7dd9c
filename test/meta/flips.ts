import type { ExampleConfiguration } from '../../lib/compliance';

/** A configuration in which one thing is changed for the worse, or may be. */
export interface Flip {
  /** What was changed: `resource.aws_db_instance.main.storage_encrypted = false`. */
  readonly what: string;
  readonly configuration: ExampleConfiguration;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Stands for what is taken away. */
const NOTHING: unique symbol = Symbol('nothing');
type Replacement = Json | typeof NOTHING;

const ACCESS_KEY = 'AKIA' + '2345672345672345';
const PRIVATE_KEY = ['-----BEGIN', 'PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END', 'PRIVATE KEY-----'].join(' ');
const ADDRESS_WITH_PASSWORD = ['postgresql://orders:', 'Zq7-plaintext-9fK2', '@db.example.com/orders'].join('');
const ADMINISTRATOR = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Weak values of the enumerations, names, dates and patterns that AWS knows, in the place of any text. */
const WEAK_TEXTS: readonly string[] = [
  '',
  '*',
  '0.0.0.0/0',
  '::/0',
  'none',
  'NONE',
  'off',
  'disable',
  'disabled',
  'DISABLED',
  'HTTP',
  'false',
  '0',
  'all',
  '-1',
  'public-read',
  'host',
  'admin',
  '1.0',
  'RSA_1024',
  'PT12H',
  '2000-01-01',
  'arn:aws:iam::aws:policy/AdministratorAccess',
  'arn:aws:iam::aws:policy/AWSCloudShellFullAccess',
  'Zq7-' + 'plaintext-9fK2',
  ACCESS_KEY,
  PRIVATE_KEY,
  ADDRESS_WITH_PASSWORD,
  ADMINISTRATOR,
];
const OUT_OF_RANGE: readonly number[] = [0, 1, 7, 65_535, 1_000_000, -1];
const WIDE_LISTS: readonly (readonly string[])[] = [[], ['*'], ['0.0.0.0/0'], ['::/0']];
/** What an argument is set to that the configuration leaves at its default. */
const UNASKED: readonly Json[] = [true, false, ...OUT_OF_RANGE, ...WEAK_TEXTS, ...WIDE_LISTS];

/**
 * Every configuration that differs from the given one in one attribute, list or block. Made as it is asked for.
 *
 * @param defaulted - arguments that matter, so that one which is left at its default is set too
 */
export function* flipsOf(configuration: ExampleConfiguration, defaulted: ReadonlySet<string>): Generator<Flip> {
  const sections = configuration as Readonly<Record<string, Json>>;
  for (const section of Object.keys(sections)) {
    for (const { path, replaced } of changesOf(sections[section] ?? null, section))
      yield { what: path, configuration: { ...sections, [section]: replaced } };
  }
  for (const section of Object.keys(sections)) {
    for (const { path, replaced } of settings(sections[section] ?? null, section, defaulted))
      yield { what: path, configuration: { ...sections, [section]: replaced } };
  }
}

/** Names of all arguments and blocks of a configuration. */
export function argumentNames(value: unknown): readonly string[] {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return argumentNames(parsed(value));
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(argumentNames);
  return Object.entries(value).flatMap(([name, part]) => [name, ...argumentNames(part)]);
}

interface Change {
  readonly path: string;
  readonly replaced: Json;
}

/** The value with one change somewhere within it. */
function* changesOf(value: Json, path: string): Generator<Change> {
  if (Array.isArray(value)) yield* changesOfList(value as readonly Json[], path);
  else if (typeof value === 'object' && value !== null) yield* changesOfMap(value as Record<string, Json>, path);
  else if (typeof value === 'string') yield* changesWithinText(value, path);
}

function* changesOfMap(map: Readonly<Record<string, Json>>, path: string): Generator<Change> {
  for (const [key, value] of Object.entries(map)) {
    const place = `${path}.${key}`;
    for (const replacement of replacementsOf(value)) {
      const replaced = replacement === NOTHING ? without(map, key) : { ...map, [key]: replacement };
      yield { path: `${place} ${described(replacement)}`, replaced };
    }
    for (const change of changesOf(value, place))
      yield { path: change.path, replaced: { ...map, [key]: change.replaced } };
  }
}

function* changesOfList(list: readonly Json[], path: string): Generator<Change> {
  for (const [at, item] of list.entries()) {
    const place = `${path}[${String(at)}]`;
    for (const replacement of replacementsOf(item)) {
      const replaced = replacement === NOTHING ? list.toSpliced(at, 1) : list.with(at, replacement);
      yield { path: `${place} ${described(replacement)}`, replaced };
    }
    for (const change of changesOf(item, place)) yield { path: change.path, replaced: list.with(at, change.replaced) };
  }
}

/** Text that is JSON is changed within. */
function* changesWithinText(text: string, path: string): Generator<Change> {
  const value = parsed(text);
  if (value === undefined) return;
  for (const change of changesOf(value, `${path} (JSON)`))
    yield { path: change.path, replaced: JSON.stringify(change.replaced) };
}

/** Sets one argument that a block leaves at its default. */
function* settings(value: Json, path: string, names: ReadonlySet<string>): Generator<Change> {
  if (typeof value === 'string') {
    const within = parsed(value);
    if (within === undefined) return;
    for (const change of settings(within, `${path} (JSON)`, names))
      yield { path: change.path, replaced: JSON.stringify(change.replaced) };
  } else if (Array.isArray(value)) {
    const list = value as readonly Json[];
    for (const [at, item] of list.entries()) {
      for (const change of settings(item, `${path}[${String(at)}]`, names))
        yield { path: change.path, replaced: list.with(at, change.replaced) };
    }
  } else if (typeof value === 'object' && value !== null) {
    const map = value as Readonly<Record<string, Json>>;
    for (const [key, part] of Object.entries(map)) {
      for (const change of settings(part, `${path}.${key}`, names))
        yield { path: change.path, replaced: { ...map, [key]: change.replaced } };
    }
    for (const name of names) {
      if (Object.hasOwn(map, name)) continue;
      for (const unasked of UNASKED)
        yield { path: `${path}.${name} ${described(unasked)}`, replaced: { ...map, [name]: unasked } };
    }
  }
}

/** The JSON within a text; undefined where it is none. */
function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function replacementsOf(value: Json): readonly Replacement[] {
  const others: Replacement[] = [NOTHING];
  if (typeof value === 'boolean') others.unshift(!value);
  else if (typeof value === 'number') others.unshift(...OUT_OF_RANGE, value - 1, value + 1);
  else if (typeof value === 'string') others.push(...turned(value), ...WEAK_TEXTS);
  else if (Array.isArray(value)) others.push(...WIDE_LISTS);
  return others.filter((other) => other !== value);
}

function without(map: Readonly<Record<string, Json>>, key: string): Json {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

/** The opposite of a text that has one. */
function turned(text: string): readonly string[] {
  const opposites: readonly (readonly [string, string])[] = [
    ['Deny', 'Allow'],
    ['true', 'false'],
    ['https', 'http'],
    ['HTTPS', 'HTTP'],
    ['enabled', 'disabled'],
    ['ENABLED', 'DISABLED'],
    ['Enabled', 'Disabled'],
  ];
  return [
    ...opposites.flatMap(([one, other]) => (text === one ? [other] : text === other ? [one] : [])),
    ...(text.startsWith('https://') ? [text.replace('https://', 'http://')] : []),
    ...(/^[a-z0-9-]+:[A-Za-z0-9*]+$/.test(text) ? [`${text.slice(0, text.indexOf(':'))}:*`] : []),
  ];
}

function described(replacement: Replacement): string {
  return replacement === NOTHING ? 'left out' : `= ${JSON.stringify(replacement)}`;
}
