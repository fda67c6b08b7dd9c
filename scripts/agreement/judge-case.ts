import { assess, loadJson, type Finding } from '../../lib/compliance';
import type { LabelledCase } from './labelled-case';

export type Answer = 'agree' | 'disagree' | 'unknown' | 'unmapped';

/** How one labelled address was answered. */
export interface Judged {
  readonly case: string;
  readonly check: string;
  readonly address: string;
  readonly label: 'pass' | 'fail';
  readonly answer: Answer;
  /** What the rules said: `pass`, `fail`, `unknown` or `nothing`. */
  readonly ours: string;
  /** A rule stands for the check, although perhaps for one side of it only. */
  readonly isCovered: boolean;
  /** Rules that decided, or those that stand for the check. */
  readonly rules: readonly string[];
}

/** Answers every labelled address of a case by the rules that stand for its check. */
export function judgeCase(given: LabelledCase): readonly Judged[] {
  const { name, check, standIns, configuration } = given;
  const labels = [
    ...given.fail.map((address) => ({ address, label: 'fail' as const })),
    ...given.pass.map((address) => ({ address, label: 'pass' as const })),
  ];
  const rules = standIns.map(({ rule }) => rule.id);
  const about = (address: string, label: 'pass' | 'fail') => ({
    case: name,
    check,
    address,
    label,
    isCovered: standIns.length > 0,
  });
  if (standIns.length === 0)
    return labels.map(({ address, label }) => ({
      ...about(address, label),
      answer: 'unmapped',
      ours: 'nothing',
      rules,
    }));
  const selection = standIns.map(({ rule }) => ({
    rule,
    severity: rule.severity,
    options: { ...rule.defaultOptions },
  }));
  const { findings, errors } = assess([loadJson(JSON.stringify(configuration), name)], selection, { all: true });
  if (errors[0] !== undefined) throw new Error(`${name}: ${errors[0].rule} threw: ${errors[0].message}`);
  return labels.map(({ address, label }) => {
    const own = findings.filter((finding) => address === '*' || finding.address === address);
    return { ...about(address, label), ...(label === 'fail' ? mustFail(own, given) : mustPass(own, given)) };
  });
}

type Said = Pick<Judged, 'answer' | 'ours' | 'rules'>;

/** A rule that asks for less than the check need not fail; all others together have to. */
function mustFail(findings: readonly Finding[], { standIns }: LabelledCase): Said {
  const able = standIns.filter(({ relation }) => relation !== 'narrower').map(({ rule }) => rule.id);
  if (able.length === 0) return { answer: 'unmapped', ours: worst(findings), rules: [] };
  const failed = findings.filter(({ verdict }) => verdict === 'fail');
  if (failed.length > 0) return { answer: 'agree', ours: 'fail', rules: idsOf(failed) };
  const open = findings.filter(({ verdict }) => verdict === 'unknown');
  if (open.length > 0) return { answer: 'unknown', ours: 'unknown', rules: idsOf(open) };
  return { answer: 'disagree', ours: worst(findings), rules: able };
}

/** A rule that asks for more than the check may fail; no other may. */
function mustPass(findings: readonly Finding[], { standIns }: LabelledCase): Said {
  const strict = new Set(standIns.filter(({ relation }) => relation !== 'broader').map(({ rule }) => rule.id));
  if (strict.size === 0) return { answer: 'unmapped', ours: worst(findings), rules: [] };
  const own = findings.filter(({ rule }) => strict.has(rule));
  const failed = own.filter(({ verdict }) => verdict === 'fail');
  if (failed.length > 0) return { answer: 'disagree', ours: 'fail', rules: idsOf(failed) };
  const open = own.filter(({ verdict }) => verdict === 'unknown');
  if (open.length > 0) return { answer: 'unknown', ours: 'unknown', rules: idsOf(open) };
  return { answer: 'agree', ours: worst(own), rules: [...strict] };
}

function worst(findings: readonly Finding[]): string {
  return ['fail', 'unknown', 'pass'].find((verdict) => findings.some((each) => each.verdict === verdict)) ?? 'nothing';
}

function idsOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}
