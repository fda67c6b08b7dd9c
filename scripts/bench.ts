/**
 * Measures the budgets and writes a table. Of stacks, both the time that a user waits and the CPU time, in which V8's
 * compiling and collecting on other cores counts too. Elapsed times need an idle machine.
 *
 *     npm run bench                       import, cold check, constructs, types, 100 to 100,000 resources
 *     npm run bench -- --peers            and Checkov on the same 10,000 resources
 *     npm run bench -- --most 10000       stop at a size
 *     npm run bench -- --constructs       the cost of constructs alone
 *     npm run bench -- --types            the cost of typed services alone
 *     npm run bench -- --write            write docs/benchmark.md too
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkovCost, findCheckov } from './bench/checkov';
import { constructCosts } from './bench/constructs';
import { enlarge } from './bench/enlarge';
import { figuresInTurn, figuresOf, usageOf, type Figures } from './bench/measure';
import { typedServiceCosts } from './bench/typed-services';

const ROOT = path.join(__dirname, '..');
const BENCH = path.join(__dirname, 'bench');
const SIZES = [100, 1_000, 10_000, 100_000];
/** Synthesising more takes minutes and is not what is measured: larger stacks are made from this one. */
const LARGEST_SYNTHESIS = 10_000;

interface Cost {
  readonly elapsedMs: number;
  readonly cpuMs: number;
}

interface Row {
  readonly resources: number;
  readonly megabytes: number;
  readonly synthesis: Cost | undefined;
  readonly parseMs: number;
  readonly loadMs: number;
  readonly checkMs: number;
  /** Of load and check together. */
  readonly elapsedMs: number;
  readonly peakMB: number;
}

const { values } = parseArgs({
  options: {
    peers: { type: 'boolean' },
    most: { type: 'string' },
    constructs: { type: 'boolean' },
    types: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const most = Number(values.most ?? SIZES.at(-1));
const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));

try {
  const parts = measuredParts();
  const text = parts.map((lines) => lines.join('\n')).join('\n\n');
  console.log(text);
  if (values.write === true && isPart()) console.error('NOT written: --constructs and --types measure a part');
  else if (values.write === true) writeReport(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function isPart(): boolean {
  return values.constructs === true || values.types === true;
}

function measuredParts(): readonly (readonly string[])[] {
  if (isPart()) {
    return [
      ...(values.constructs === true ? [constructCosts(folder, ms)] : []),
      ...(values.types === true ? [typedServiceCosts(folder, ms)] : []),
    ];
  }
  return [
    startUp(),
    constructCosts(folder, ms),
    typedServiceCosts(folder, ms),
    sizes(),
    ...(most >= LARGEST_SYNTHESIS ? [enforcement()] : []),
  ];
}

function startUp(): string[] {
  const first = ['cdktf', 'constructs', '@cdktf/provider-aws/lib/provider'];
  const main = figuresOf([process.execPath, path.join(BENCH, 'import-cost.js'), path.join(ROOT, 'dist'), ...first], 7);
  const output = synthesizeExample();
  const bin = path.join(ROOT, 'bin', 'cdktf-guardrails.js');
  const cold = usageOf([bin, 'check', output], 7);
  const node = usageOf(['-e', ''], 7);
  return [
    '| start-up | CPU | budget |',
    '|---|---|---|',
    `| require('cdktf-guardrails') beyond cdktf | ${ms(main.cpuMs)} | 50 ms |`,
    `| cold \`check\` of the example, whole process | ${ms(cold.cpuMs)} (node alone: ${ms(node.cpuMs)}) | 500 ms |`,
  ];
}

function synthesizeExample(): string {
  const output = path.join(folder, 'three-tier');
  const main = path.join(ROOT, 'examples', 'three-tier', 'main.ts');
  usageOf(['--import', 'tsx', main], 1, { CDKTF_OUTDIR: output });
  return output;
}

function sizes(): string[] {
  const rows = SIZES.filter((size) => size <= most).map(measure);
  const checkov = values.peers === true ? measureCheckov(rows) : undefined;
  const table = rows.map((row, index) => formatRow(row, rows[index - 1]));
  return [
    '| resources | JSON | JSON.parse | load | check | of JSON.parse | growth | peak memory |',
    '|---|---|---|---|---|---|---|---|',
    ...table,
    '',
    ...shares(rows),
    '',
    ...packs(rows),
    '',
    '| budget | measured | met |',
    '|---|---|---|',
    ...budgets(rows, checkov),
  ];
}

/** What checking costs beside the synthesis of the same stack. */
function shares(rows: readonly Row[]): string[] {
  const lines = rows.flatMap(({ resources, synthesis, elapsedMs, loadMs, checkMs }) => {
    if (synthesis === undefined) return [];
    const cells = [
      resources.toLocaleString('en-US'),
      ...[ms(synthesis.elapsedMs), ms(elapsedMs), percent(elapsedMs / synthesis.elapsedMs)],
      ...[ms(synthesis.cpuMs), ms(loadMs + checkMs), percent((loadMs + checkMs) / synthesis.cpuMs)],
    ];
    return [`| ${cells.join(' | ')} |`];
  });
  return [
    '| resources, every rule | synthesis, elapsed | load + check, elapsed | share | synthesis, CPU | load + check, CPU | share |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ];
}

/** What the default pack costs beside every rule. */
function packs(rows: readonly Row[]): string[] {
  const row = rows.find(({ resources }) => resources === LARGEST_SYNTHESIS);
  if (row?.synthesis === undefined) return [];
  const { synthesis } = row;
  const file = path.join(folder, String(LARGEST_SYNTHESIS), 'stacks', 'mixed', 'cdk.tf.json');
  const lines = ['recommended', 'cis-aws-5.0.0', 'strict'].map((pack) => {
    const figures = figuresOf([process.execPath, path.join(BENCH, 'check.js'), file, pack], 3);
    const elapsedMs = figure(figures, 'elapsedMs');
    const cpuMs = figure(figures, 'loadMs') + figure(figures, 'checkMs');
    const cells = [
      ...[pack, String(figure(figures, 'rules')), `${String(figure(figures, 'fail'))} failing`],
      ...[ms(elapsedMs), percent(elapsedMs / synthesis.elapsedMs), ms(cpuMs), percent(cpuMs / synthesis.cpuMs)],
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| pack, 10,000 resources | rules | findings | load + check, elapsed | of synthesis | CPU | of synthesis |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ];
}

function budgets(rows: readonly Row[], checkov: Cost | undefined): string[] {
  const budget = (what: string, measured: string, isMet: boolean): string =>
    `| ${what} | ${measured} | ${isMet ? 'yes' : '**no**'} |`;
  return rows.flatMap((row, index) => {
    const lines: string[] = [];
    const size = row.resources.toLocaleString('en-US');
    const own = row.loadMs + row.checkMs;
    const previous = rows[index - 1];
    if (previous !== undefined) {
      const growth = own / (previous.loadMs + previous.checkMs);
      lines.push(budget(`growth to ${size}: at most 12x`, `${growth.toFixed(1)}x`, growth <= 12));
    }
    if (row.resources === LARGEST_SYNTHESIS && row.synthesis !== undefined) {
      const share = row.elapsedMs / row.synthesis.elapsedMs;
      const ofCpu = own / row.synthesis.cpuMs;
      lines.push(budget(`${size}: at most 25% of the time of synthesis`, percent(share), share <= 0.25));
      lines.push(budget(`${size}: at most 25% of the CPU time of synthesis`, percent(ofCpu), ofCpu <= 0.25));
      lines.push(
        checkov === undefined
          ? `| ${size}: 100x faster than Checkov | not measured | |`
          : againstCheckov(size, row, checkov),
      );
    }
    if (row.resources === 100_000) {
      lines.push(budget(`${size}: at most 1.5 GB`, `${row.peakMB.toFixed(0)} MB`, row.peakMB <= 1500));
    }
    return lines;
  });
}

function againstCheckov(size: string, { elapsedMs, loadMs, checkMs }: Row, checkov: Cost): string {
  const ratio = checkov.elapsedMs / elapsedMs;
  const ofCpu = checkov.cpuMs / (loadMs + checkMs);
  const measured = `${ratio.toFixed(0)}x (${ms(elapsedMs)}, Checkov ${ms(checkov.elapsedMs)}); CPU ${ofCpu.toFixed(0)}x`;
  return `| ${size}: 100x faster than Checkov | ${measured} | ${ratio >= 100 ? 'yes' : '**no**'} |`;
}

function measure(resources: number): Row {
  const output = path.join(folder, String(resources));
  const file = path.join(output, 'stacks', 'mixed', 'cdk.tf.json');
  const runs = resources >= LARGEST_SYNTHESIS ? 5 : 7;
  const checkCommand = [process.execPath, path.join(BENCH, 'check.js'), file];
  let synthesis: Figures | undefined;
  let check: Figures;
  if (resources <= LARGEST_SYNTHESIS)
    ({ synthesis, check } = figuresInTurn(
      { synthesis: tsx('synthesize.ts', String(resources), output), check: checkCommand },
      runs,
    ));
  else {
    mkdirSync(path.dirname(file), { recursive: true });
    const smaller = path.join(folder, String(LARGEST_SYNTHESIS), 'stacks', 'mixed', 'cdk.tf.json');
    enlarge(smaller, file, resources / LARGEST_SYNTHESIS);
    check = figuresOf(checkCommand, 3);
  }
  if (figure(check, 'blocks') < resources || figure(check, 'errors') > 0) {
    throw new Error(
      `${String(figure(check, 'blocks'))} blocks were checked, with ${String(figure(check, 'errors'))} errors of rules`,
    );
  }
  const parse = figuresOf([process.execPath, path.join(BENCH, 'check.js'), file, 'parse'], runs);
  return {
    resources,
    megabytes: figure(parse, 'bytes') / 1e6,
    synthesis:
      synthesis === undefined
        ? undefined
        : { elapsedMs: figure(synthesis, 'elapsedMs'), cpuMs: figure(synthesis, 'cpuMs') },
    parseMs: figure(parse, 'parseMs'),
    loadMs: figure(check, 'loadMs'),
    checkMs: figure(check, 'checkMs'),
    elapsedMs: figure(check, 'elapsedMs'),
    peakMB: figure(check, 'peakMB'),
  };
}

/** A TypeScript program of this folder. */
function tsx(program: string, ...args: readonly string[]): readonly string[] {
  return [process.execPath, '--import', 'tsx', path.join(BENCH, program), ...args];
}

/** What `Guardrails.enforce` adds to `app.synth()`: a stack that complies, and one with faults that are let through. */
function enforcement(): string[] {
  const lines = (['constructs', 'mixed'] as const).map((kind) => {
    const command = tsx('enforcement-cost.ts', kind, String(LARGEST_SYNTHESIS), folder);
    const { without, enforced } = figuresInTurn({ without: command, enforced: [...command, 'enforce'] }, 5);
    const added = (name: string): number => figure(enforced, name) / figure(without, name) - 1;
    const cells = [
      kind === 'constructs' ? 'constructs, compliant' : 'raw resources, with faults',
      ...[ms(figure(without, 'elapsedMs')), ms(figure(enforced, 'elapsedMs')), percent(added('elapsedMs'))],
      ...[ms(figure(without, 'cpuMs')), ms(figure(enforced, 'cpuMs')), percent(added('cpuMs'))],
      added('elapsedMs') <= 0.1 ? 'yes' : '**no**',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| `app.synth()` of 10,000 resources | alone, elapsed | enforced | added | alone, CPU | enforced | added | at most 10% |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ];
}

/** What Checkov costs on the largest stack that was synthesised; undefined, said aloud, where it cannot be had. */
function measureCheckov(rows: readonly Row[]): Cost | undefined {
  const program = findCheckov();
  if (program === undefined || !rows.some(({ resources }) => resources === LARGEST_SYNTHESIS)) {
    console.error('Checkov was NOT measured: run `bash scripts/peers.sh` once, or set CHECKOV; and leave 10,000 in');
    return undefined;
  }
  return checkovCost(program, path.join(folder, String(LARGEST_SYNTHESIS), 'stacks', 'mixed'));
}

function formatRow(row: Row, previous: Row | undefined): string {
  const own = row.loadMs + row.checkMs;
  const growth = previous === undefined ? '' : `${(own / (previous.loadMs + previous.checkMs)).toFixed(1)}x`;
  const cells = [
    row.resources.toLocaleString('en-US'),
    `${row.megabytes.toFixed(1)} MB`,
    ms(row.parseMs),
    ms(row.loadMs),
    ms(row.checkMs),
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
    `# Benchmark\n\nWritten by \`npm run bench -- --write\`. Medians; CPU time where nothing else is said. ${machine}.\n\n${text}\n`,
  );
}

function figure(figures: Figures, name: string): number {
  const value = figures[name];
  if (value === undefined) throw new Error(`no figure ${name}`);
  return value;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function ms(value: number | undefined): string {
  return value === undefined ? '' : value < 10_000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}
