import type { ReportingDescriptor } from 'sarif';
import type { AssessedRule, Finding } from '../compliance/engine/assessment';
import type { Severity } from '../compliance/engine/severity';
import { listControls } from './control-list';
import { escapeMarkdown, markdownCode } from './markdown-text';
import { visible } from './visible-text';

/** Code scanning of GitHub refuses a run with a rule of more tags. */
const MOST_TAGS = 20;

/**
 * Scores that GitHub shows as critical (above 9.0), high (7.0 to 8.9), medium (4.0 to 6.9) and low (0.1 to 3.9): one
 * from the middle of each range, after the qualitative scale of CVSS 3.1, section 5. They are no scores of single flaws.
 */
export const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
};

export const SARIF_LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** What a rule asks for, as viewers of SARIF show it. */
export function ruleDescriptor(rule: AssessedRule): ReportingDescriptor {
  const { id, severity, title, why, remediation, controls } = rule;
  const listed = listControls(controls);
  const tags = ['security', ...listed.map((control) => visible(`${control.standard}/${control.id}`))];
  const explain = `cdktf-guardrails explain ${visible(id)}`;
  const list = listed.map((control) => `${control.standard} ${control.id}`).join(', ');
  const supports = list === '' ? '' : `\n\nControls: ${visible(list)}`;
  return {
    id,
    shortDescription: { text: visible(title) },
    fullDescription: { text: visible(why) },
    help: {
      text: `${visible(why)}\n\nFix: ${visible(remediation)}${supports}\n\nMore: ${explain}`,
      markdown: [
        escapeMarkdown(visible(why)),
        `**Fix:** ${escapeMarkdown(visible(remediation))}`,
        ...(list === '' ? [] : [`**Controls:** ${escapeMarkdown(visible(list))}`]),
        `More: ${markdownCode(explain)}`,
      ].join('\n\n'),
    },
    defaultConfiguration: { level: SARIF_LEVEL[severity] },
    properties: {
      tags: [...new Set(tags)].slice(0, MOST_TAGS),
      'security-severity': SECURITY_SEVERITY[severity],
    },
  };
}

/** The rules of a run; those that only findings know are added with what the findings say of them. */
export function rulesOf(rules: readonly AssessedRule[], findings: readonly Finding[]): readonly AssessedRule[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { rule: id, severity, title, why, remediation, controls, equivalents } of findings) {
    if (known.has(id)) continue;
    const counts = { pass: 0, fail: 0, unknown: 0, suppressed: 0 };
    known.set(id, { id, severity, title, why, remediation, controls, equivalents, ...counts });
  }
  return [...known.values()];
}
