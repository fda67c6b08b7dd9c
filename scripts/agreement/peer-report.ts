import type { CheckovVerdicts } from './checkov-verdicts';
import type { Judged } from './judge-case';
import { isSame, type Disagreement } from './report';
import { serviceGroup } from './service-group';

/** How labels are answered: rightly, wrongly, or not at all. */
interface Answers {
  right: number;
  /** `unknown` of ours, no verdict of Checkov. */
  open: number;
  wrong: number;
  /** Failing addresses that are said to pass. */
  falsePass: number;
}

interface Group {
  /** Labels of checks that no rule stands for. */
  unmapped: number;
  /** Labels of the side of a check on which the rule for it asks for less, or for more. */
  otherSide: number;
  /** Labels that are disputed in writing. */
  disputed: number;
  /** Labels that both are judged by. */
  compared: number;
  readonly ours: Answers;
  readonly checkov: Answers;
}

/**
 * Prints, for every service, how many labels of Checkov's own cases the rules and Checkov itself answer rightly. Both
 * are judged by the same labels: those of checks that a rule stands for, and that are not disputed in writing. Returns
 * the exit code: 1 where a service is answered worse than by Checkov, or a failing address is said to pass; 2 where there
 * is nothing to compare.
 */
export function peerReport(
  judged: readonly Judged[],
  explained: readonly Disagreement[],
  verdicts: ReadonlyMap<string, CheckovVerdicts>,
): number {
  const groups = new Map<string, Group>();
  const total = emptyGroup();
  for (const each of judged.filter(({ case: name }) => verdicts.has(name))) {
    const name = serviceGroup(each.address);
    const group = groups.get(name) ?? emptyGroup();
    groups.set(name, group);
    const isDisputed = explained.some((known) => isSame(known, each));
    const said = verdicts.get(each.case)?.get(each.address);
    for (const counted of [group, total]) add(counted, each, isDisputed, said);
  }
  const compared = [...groups].filter(([, { compared: labels }]) => labels > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (compared.length === 0) {
    console.error('nothing to compare with Checkov: no case of its own is there that a rule answers');
    return 2;
  }
  console.log(`\n${HEADER}`);
  for (const [name, group] of [...compared, ['all', total] as const]) console.log(row(name, group));
  console.log(
    `not compared: ${String(total.unmapped)} labels of checks that no rule stands for, ` +
      `${String(total.otherSide)} that the rule for it cannot answer because it asks for more or for less, ` +
      `${String(total.disputed)} that are disputed in writing`,
  );
  const worse = compared.filter(([, { ours, checkov }]) => ours.right < checkov.right).map(([name]) => name);
  if (worse.length > 0) console.error(`worse than Checkov: ${worse.join(', ')}`);
  if (total.ours.falsePass > 0) console.error(`failing addresses reported as passed: ${String(total.ours.falsePass)}`);
  return worse.length > 0 || total.ours.falsePass > 0 ? 1 : 0;
}

const HEADER = [
  'service'.padEnd(18),
  'labels'.padStart(7),
  'ours right'.padStart(14),
  'unknown'.padStart(8),
  'wrong'.padStart(6),
  'Checkov right'.padStart(14),
  'none'.padStart(8),
  'wrong'.padStart(6),
  'false pass'.padStart(11),
].join(' ');

function row(name: string, { compared, ours, checkov }: Group): string {
  const right = ({ right: part }: Answers): string =>
    `${String(part)} ${((part / Math.max(compared, 1)) * 100).toFixed(1).padStart(5)}%`;
  return [
    name.padEnd(18),
    String(compared).padStart(7),
    right(ours).padStart(14),
    String(ours.open).padStart(8),
    String(ours.wrong).padStart(6),
    right(checkov).padStart(14),
    String(checkov.open).padStart(8),
    String(checkov.wrong).padStart(6),
    String(checkov.falsePass).padStart(11),
  ].join(' ');
}

function add(group: Group, each: Judged, isDisputed: boolean, said: 'pass' | 'fail' | undefined): void {
  const { answer, label } = each;
  if (answer === 'unmapped') group[each.isCovered ? 'otherSide' : 'unmapped'] += 1;
  else if (isDisputed) group.disputed += 1;
  else {
    group.compared += 1;
    count(group.ours, answer === 'agree', answer === 'unknown', label);
    count(group.checkov, said === label, said === undefined, label);
  }
}

function count(answers: Answers, isRight: boolean, isOpen: boolean, label: 'pass' | 'fail'): void {
  if (isRight) answers.right += 1;
  else if (isOpen) answers.open += 1;
  else {
    answers.wrong += 1;
    if (label === 'fail') answers.falsePass += 1;
  }
}

function emptyGroup(): Group {
  const answers = (): Answers => ({ right: 0, open: 0, wrong: 0, falsePass: 0 });
  return { unmapped: 0, otherSide: 0, disputed: 0, compared: 0, ours: answers(), checkov: answers() };
}
