import type { Assessment, AssessedRule, Finding } from '../compliance/engine/assessment';

/** What the rules that support a control say of it together. */
export interface ControlResult {
  /** As the OSCAL catalogue of NIST SP 800-53 spells it: `ac-2.1`. */
  readonly id: string;
  /** `undecided` where a value is not known before Terraform runs, or a rule threw. */
  readonly state: 'satisfied' | 'not-satisfied' | 'undecided';
  readonly rules: readonly AssessedRule[];
  /** What fails or is unknown, accepted or not. */
  readonly findings: readonly Finding[];
}

/** What may follow the number of a control: a part of it, or its title. */
const CONTROL = /^([a-z]{2})[-_](\d{1,2})(?:\((\d{1,2})\))?(?=$|\s|\([a-z]\)|[a-z](?:$|[.(]))/i;

/**
 * `AC-2(1)` is `ac-2.1`; parts of a control, such as `CP-9d` and `CM-5(1)(a)`, count for the control. Sources spell ids
 * in other ways, too: `ac_2`, `AC-2(1) Automated System Account Management`.
 */
export function oscalControlId(id: string): string | undefined {
  const match = CONTROL.exec(id);
  if (match === null) return undefined;
  const [, family = '', number = '', enhancement] = match;
  const control = `${family.toLowerCase()}-${String(Number(number))}`;
  return enhancement === undefined ? control : `${control}.${String(Number(enhancement))}`;
}

/** Every control that a rule judged something for, in the order of the catalogue. */
export function controlResults({ rules, findings, errors }: Assessment): readonly ControlResult[] {
  const threw = new Set(errors.map(({ rule }) => rule));
  const open = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.verdict === 'pass') continue;
    const known = open.get(finding.rule);
    if (known === undefined) open.set(finding.rule, [finding]);
    else known.push(finding);
  }
  const judged = rules.filter(({ id, pass }) => pass > 0 || open.has(id) || threw.has(id));
  const byControl = new Map<string, AssessedRule[]>();
  for (const rule of judged) {
    const ids = (rule.controls.nist80053r5 ?? []).flatMap((id) => oscalControlId(id) ?? []);
    for (const id of new Set(ids)) byControl.set(id, [...(byControl.get(id) ?? []), rule]);
  }
  return [...byControl]
    .map(([id, supporting]): ControlResult => {
      const all = supporting.flatMap((rule) => open.get(rule.id) ?? []);
      const isUndecided = all.length > 0 || supporting.some((rule) => threw.has(rule.id));
      const state = all.some(({ verdict }) => verdict === 'fail')
        ? 'not-satisfied'
        : isUndecided
          ? 'undecided'
          : 'satisfied';
      return { id, state, rules: supporting, findings: all };
    })
    .sort((left, right) => compare(sortKey(left.id), sortKey(right.id)));
}

function sortKey(id: string): string {
  return id.replace(/\d+/g, (digits) => digits.padStart(3, '0'));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
