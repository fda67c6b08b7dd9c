import type { AssessedRule, Finding } from '../../compliance/engine/assessment';
import type { Equivalent, Equivalents } from '../../compliance/engine/rule';
import { SEVERITIES } from '../../compliance/engine/severity';
import { shortText } from './short-text';

/** Title, why, remediation, and checks of other tools as `[tool, id, relation]`. */
type RuleTexts = readonly [string, string, string, readonly (readonly [string, string, string])[]];

/**
 * Id, severity, counts of fail, unknown, suppressed and pass, 1 where it ran, and its texts where a finding that is
 * listed needs them.
 */
export type RuleRow = readonly [string, number, number, number, number, number, 0 | 1, RuleTexts | 0];

const LONGEST_TEXT = 2000;

const TOOLS: Readonly<Record<keyof Equivalents, string>> = {
  checkov: 'Checkov',
  trivy: 'Trivy',
  tfsec: 'tfsec',
  cdkNag: 'cdk-nag',
  securityHub: 'Security Hub',
  prowler: 'Prowler',
  awsConfig: 'AWS Config',
};

/** Rules of a page by index: those that ran, and those that only a finding or a control names. */
export class RuleRows {
  private readonly ids: string[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly ran: ReadonlyMap<string, AssessedRule>;
  private readonly textsOf = new Map<string, Finding>();

  constructor(rules: readonly AssessedRule[], findings: readonly Finding[]) {
    this.ran = new Map(rules.map((rule) => [rule.id, rule]));
    for (const finding of findings) if (!this.textsOf.has(finding.rule)) this.textsOf.set(finding.rule, finding);
    for (const { id } of rules) this.indexOf(id);
  }

  indexOf(id: string): number {
    const known = this.indexes.get(id);
    if (known !== undefined) return known;
    const index = this.ids.push(id) - 1;
    this.indexes.set(id, index);
    return index;
  }

  /** What the rule says to do: findings may say something else. */
  remediationOf(id: string): string | undefined {
    return (this.ran.get(id) ?? this.textsOf.get(id))?.remediation;
  }

  rows(): readonly RuleRow[] {
    return this.ids.map((id) => {
      const rule = this.ran.get(id);
      const first = this.textsOf.get(id);
      const texts = first === undefined ? 0 : textsOf(rule ?? first);
      const severity = SEVERITIES.indexOf(rule?.severity ?? first?.severity ?? 'low');
      if (rule === undefined) return [shortText(id), severity, 0, 0, 0, 0, 0, texts];
      return [shortText(id), severity, rule.fail, rule.unknown, rule.suppressed, rule.pass, 1, texts];
    });
  }
}

function textsOf({ title, why, remediation, equivalents }: AssessedRule | Finding): RuleTexts {
  const [shownTitle, shownWhy, shownRemediation] = [title, why, remediation].map((text) =>
    shortText(text, LONGEST_TEXT),
  );
  return [shownTitle ?? '', shownWhy ?? '', shownRemediation ?? '', checksOf(equivalents)];
}

function checksOf(equivalents: Equivalents): RuleTexts[3] {
  return (Object.keys(TOOLS) as (keyof Equivalents)[]).flatMap((tool) =>
    (equivalents[tool] ?? []).map((check) => [TOOLS[tool], ...idAndRelation(check)] as const),
  );
}

function idAndRelation(check: Equivalent): readonly [string, string] {
  return typeof check === 'string' ? [shortText(check), 'exact'] : [shortText(check.id), check.relation];
}
