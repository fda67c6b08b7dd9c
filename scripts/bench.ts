/**
 * Measures the budgets and writes a table. CPU time, because wall time says more about the machine's other work.
 *
 *     npm run bench                       import, cold check, 100 to 100,000 resources
 *     npm run bench -- --peers            and Checkov on the same 10,000 resources
 *     npm run bench -- --most 10000       stop at a size
 *     npm run bench -- --write            write docs/benchmark.md too
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkovCpuMs, findCheckov } from './bench/checkov';
import { enlarge } from './bench/enlarge';
import { figuresOf, usageOf, type Figures } from './bench/measure';

const ROOT = path.join(__dirname, '..');
const BENCH = path.join(__dirname, 'bench');
const SIZES = [100, 1_000, 10_000, 100_000];
/** Synthesising more takes minutes and is not what is measured: larger stacks are made from this one. */
const LARGEST_SYNTHESIS = 10_000;

interface Row {
  readonly resources: number;
  readonly megabytes: number;
  readonly synthesisMs: number | undefined;
  readonly parseMs: number;
  readonly loadMs: number;
  readonly checkMs: number;
  readonly peakMB: number;
}

const { values } = parseArgs({ options: { peers: { type: 'boolean' }, most: { type: 'string' }, write: { type: 'boolean' } } });
const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));

try {
  const text = [...startUp(), '', ...sizes()].join('\n');
  console.log(text);
  if (values.write === true) writeReport(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function startUp(): string[] {
  const first = ['cdktf', 'constructs', '@cdktf/provider-aws/lib/provider'];
  const main = figuresOf([process.execPath, path.join(BENCH, 'import-cost.js'), path.join(ROOT, 'dist'), ...first], 7);
  const output = synthesizeExample();
  const bin = path.join(ROOT, 'bin', 'cdktf-guardrails.js');
  const cold = usageOf([bin, 'check', output, '--allow-stale'], 7);
  const node = usageOf(['-e', ''], 7);
  return [
    '| start-up | CPU | budget |',
    '|---|---|---|',
    `| require('cdktf-guardrails') beyond cdktf | ${ms(main['cpuMs'])} | 50 ms |`,
    `| cold \`check\` of the example, whole process | ${ms(cold['cpuMs'])} (node alone: ${ms(node['cpuMs'])}) | 500 ms |`,
  ];
}

function synthesizeExample(): string {
  const output = path.join(folder, 'three-tier');
  mkdirSync(output);
  usageOf(['--import', 'tsx', path.join(ROOT, 'examples', 'three-tier', 'main.ts')].map((arg) => arg), 1);
  return path.join(ROOT, 'examples', 'three-tier', 'cdktf.out');
}

function sizes(): string[] {
  const most = Number(values.most ?? SIZES.at(-1));
  const rows = SIZES.filter((size) => size <= most).map(measure);
  const table = rows.map((row, index) => formatRow(row, rows[index - 1]));
  return [
    '| resources | JSON | synthesis | JSON.parse | load | check | load + check of synthesis | of JSON.parse | growth | peak memory |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...table,
    ...(values.peers === true ? ['', ...compareWithCheckov(rows)] : []),
  ];
}

function measure(resources: number): Row {
  const output = path.join(folder, String(resources));
  const file = path.join(output, 'stacks', 'mixed', 'cdk.tf.json');
  const synthesis = resources <= LARGEST_SYNTHESIS ? synthesize(resources, output) : undefined;
  if (synthesis === undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    const smaller = path.join(folder, String(LARGEST_SYNTHESIS), 'stacks', 'mixed', 'cdk.tf.json');
    enlarge(smaller, file, resources / LARGEST_SYNTHESIS);
  }
  const runs = resources >= LARGEST_SYNTHESIS ? 3 : 5;
  const check = figuresOf([process.execPath, path.join(BENCH, 'check.js'), file], runs);
  const parse = figuresOf([process.execPath, path.join(BENCH, 'check.js'), file, 'parse'], runs);
  return {
    resources,
    megabytes: figure(parse, 'bytes') / 1e6,
    synthesisMs: synthesis === undefined ? undefined : figure(synthesis, 'cpuMs'),
    parseMs: figure(parse, 'parseMs'),
    loadMs: figure(check, 'loadMs'),
    checkMs: figure(check, 'checkMs'),
    peakMB: figure(check, 'peakMB'),
  };
}

function synthesize(resources: number, output: string): Figures {
  return figuresOf([process.execPath, '--import', 'tsx', path.join(BENCH, 'synthesize.ts'), String(resources), output], resources >= LARGEST_SYNTHESIS ? 1 : 3);
}

function compareWithCheckov(rows: readonly Row[]): string[] {
  const program = findCheckov();
  const row = rows.find(({ resources }) => resources === LARGEST_SYNTHESIS);
  if (program === undefined || row === undefined) {
    return ['**Checkov was NOT measured**: none found (run `bash scripts/peers.sh` once, or set CHECKOV), or the size was left out.'];
  }
  const cpuMs = checkovCpuMs(program, path.join(folder, String(LARGEST_SYNTHESIS), 'stacks', 'mixed'));
  const own = row.loadMs + row.checkMs;
  return [
    '| 10,000 resources | CPU | ratio |',
    '|---|---|---|',
    `| this package, load + check | ${ms(own)} | 1 |`,
    `| Checkov, whole process | ${ms(cpuMs)} | ${(cpuMs / own).toFixed(0)} |`,
  ];
}

function formatRow(row: Row, previous: Row | undefined): string {
  const own = row.loadMs + row.checkMs;
  const growth = previous === undefined ? '' : `${(own / (previous.loadMs + previous.checkMs)).toFixed(1)}x`;
  const cells = [
    row.resources.toLocaleString('en-US'),
    `${row.megabytes.toFixed(1)} MB`,
    row.synthesisMs === undefined ? 'not run' : ms(row.synthesisMs),
    ms(row.parseMs),
    ms(row.loadMs),
    ms(row.checkMs),
    row.synthesisMs === undefined ? '' : `${((own / row.synthesisMs) * 100).toFixed(1)}%`,
    `${(own / row.parseMs).toFixed(1)}x`,
    growth,
    `${row.peakMB.toFixed(0)} MB`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function writeReport(text: string): void {
  const machine = `${os.cpus()[0]?.model ?? 'unknown processor'}, ${String(os.cpus().length)} cores, Node ${process.version}`;
  writeFileSync(
    path.join(ROOT, 'docs', 'benchmark.md'),
    `# Benchmark\n\nWritten by \`npm run bench -- --write\`. CPU time; medians. ${machine}.\n\n${text}\n`,
  );
}

function figure(figures: Figures, name: string): number {
  const value = figures[name];
  if (value === undefined) throw new Error(`no figure ${name}`);
  return value;
}

function ms(value: number | undefined): string {
  return value === undefined ? '' : value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}
