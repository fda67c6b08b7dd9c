import { servicePrefixes, serviceTable, type ActionEntry, type ServiceTable } from '../iam-data';
import { matchesWildcard } from '../compliance/model/policy-match';
import { operationPermission, PREFIX_OF_NAME } from './confused-names';
import type { LintCode, LintLevel } from './finding';
import { nearName, quoted } from './near-name';
import { hasKnownWords, hasWordMore } from './vocabulary';

/** What an `Action` pattern means. */
export interface ActionReading {
  /** What is wrong with it. */
  readonly problem?: { readonly level: LintLevel; readonly code: LintCode; readonly message: string };
  /** True where it names actions of every service. */
  readonly isEvery: boolean;
  /** Its service, where AWS documents it. */
  readonly table?: ServiceTable;
  /** The actions that it names. */
  readonly actions: readonly ActionEntry[];
}

/** A policy names the same few actions as the next one. */
const known = new Map<string, ActionReading>();
const MOST_KNOWN = 20_000;

/** Reads an action or a pattern of actions. */
export function readAction(pattern: string): ActionReading {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const reading = read(pattern);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(pattern, reading);
  return reading;
}

const SHAPE = /^([^:]*):(.*)$/s;
const WILDCARDS = /^\*+$/;

function read(pattern: string): ActionReading {
  if (WILDCARDS.test(pattern)) return { isEvery: true, actions: [] };
  if (pattern.includes('${')) {
    return faulty(
      'error',
      'variable-syntax',
      `policy variables have no meaning in actions, and ${quoted(pattern)} is taken as it is written; name the actions`,
    );
  }
  const [, prefix = '', name = ''] = SHAPE.exec(pattern) ?? [];
  if (prefix === '') {
    return faulty(
      'error',
      'action-syntax',
      `the action ${quoted(pattern)} names no service, so that AWS refuses the policy; write it as in s3:GetObject`,
    );
  }
  if (WILDCARDS.test(prefix) && WILDCARDS.test(name)) {
    return {
      ...faulty('suggestion', 'action-syntax', `the action ${quoted(pattern)} means every action; write "*"`),
      isEvery: true,
    };
  }
  if (!/^[\w-]+$/.test(prefix)) {
    return faulty(
      'error',
      'action-syntax',
      `the service of the action ${quoted(pattern)} is no name, so that AWS refuses the policy; write out the service, as in s3:GetObject`,
    );
  }
  if (!/^[\w*?-]+$/.test(name)) {
    return faulty(
      'error',
      'action-syntax',
      `the action ${quoted(pattern)} has characters that no action has; write it as in s3:GetObject`,
    );
  }
  const table = serviceTable(prefix);
  return table === undefined ? unknownService(prefix, pattern) : readName(table, name, pattern);
}

function faulty(level: LintLevel, code: LintCode, message: string): ActionReading {
  return { problem: { level, code, message }, isEvery: false, actions: [] };
}

function unknownService(prefix: string, pattern: string): ActionReading {
  const lower = prefix.toLowerCase();
  const meant = PREFIX_OF_NAME.get(lower) ?? (lower.length < 4 ? undefined : nearName(lower, servicePrefixes()));
  return meant === undefined
    ? faulty(
        'warning',
        'unknown-service',
        `the service of ${quoted(pattern)} is none that AWS documents, so that the action may never be asked for; look its prefix up in the Service Authorization Reference`,
      )
    : faulty(
        'error',
        'unknown-service',
        `${quoted(prefix)} is the prefix of no service, so that ${quoted(pattern)} has no effect; did you mean ${meant}:${pattern.slice(prefix.length + 1)}`,
      );
}

function readName(table: ServiceTable, name: string, pattern: string): ActionReading {
  const lower = name.toLowerCase();
  if (!/[*?]/.test(lower)) {
    const action = table.actions.get(lower);
    return action === undefined
      ? { ...unknownAction(table, name, pattern), table }
      : { isEvery: false, table, actions: [action] };
  }
  const actions = [...table.actions].filter(([each]) => matchesWildcard(lower, each)).map(([, action]) => action);
  return actions.length > 0 ? { isEvery: false, table, actions } : { ...unknownPattern(table, name, pattern), table };
}

function unknownAction(table: ServiceTable, name: string, pattern: string): ActionReading {
  const permission = operationPermission(`${table.prefix}:${name}`);
  if (permission !== undefined) {
    return faulty(
      'error',
      'unknown-action',
      `${quoted(pattern)} is an operation and no action, so that it has no effect; its permission is ${permission}`,
    );
  }
  const names = [...table.actions.values()].map((each) => each.name);
  const meant = nearName(name, names);
  const hint =
    meant === undefined ? 'look it up in the Service Authorization Reference' : `did you mean ${table.prefix}:${meant}`;
  return meant === undefined || hasWordMore(name, meant) || hasKnownWords(name, names)
    ? faulty(
        'warning',
        'unknown-action',
        `${quoted(pattern)} is no action that AWS documents for ${table.name}, so that it may have no effect; ${hint}`,
      )
    : faulty(
        'error',
        'unknown-action',
        `${quoted(pattern)} is no action of ${table.name}, so that it has no effect; ${hint}`,
      );
}

function unknownPattern(table: ServiceTable, name: string, pattern: string): ActionReading {
  const names = [...table.actions.values()].map((each) => each.name);
  const meant = nearPattern(name, names);
  const hint =
    meant === undefined ? 'remove it, or name the actions that are meant' : `did you mean ${table.prefix}:${meant}`;
  const isSlip = meant !== undefined && !hasKnownWords(name.replace(/\*+$/, ''), names, name.endsWith('*'));
  return faulty(
    isSlip ? 'error' : 'warning',
    'unknown-action',
    `${quoted(pattern)} names no action of ${table.name}${isSlip ? ', so that it has no effect' : ' that AWS documents'}; ${hint}`,
  );
}

/** What a pattern without `*`, or with one at its end, was likely meant to be. */
function nearPattern(name: string, names: readonly string[]): string | undefined {
  if (!name.includes('*')) return nearName(name, names);
  const stem = /^([^*]{3,})\*$/.exec(name)?.[1];
  const meant =
    stem === undefined ? undefined : nearName(stem, new Set(names.map((each) => each.slice(0, stem.length))));
  return meant === undefined ? undefined : `${meant}*`;
}
