import { COVERED_PACKS, coverageOf, type Coverage } from '../compliance/packs/coverage';
import { ExitCode } from './exit-code';
import { colorsOf, widthOf, type Io } from './io';
import { plainTable } from './plain-table';
import { UsageError } from './usage-error';

/** Prints what the rules decide of each recommendation of a benchmark. */
export function showCoverage(packs: readonly string[], format: string, io: Io): ExitCode {
  const [pack, ...others] = packs;
  const coverage = pack === undefined || others.length > 0 ? undefined : coverageOf(pack);
  if (coverage === undefined)
    throw new UsageError(`--coverage needs one pack of ${COVERED_PACKS.join(', ')}; name it with --pack`);
  io.stdout.write(format === 'json' ? `${JSON.stringify(coverage, null, 2)}\n` : coverageTable(coverage, io));
  return ExitCode.ok;
}

function coverageTable(coverage: readonly Coverage[], io: Io): string {
  const rows = coverage.map(({ id, topic, level, status, rules, reason }) => [
    id,
    String(level),
    topic,
    status,
    rules.length > 0 ? rules.join(', ') : (reason ?? ''),
  ]);
  const table = plainTable(['id', 'level', 'topic', 'status', 'rules, or why there is none'], rows, {
    colors: colorsOf(io),
    width: io.isTTY ? widthOf(io) : undefined,
  });
  const covered = coverage.filter(({ status }) => status !== 'not decidable' && status !== 'no rule').length;
  return `${table}\n\n${colorsOf(io).bold(`${String(covered)} of ${String(coverage.length)} recommendations covered`)}\n`;
}
