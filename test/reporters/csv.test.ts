import { createColors } from 'picocolors';
import type { Assessment, Finding } from '../../lib/compliance/engine/assessment';
import { csv } from '../../lib/reporters/csv';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE } from './assessment-fixture';
import { parseCsv } from './csv-rows';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

function rowsOf(assessment: Assessment = EVERY_STATE, options: ReporterOptions = plain): ReadonlyMap<string, string>[] {
  const [header = [], ...rows] = parseCsv(csv(assessment, options));
  for (const row of rows) expect(row).toHaveLength(header.length);
  return rows.map((row) => new Map(header.map((name, index) => [name, row[index] ?? ''])));
}

function messageCell(message: string): string | undefined {
  const [first] = EVERY_STATE.findings;
  if (first === undefined) throw new Error('the fixture is empty');
  return rowsOf({ ...CLEAN, findings: [{ ...first, message }] })[0]?.get('message');
}

describe('csv', () => {
  it('has a row for every state', () => {
    expect(rowsOf(EVERY_STATE, { ...plain, all: true }).map((row) => row.get('state'))).toEqual([
      ...[
        'fail',
        'fail',
        'fail',
        'fail',
        'fail',
        'fail',
        'unknown',
        'unknown',
        'suppressed',
        'suppressed',
        'suppressed',
      ],
      ...['pass', 'rule-error', 'suppression-expired', 'suppression-unmatched', 'baseline-stale'],
      ...['default-loosened', 'default-loosened'],
    ]);
    expect(rowsOf().map((row) => row.get('state'))).not.toContain('pass');
  });

  it('tells what is accepted, why, by whom and until when', () => {
    const accepted = rowsOf().filter((row) => row.get('state') === 'suppressed');
    expect(accepted.map((row) => ['verdict', 'accepted_by', 'owner', 'expires'].map((name) => row.get(name)))).toEqual([
      ['unknown', 'suppression', '', ''],
      ['fail', 'suppression', 'data@example.com', '2027-01-31'],
      ['fail', 'baseline', '', ''],
    ]);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =cmd()', "'  =cmd()"],
    ['\uff1dcmd()', "'\uff1dcmd()"],
    ['\tx', '\\tx'],
    ['\r\n=x', '\\r\\n=x'],
    ['a "quoted", text', 'a "quoted", text'],
    ['plain = text', 'plain = text'],
  ])('is no formula: %j', (message, cell) => {
    expect(messageCell(message)).toBe(cell);
  });

  it('shortens what no cell holds', () => {
    expect(messageCell('x'.repeat(100_000))).toMatch(/^x{2000}… \(100000 characters\)$/);
  });

  it('leaves what is absent empty, and keeps false, zero and empty texts apart', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const findings: Finding[] = [null, undefined, false, 0, ''].map((observed) => ({ ...first, observed }));
    expect(rowsOf({ ...CLEAN, findings }).map((row) => row.get('observed'))).toEqual(['', '', 'false', '0', '""']);
  });

  it('is a header alone where there is nothing to say', () => {
    expect(csv(CLEAN, plain)).toMatch(/^state,verdict,severity,[a-z_,]+,id\r\n$/);
  });
});
