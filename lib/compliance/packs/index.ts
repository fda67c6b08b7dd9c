import { allRules } from '../engine/registry';
import type { Rule } from '../engine/rule';
import type { Severity } from '../engine/severity';
import { RESILIENCE_RULES } from './resilience';
import { STANDARDS } from './standards';

export interface Pack {
  readonly name: string;
  readonly title: string;
  /** True for the rules of the pack. Packs list no texts: they are computed from what the rules say of themselves. */
  includes(rule: Rule): boolean;
}

export const PACKS: readonly Pack[] = [
  {
    name: 'recommended',
    title: 'Every critical and high rule, and medium rules that CIS or AWS FSBP ask for',
    includes: isRecommended,
  },
  { name: 'strict', title: 'Every rule', includes: () => true },
  {
    name: 'account-baseline',
    title: 'What an account has to have: trail, recorder, detectors, alarms; absence counts with --account-baseline',
    includes: ({ scope }) => scope === 'account-baseline',
  },
  {
    name: 'resilience',
    title: 'Backups, standbys, and protection from deletion',
    includes: ({ id }) => RESILIENCE_RULES.includes(id),
  },
  ...STANDARDS.map(({ pack, title, controlsOf }) => ({
    name: pack,
    title,
    includes: ({ controls }: Rule) => controlsOf(controls).length > 0,
  })),
];

/** Names of all packs: `recommended`, `strict`, `cis-aws-5.0.0`, … */
export function packNames(): readonly string[] {
  return PACKS.map((pack) => pack.name);
}

/** The rules of a pack with their severities; empty for a name that does not exist. */
export function packRules(name: string): ReadonlyMap<string, Severity> {
  const pack = PACKS.find((candidate) => candidate.name === name);
  const rules = pack === undefined ? [] : allRules().filter((rule) => pack.includes(rule));
  return new Map(rules.map((rule) => [rule.id, rule.severity]));
}

function isRecommended(rule: Rule): boolean {
  if (rule.recommended !== undefined) return rule.recommended;
  if (rule.scope === 'account-baseline') return false;
  if (rule.severity === 'critical' || rule.severity === 'high') return true;
  return rule.severity === 'medium' && (rule.controls.cisAws !== undefined || rule.controls.fsbp !== undefined);
}
