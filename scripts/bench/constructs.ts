import path from 'node:path';
import { figuresInTurn } from './measure';

const SCRIPT = path.join(__dirname, 'construct-cost.js');
const BUDGET = 1.5;
const RUNS = 5;

const CASES: readonly (readonly [construct: string, count: number])[] = [
  ['SecurityGroup', 10_000],
  ['DatabaseInstance', 1_000],
];

/** What constructs cost beside the resources that they make: making and synthesising both. */
export function constructCosts(folder: string, ms: (value: number) => string): readonly string[] {
  const rows = CASES.map(([construct, count]) => {
    const command = [process.execPath, SCRIPT, construct, String(count), path.join(folder, construct)];
    const figures = figuresInTurn({ own: command, raw: [...command, 'raw'] }, RUNS);
    const { cpuMs: own = NaN } = figures.own;
    const { cpuMs: raw = NaN, resources = NaN } = figures.raw;
    const ratio = own / raw;
    const title = `${count.toLocaleString('en-US')} \`${construct}\``;
    const isMet = ratio <= BUDGET ? 'yes' : '**no**';
    return `| ${title} | ${resources.toLocaleString('en-US')} | ${ms(own)} | ${ms(raw)} | ${ratio.toFixed(2)}x | ${isMet} |`;
  });
  return [
    `| constructs | resources | constructs, synthesised | the same resources without them | ratio | at most ${String(BUDGET)}x |`,
    '|---|---|---|---|---|---|',
    ...rows,
  ];
}
