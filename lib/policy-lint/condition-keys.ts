import { globalConditionKeyNames, globalConditionKeyType } from '../iam-data/global-condition-keys';
import { actionHasKey, conditionKeyType, servicePrefixes, serviceTable, type ConditionKeyType } from '../iam-data';
import type { ActionReading } from './action-reading';
import { nearName, quoted } from './near-name';
import { hasKnownWords, hasWordMore } from './vocabulary';
import type { LintCode, LintLevel } from './finding';

/** What is known of a condition key. */
export interface KeyReading {
  readonly problem?: { readonly level: LintLevel; readonly code: LintCode; readonly message: string };
  /** Undefined where it is not known. */
  readonly type?: ConditionKeyType;
  /** True for a key that requests to every service may carry. */
  readonly isGlobal: boolean;
}

/** Keys of tags, which services list for the actions that support them. */
const TAG_KEYS: ReadonlyMap<string, ConditionKeyType> = new Map([
  ['aws:requesttag', 'String'],
  ['aws:resourcetag', 'String'],
]);

/**
 * Keys that AWS has replaced.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ['aws:arn', 'aws:PrincipalArn'],
  ['aws:sourceowner', 'aws:SourceAccount'],
]);

/** Prefixes of keys that identity providers set, or that no table lists. */
const FOREIGN = /[./]|^(?:saml|cognito-identity-(?:un)?auth)$/;

/** Reads a condition key, with the services of the statement for keys that only they list. */
export function readKey(key: string, actions: readonly ActionReading[]): KeyReading {
  const [, prefix = '', name = ''] = /^([^:]+):(.+)$/s.exec(key) ?? [];
  const lower = prefix.toLowerCase();
  if (name === '') {
    return faulty(
      'error',
      'condition-key-syntax',
      `the condition key ${quoted(key)} has no prefix, so that AWS refuses the policy; write it as in aws:SourceIp`,
    );
  }
  if (/[*?]|\s$|^\s/.test(key)) {
    return faulty(
      'error',
      'condition-key-syntax',
      `the condition key ${quoted(key)} has a wildcard or white space, which no key has; write the key out`,
    );
  }
  if (lower === 'aws') return readGlobalKey(key);
  const global = globalConditionKeyType(key);
  if (global !== undefined) return { type: global, isGlobal: true };
  return FOREIGN.test(lower) ? { isGlobal: true } : readServiceKey(key, lower, actions);
}

function faulty(level: LintLevel, code: LintCode, message: string): KeyReading {
  return { problem: { level, code, message }, isGlobal: true };
}

function readGlobalKey(key: string): KeyReading {
  const type = globalConditionKeyType(key);
  if (type !== undefined) return { type, isGlobal: true };
  const lower = key.toLowerCase();
  const [name = '', tag] = lower.split('/');
  if (lower === 'aws:tagkeys') return { type: 'ArrayOfString', isGlobal: true };
  if (name === 'aws:principaltag' || TAG_KEYS.has(name)) {
    if (tag !== undefined && tag !== '') return { type: 'String', isGlobal: true };
    return faulty(
      'error',
      'condition-key-syntax',
      `the condition key ${quoted(key)} names no tag, so that no request has it; write it as in aws:ResourceTag/team`,
    );
  }
  const replacement = REPLACED.get(lower);
  if (replacement !== undefined) {
    return faulty(
      'warning',
      'deprecated-condition-key',
      `the condition key ${quoted(key)} is deprecated; write ${replacement}`,
    );
  }
  return unknownKey(
    key,
    [...globalConditionKeyNames(), 'aws:TagKeys', 'aws:RequestTag/', 'aws:ResourceTag/'],
    'global condition key',
  );
}

function readServiceKey(key: string, prefix: string, actions: readonly ActionReading[]): KeyReading {
  const tables = [serviceTable(prefix), ...actions.map(({ table }) => table)].filter((table) => table !== undefined);
  for (const table of tables) {
    const type = conditionKeyType(table, key);
    if (type !== undefined) return { type, isGlobal: false };
  }
  const own = serviceTable(prefix);
  if (own !== undefined) {
    return unknownKey(
      key,
      [...own.conditionKeys.values()].map((each) => each.key),
      `condition key of ${own.name}`,
    );
  }
  const meant = prefix.length < 4 ? undefined : nearName(prefix, servicePrefixes());
  return meant === undefined
    ? faulty(
        'warning',
        'unknown-condition-key',
        `the prefix of the condition key ${quoted(key)} is no service that AWS documents, so that requests may never have it; look the key up in the Service Authorization Reference`,
      )
    : faulty(
        'error',
        'unknown-condition-key',
        `the prefix of the condition key ${quoted(key)} is no service, so that no request has it; did you mean ${meant}${key.slice(prefix.length)}`,
      );
}

function unknownKey(key: string, all: readonly string[], what: string): KeyReading {
  const names = all.filter((name) => !/[<$]/.test(name));
  const meant = nearName(key, names);
  const hint = meant === undefined ? 'look it up in the Service Authorization Reference' : `did you mean ${meant}`;
  return meant === undefined || hasWordMore(key, meant) || hasKnownWords(key, names)
    ? faulty(
        'warning',
        'unknown-condition-key',
        `${quoted(key)} is no ${what} that AWS documents, so that requests may never have it; ${hint}`,
      )
    : faulty('error', 'unknown-condition-key', `${quoted(key)} is no ${what}, so that no request has it; ${hint}`);
}

/** Readings are shared by all policies that name the same actions. */
const carried = new WeakMap<ActionReading, Map<string, boolean>>();

/** False where requests of none of the actions carry the key. */
export function anyActionHasKey(key: string, actions: readonly ActionReading[]): boolean {
  return actions.some((reading) => {
    const held = carried.get(reading) ?? new Map<string, boolean>();
    carried.set(reading, held);
    const known = held.get(key) ?? hasKey(key, reading);
    held.set(key, known);
    return known;
  });
}

function hasKey(key: string, { isEvery, table, actions }: ActionReading): boolean {
  if (isEvery || table === undefined || actions.length === 0) return true;
  return actions.some((action) => actionHasKey(table, action, key));
}
