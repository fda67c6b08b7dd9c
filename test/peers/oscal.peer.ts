import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { oscal } from '../../lib/reporters/oscal';
import { CLEAN, EVERY_STATE, manyFindings } from '../reporters/assessment-fixture';
import { SURROUNDINGS } from '../support/report-surroundings';

const options = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

describe('the OSCAL report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guardrails-oscal-'));
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);

  function trestle(...args: readonly string[]): Ended {
    const program = process.env.TRESTLE;
    if (program === undefined) throw new Error('TRESTLE does not name the program; run scripts/peers.sh');
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return { status, output: stdout + stderr };
  }

  /** Import reads the document into the model, checks its UUIDs and references, and refuses what does not fit. */
  function imported(name: string, text: string): Ended {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, text);
    return trestle('import', '--trestle-root', workspace, '--file', file, '--output', name);
  }

  beforeAll(() => {
    expect(trestle('init', '--trestle-root', workspace, '--local')).toMatchObject({ status: 0 });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['every-state', EVERY_STATE],
    ['nothing-wrong', CLEAN],
    ['nothing-at-all', { ...CLEAN, inputs: [], rules: [], findings: [] }],
    ['many-findings', manyFindings(500)],
  ])('is taken by compliance-trestle: %s', (name, assessment) => {
    const { status, output } = imported(name, oscal(assessment, { ...options, all: true }));
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    const validated = trestle('validate', '--trestle-root', workspace, '--type', 'assessment-results', '--name', name);
    expect(validated.output).toContain('VALID');
    expect(validated.status).toBe(0);
  });

  it('is refused by compliance-trestle where it is wrong', () => {
    const text = oscal(EVERY_STATE, options);
    expect(imported('wrong-method', text.replace('"methods"', '"method"')).status).not.toBe(0);
    expect(imported('wrong-uuid', text.replace(/"uuid": "[^"]+"/, '"uuid": "1"')).status).not.toBe(0);
  });
});
