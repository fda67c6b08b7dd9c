import type { Configuration } from '../model/block';
import { InputError } from '../model/input-error';
import { itemsOf, ownMember } from '../model/own-member';
import type { Finding, Suppression, SuppressionOrigin } from './assessment';
import { maskText } from './redact';
import { allRules, isRuleId, suggest } from './registry';
import type { Equivalent, Rule } from './rule';
import { UnknownNameError } from './rule-selection';
import { matchesGlob } from './glob';

/** A decision to accept findings, as it is written. */
export interface SuppressionRequest extends Omit<Suppression, 'origin'> {
  /** Addresses that it holds for; `*` stands for any text. */
  readonly address?: string;
  /** Construct paths that it holds for, with everything below them; `*` stands for any text. */
  readonly constructPath?: string;
  /** Narrows it to findings whose attribute path or message holds the text. */
  readonly match?: string;
}

/** A suppression that is in force for what it names. */
export interface PlacedSuppression {
  readonly request: SuppressionRequest;
  /** Where it is written: the settings file, or the stack. */
  readonly file: string;
  readonly origin: SuppressionOrigin;
  /** Rules that it accepts findings of. */
  readonly rules: ReadonlySet<string>;
}

/** A suppression that needs attention. */
export interface SuppressionProblem {
  /** `expired`: its findings count again. `unmatched`: it accepts nothing. */
  readonly state: 'expired' | 'unmatched';
  readonly suppression: Suppression;
  readonly file: string;
  /** What it holds for: an address, a construct path, or everything. */
  readonly scope: string;
}

/** Shorter reasons say nothing. */
const SHORTEST_REASON = 15;

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TEXTS = ['rule', 'reason', 'owner', 'ticket', 'expires', 'address', 'constructPath', 'match'] as const;

/**
 * Reads suppressions as settings and constructs write them.
 *
 * @throws InputError for one that is not understood, has a short reason, or names a rule that does not exist
 */
export function placeSuppressions(
  requests: readonly unknown[],
  file: string,
  origin: SuppressionOrigin = 'settings',
): readonly PlacedSuppression[] {
  return requests.map((request) => {
    const problem = problemOf(request);
    if (problem !== undefined) throw new InputError(`suppression ${show(request)}: ${problem}`, { file });
    const checked = request as SuppressionRequest;
    return { request: checked, file, origin, rules: rulesOf(checked.rule, file) };
  });
}

/** The suppressions that constructs wrote into a configuration. */
export function suppressionsIn(configuration: Configuration): readonly PlacedSuppression[] {
  return configuration.comments.flatMap((comment) =>
    placeSuppressions(
      itemsOf(ownMember(ownMember(comment, 'guardrails'), 'suppressions')),
      configuration.file,
      'construct',
    ),
  );
}

/** What came of the suppressions of a run. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly problems: readonly SuppressionProblem[];
}

/**
 * Marks the findings that suppressions accept.
 *
 * @param selected - ids of the rules that ran: a suppression of another rule is not unmatched
 * @param now - the time of the run
 */
export function suppress(
  findings: readonly Finding[],
  placed: readonly PlacedSuppression[],
  selected: ReadonlySet<string>,
  now: Date,
): Suppressed {
  if (placed.length === 0) return { findings, problems: [] };
  const today = now.toISOString().slice(0, 10);
  const used = new Set<PlacedSuppression>();
  const marked = findings.map((finding) => {
    if (finding.verdict === 'pass') return finding;
    const fitting = placed.filter((each) => fits(each, finding));
    fitting.forEach((each) => used.add(each));
    const inForce = fitting.find(({ request }) => !isExpired(request, today));
    return inForce === undefined ? finding : { ...finding, suppressed: shown(inForce) };
  });
  const problems = placed.flatMap((each): readonly SuppressionProblem[] => {
    const { request, file, rules } = each;
    const about = { suppression: shown(each), file, scope: maskText(scopeOf(request)) };
    if (isExpired(request, today)) return [{ state: 'expired', ...about }];
    const ran = [...rules].some((rule) => selected.has(rule));
    return used.has(each) || !ran ? [] : [{ state: 'unmatched', ...about }];
  });
  return { findings: marked, problems };
}

/** It holds to the end of its last day, in UTC. */
function isExpired({ expires }: SuppressionRequest, today: string): boolean {
  return expires !== undefined && expires < today;
}

function fits({ request, rules }: PlacedSuppression, finding: Finding): boolean {
  const { address, constructPath, match } = request;
  if (!rules.has(finding.rule)) return false;
  if (address !== undefined && !matchesGlob(address, finding.address)) return false;
  if (constructPath !== undefined && !isAtOrBelow(constructPath, finding.constructPath)) return false;
  return match === undefined || finding.path.includes(match) || finding.message.includes(match);
}

function isAtOrBelow(pattern: string, path: string | null): boolean {
  return path !== null && (matchesGlob(pattern, path) || matchesGlob(`${pattern}/*`, path));
}

/** Our own id, or the id that another tool gives to the same check. */
function rulesOf(id: string, file: string): ReadonlySet<string> {
  if (isRuleId(id)) return new Set([id]);
  const rules = allRules().filter((rule) => equivalentIds(rule).includes(id));
  if (rules.length > 0) return new Set(rules.map((rule) => rule.id));
  const near = suggest(
    id,
    allRules().flatMap((rule) => [rule.id, ...equivalentIds(rule)]),
  );
  throw new InputError(`suppression: ${new UnknownNameError('rule', id, near).message}`, { file });
}

function equivalentIds({ equivalents }: Rule): readonly string[] {
  const lists = Object.values(equivalents) as readonly (readonly Equivalent[])[];
  return lists.flat().map((equivalent) => (typeof equivalent === 'string' ? equivalent : equivalent.id));
}

function problemOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return 'expected an object';
  for (const [key, value] of Object.entries(request)) {
    if (!TEXTS.some((name) => name === key)) {
      const near = suggest(key, TEXTS);
      return `unknown key ${JSON.stringify(key)}${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}`;
    }
    if (value !== undefined && (typeof value !== 'string' || value === '')) return `${key} must be a text`;
  }
  const { rule, reason, expires } = request as Partial<SuppressionRequest>;
  if (rule === undefined) return 'rule is missing; name the rule that is accepted to fail';
  if (reason === undefined || reason.trim().length < SHORTEST_REASON)
    return `the reason has fewer than ${String(SHORTEST_REASON)} characters; say why the finding is acceptable`;
  if (expires !== undefined && (!DATE.test(expires) || !isDay(expires)))
    return `expires is ${JSON.stringify(expires)}; write a date as in 2027-01-31`;
  return undefined;
}

/** February has no 31st, although JavaScript takes it for a day in March. */
function isDay(date: string): boolean {
  return new Date(date).getUTCDate() === Number(date.slice(-2));
}

function shown({ origin, request: { rule, reason, owner, ticket, expires } }: PlacedSuppression): Suppression {
  return {
    origin,
    rule,
    reason: maskText(reason),
    ...(owner === undefined ? {} : { owner: maskText(owner) }),
    ...(ticket === undefined ? {} : { ticket: maskText(ticket) }),
    ...(expires === undefined ? {} : { expires }),
  };
}

function scopeOf({ address, constructPath }: SuppressionRequest): string {
  return address ?? constructPath ?? 'everything';
}

function show(request: unknown): string {
  const rule = ownMember(request, 'rule');
  if (typeof rule === 'string') return `of ${JSON.stringify(rule)}`;
  return request === undefined ? 'undefined' : maskText(JSON.stringify(request));
}
