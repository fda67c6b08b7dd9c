import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseJsonText } from '../../lib/compliance/model/json-text';
import { bodyOffset, readBlocks } from '../../lib/compliance/model/raw-block';
import type { LabelledCase } from './labelled-case';

/** What Checkov says of the addresses of a case; an address that is missing has no verdict. */
export type CheckovVerdicts = ReadonlyMap<string, 'pass' | 'fail'>;

interface Answer {
  readonly folder: string;
  /** Last lines of the blocks. */
  readonly passed: readonly number[];
  readonly failed: readonly number[];
}

const SCRIPT = path.join(__dirname, 'checkov-verdicts.py');

/** Judges the configuration of each case by the check that it is about, with Checkov itself. By name of the case. */
export function checkovVerdicts(cases: readonly LabelledCase[], program: string): ReadonlyMap<string, CheckovVerdicts> {
  const root = mkdtempSync(path.join(tmpdir(), 'agreement-'));
  try {
    const folders = new Map(cases.map((each, index) => [path.join(root, String(index)), each]));
    const input = [...folders].map(([folder, { check, configuration }]) => {
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'cdk.tf.json'), JSON.stringify(configuration, null, 1));
      return JSON.stringify({ folder, check });
    });
    const { status, stdout, stderr } = spawnSync(interpreterOf(program), [SCRIPT], {
      input: input.join('\n'),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const answers = stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Answer] : []));
    if (status !== 0 || answers.length !== cases.length)
      throw new Error(`checkov judged ${String(answers.length)} of ${String(cases.length)} cases\n${stderr}`);
    return new Map(answers.map((answer) => [folders.get(answer.folder)?.name ?? '', verdictsOf(answer)]));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Where Checkov says both of one block, it has found a fault. */
function verdictsOf({ folder, passed, failed }: Answer): CheckovVerdicts {
  const addressOf = addressesByLine(path.join(folder, 'cdk.tf.json'));
  return new Map([
    ...passed.map((line) => [addressOf(line), 'pass'] as const),
    ...failed.map((line) => [addressOf(line), 'fail'] as const),
  ]);
}

/** Checkov leaves the type out of names: the line tells which block is meant, the last that starts at or before it. */
function addressesByLine(file: string): (line: number) => string {
  const json = parseJsonText(readFileSync(file, 'utf8'), file);
  const starts = readBlocks({ file, json, value: json.value })
    .map((block) => ({
      address: `${block.kind === 'data' ? 'data.' : ''}${block.type}.${block.name}`,
      line: json.lines.position(bodyOffset(block) ?? 0).line,
    }))
    .sort((left, right) => left.line - right.line);
  return (line) => starts.findLast((start) => start.line <= line)?.address ?? '';
}

/** The Python that the program is installed in: its first line names it. */
function interpreterOf(program: string): string {
  const file = path.isAbsolute(program)
    ? program
    : spawnSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' }).stdout.trim();
  const [first = ''] = readFileSync(file, 'utf8').split('\n', 1);
  const interpreter = /^#!\s*(\S+)$/.exec(first)?.[1];
  if (interpreter === undefined) throw new Error(`${program} is no script of Python`);
  return interpreter;
}
