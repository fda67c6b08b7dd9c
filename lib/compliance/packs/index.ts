import { allRules } from '../engine/registry';
import type { CisVersion, Controls, Rule } from '../engine/rule';
import type { Severity } from '../engine/severity';
import { RESILIENCE_RULES } from './resilience';

export interface Pack {
  readonly name: string;
  readonly title: string;
  /** True for the rules of the pack. Packs list no texts: they are computed from what the rules say of themselves. */
  includes(rule: Rule): boolean;
}

const CIS_VERSIONS: readonly CisVersion[] = ['1.4.0', '3.0.0', '5.0.0', '6.0.0'];

/** Standards that rules name their controls of. */
const STANDARDS: readonly {
  readonly name: string;
  readonly title: string;
  readonly controls: (controls: Controls) => readonly string[];
}[] = [
  { name: 'aws-fsbp', title: 'AWS Foundational Security Best Practices', controls: ({ fsbp = [] }) => fsbp },
  { name: 'nist-800-53-r5', title: 'NIST SP 800-53 revision 5', controls: ({ nist80053r5 = [] }) => nist80053r5 },
  {
    name: 'pci-dss-4.0.1',
    title: 'PCI DSS 4.0.1',
    controls: ({ pciDss = [] }) => pciDss.filter((control) => control.startsWith('v4.0.1/')),
  },
  { name: 'soc2', title: 'SOC 2 trust services criteria', controls: ({ soc2 = [] }) => soc2 },
  { name: 'iso-27001-2022', title: 'ISO/IEC 27001:2022, annex A', controls: ({ iso27001_2022: iso = [] }) => iso },
];

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
  ...CIS_VERSIONS.map((version) => ({
    name: `cis-aws-${version}`,
    title: `CIS AWS Foundations Benchmark ${version}`,
    includes: (rule: Rule) => (rule.controls.cisAws?.[version]?.length ?? 0) > 0,
  })),
  ...STANDARDS.map(({ name, title, controls }) => ({
    name,
    title,
    includes: (rule: Rule) => controls(rule.controls).length > 0,
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
