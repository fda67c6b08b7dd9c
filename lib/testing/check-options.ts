import { suggest } from '../compliance/engine/registry';
import { overrideProblems } from '../compliance/engine/settings-problems';
import { SEVERITIES } from '../compliance/engine/severity';

const COMPLIANCE_OPTIONS = ['packs', 'rules', 'overrides', 'failOn', 'failOnUnknown', 'accountBaseline'];
const LISTS = ['packs', 'rules'];
const SWITCHES = ['failOnUnknown', 'accountBaseline'];

/**
 * Refuses compliance options that are not understood. Transpilers check no types, and an option that is misspelt would
 * let a test pass that checks less than it says.
 *
 * @throws TypeError that names the option, what is allowed and what was got
 */
export function checkComplianceOptions(options: unknown): void {
  const given = checkKeys(options, COMPLIANCE_OPTIONS);
  for (const name of LISTS) checkList(name, given.get(name));
  checkSeverity(given.get('failOn'));
  for (const name of SWITCHES) {
    const value = given.get(name);
    if (value === undefined || typeof value === 'boolean') continue;
    throw new TypeError(`${name} must be true or false, got ${show(value)}`);
  }
  const overrides = given.get('overrides');
  if (overrides === undefined) return;
  const problems = overrideProblems(overrides);
  if (problems.length > 0) throw new TypeError(problems.join('\n'));
}

/**
 * The options by name, without those that are undefined.
 *
 * @throws TypeError for a name that is not known
 */
export function checkKeys(options: unknown, known: readonly string[]): ReadonlyMap<string, unknown> {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`expected options as an object, got ${show(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    const hint = near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
    throw new TypeError(`unknown option ${JSON.stringify(key)}${hint} (options: ${known.join(', ')})`);
  }
  return new Map(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** @throws TypeError for what is no rule id at all */
export function checkRuleId(rule: unknown): asserts rule is string {
  if (typeof rule === 'string') return;
  throw new TypeError(`expected a rule id such as "rds-instance-storage-encrypted", got ${show(rule)}`);
}

function checkList(name: string, value: unknown): void {
  if (value === undefined) return;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new TypeError(`${name} must be an array of names, got ${show(value)}`);
  }
  if (name === 'rules' && value.length === 0) throw new TypeError('rules is empty; name a rule, or leave rules out');
}

function checkSeverity(value: unknown): void {
  if (value === undefined || SEVERITIES.some((severity) => severity === value)) return;
  const near = typeof value === 'string' ? suggest(value, SEVERITIES) : undefined;
  const hint = near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
  throw new TypeError(`failOn must be one of ${SEVERITIES.join(', ')}, got ${show(value)}${hint}`);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${String(value.length)}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
