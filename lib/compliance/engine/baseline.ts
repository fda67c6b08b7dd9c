import type { ErrorObject } from 'ajv';
import { InputError } from '../model/input-error';
import { parseJsonText } from '../model/json-text';
import type { Finding } from './assessment';
import { SEVERITIES, type Severity } from './severity';

/** Name of the baseline that is looked for in the working directory. */
export const BASELINE_FILE = 'guardrails.baseline.json';

/** A finding that was accepted at adoption. */
export interface BaselineEntry {
  /** Id of the finding: stable when lines move. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly address: string;
  readonly path: string;
}

/** Findings that were accepted at adoption. */
export interface Baseline {
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/**
 * The failing findings that nothing accepts yet, as a baseline, in an order that does not depend on the run. Blocks of
 * two inputs may have one address, and their findings one id: each has its entry.
 */
export function baselineEntries(findings: readonly Finding[]): readonly BaselineEntry[] {
  const entries = findings
    .filter(({ verdict, suppressed }) => verdict === 'fail' && suppressed === null)
    .map(({ id, rule, severity, address, path }) => ({ id, rule, severity, address, path }));
  return entries.sort(byPlace);
}

export function baselineText(entries: readonly BaselineEntry[]): string {
  return `${JSON.stringify({ version: 1, findings: entries }, null, 2)}\n`;
}

/**
 * Reads a baseline.
 *
 * @throws InputError with the place of what is not understood
 */
export function parseBaseline(text: string, file: string): Baseline {
  const { value, lines } = parseJsonText(text, file);
  const problem = validate(value);
  if (problem !== undefined) throw new InputError(problem, { file, position: lines.position(0) });
  return { file, entries: (value as unknown as { findings: readonly BaselineEntry[] }).findings };
}

/** What came of a baseline. */
export interface Baselined {
  readonly findings: readonly Finding[];
  /** Entries that no finding needs any more. */
  readonly stale: readonly BaselineEntry[];
}

/** Marks the failing findings that the baseline accepts: of one id as many as it has entries, so that no other hides behind them. */
export function acceptBaseline(findings: readonly Finding[], { file, entries }: Baseline): Baselined {
  const left = new Map<string, BaselineEntry[]>();
  for (const entry of [...entries].reverse()) {
    const same = left.get(entry.id);
    if (same === undefined) left.set(entry.id, [entry]);
    else same.push(entry);
  }
  const used = new Set<BaselineEntry>();
  const marked = findings.map((finding): Finding => {
    const entry = finding.verdict === 'fail' ? left.get(finding.id)?.pop() : undefined;
    if (entry === undefined) return finding;
    used.add(entry);
    if (finding.suppressed !== null) return finding;
    const reason = `accepted at adoption by ${file}`;
    return { ...finding, suppressed: { origin: 'baseline', rule: finding.rule, reason } };
  });
  return { findings: marked, stale: entries.filter((entry) => !used.has(entry)) };
}

const TEXT = { type: 'string' };
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'findings'],
  properties: {
    version: { const: 1 },
    findings: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'rule', 'severity', 'address', 'path'],
        properties: {
          id: { type: 'string', pattern: '^[0-9a-f]{16}$' },
          rule: TEXT,
          severity: { enum: SEVERITIES },
          address: TEXT,
          path: TEXT,
        },
      },
    },
  },
};

function validate(value: unknown): string | undefined {
  const { Ajv } = require('ajv') as typeof import('ajv');
  const check = new Ajv({ strict: false, ownProperties: true }).compile(SCHEMA);
  if (check(value)) return undefined;
  const [error] = check.errors ?? [];
  return `not a baseline: ${describe(error)}; make it anew with \`cdktf-guardrails baseline create\``;
}

function describe(error: ErrorObject | undefined): string {
  const place = error?.instancePath === undefined || error.instancePath === '' ? 'the file' : error.instancePath;
  return `${place} ${error?.message ?? 'is not understood'}`;
}

function byPlace(left: BaselineEntry, right: BaselineEntry): number {
  const a = [left.address, left.rule, left.path, left.id];
  const b = [right.address, right.rule, right.path, right.id];
  const index = a.findIndex((text, at) => text !== b[at]);
  return index === -1 ? 0 : (a[index] ?? '') < (b[index] ?? '') ? -1 : 1;
}
