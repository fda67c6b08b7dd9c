import type { Log, Notification, Result, Run } from 'sarif';
import { createColors } from 'picocolors';
import type { Assessment, Finding } from '../../lib/compliance/engine/assessment';
import { sarif } from '../../lib/reporters/sarif';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE } from './assessment-fixture';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

function runOf(assessment: Assessment = EVERY_STATE, options: ReporterOptions = plain): Run {
  const { runs, version } = JSON.parse(sarif(assessment, options)) as Log;
  expect(version).toBe('2.1.0');
  expect(runs).toHaveLength(1);
  const [run] = runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

function resultOf(id: string, run = runOf()): Result {
  const result = run.results?.find(({ partialFingerprints }) => partialFingerprints?.['guardrailsFinding/v1'] === id);
  if (result === undefined) throw new Error(`no result ${id}`);
  return result;
}

function one(changes: Partial<Finding>, options: ReporterOptions = plain): Result {
  const [first] = EVERY_STATE.findings;
  if (first === undefined) throw new Error('the fixture is empty');
  const [result] = runOf({ ...EVERY_STATE, findings: [{ ...first, ...changes }] }, options).results ?? [];
  if (result === undefined) throw new Error('no result');
  return result;
}

function notices(): readonly Notification[] {
  return runOf().invocations?.[0]?.toolExecutionNotifications ?? [];
}

describe('sarif: results', () => {
  it('are what fails, is unknown or accepted; passes too where all are wanted', () => {
    const kinds = (run: Run) =>
      run.results?.map(({ kind, suppressions }) => `${String(kind)} ${String(suppressions?.length)}`);
    expect(kinds(runOf())).toEqual([
      ...Array.from({ length: 6 }, () => 'fail 0'),
      ...['open 0', 'open 0', 'open 1', 'fail 1', 'fail 1'],
    ]);
    expect(kinds(runOf(EVERY_STATE, { ...plain, all: true }))?.at(-1)).toBe('pass 0');
  });

  it('have a level only where they fail, the worst first', () => {
    const pairs = runOf(EVERY_STATE, { ...plain, all: true }).results?.map(({ kind, level }) => [kind, level]);
    expect(pairs?.slice(0, 6).map(([, level]) => level)).toEqual([
      'error',
      'error',
      'error',
      'warning',
      'note',
      'note',
    ]);
    expect(pairs?.every(([kind, level]) => (kind === 'fail') === (level !== 'none'))).toBe(true);
  });

  it('name the line of TypeScript first and the line of JSON beside it', () => {
    const result = resultOf('0000000000000001');
    expect(result.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'lib/shop.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 31, startColumn: 5 },
    });
    expect(result.relatedLocations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'cdktf.out/stacks/shop/cdk.tf.json', uriBaseId: '%SRCROOT%' },
      region: { startLine: 12, startColumn: 7 },
    });
    expect(result.locations?.[0]?.logicalLocations).toEqual([
      { fullyQualifiedName: 'aws_db_instance.orders', kind: 'resource' },
      { fullyQualifiedName: 'shop/orders/instance', kind: 'object' },
    ]);
  });

  it('name the JSON where no source is known, and its first line where no line is', () => {
    const result = resultOf('0000000000000005');
    expect(result.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'legacy.tf.json', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    });
    expect(result).not.toHaveProperty('relatedLocations');
  });

  it('encode their paths', () => {
    expect(resultOf('0000000000000011').locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      'lib/my%20shop/%C3%A4rchive%231.ts',
    );
  });

  it.each([
    ['/project/lib/a.ts', 'lib/a.ts', true],
    ['./lib/a.ts', 'lib/a.ts', true],
    ['../other/a.ts', '../other/a.ts', false],
    ['/elsewhere/a b.ts', 'file:///elsewhere/a%20b.ts', false],
    ['..a/b.ts', '..a/b.ts', true],
  ])('tell the place of %s from the root of the repository: %s', (file, uri, isInside) => {
    const location = one({ source: { file, line: 1, column: 1 } }).locations?.[0]?.physicalLocation?.artifactLocation;
    expect(location).toEqual(isInside ? { uri, uriBaseId: '%SRCROOT%' } : { uri });
  });

  it('tell places from the root of the repository where the run started below it', () => {
    const result = one({}, { ...plain, root: '/project/packages/infra', repository: '/project' });
    expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('packages/infra/lib/shop.ts');
  });

  it('have fingerprints that tell them apart, also where two files hold the same finding', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const run = runOf({ ...EVERY_STATE, findings: [first, { ...first, file: 'b.tf.json' }] });
    expect(run.results?.map(({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash)).toEqual([
      '0000000000000001:1',
      '0000000000000001:2',
    ]);
  });

  it('say why they are accepted', () => {
    expect(resultOf('0000000000000009').suppressions).toEqual([
      {
        kind: 'inSource',
        status: 'accepted',
        justification: 'holds public data only (data@example.com, until 2027-01-31)',
        properties: { acceptedBy: 'suppression', owner: 'data@example.com', expires: '2027-01-31' },
      },
    ]);
  });

  it('all have a state of the baseline, or none', () => {
    const states = runOf().results?.map(({ baselineState }) => baselineState);
    expect(states?.filter((state) => state === 'unchanged')).toHaveLength(1);
    expect(states?.filter((state) => state === 'new')).toHaveLength(10);
    expect(resultOf('0000000000000011').baselineState).toBe('unchanged');
    const without = EVERY_STATE.findings.filter(({ id }) => id !== '0000000000000011');
    const run = runOf({ ...EVERY_STATE, findings: without, staleBaseline: [] });
    expect(run.results?.some((result) => 'baselineState' in result)).toBe(false);
  });

  it('have lines that SARIF knows, whatever the input says', () => {
    const region = (line: number, column: number) =>
      one({ source: { file: 'a.ts', line, column } }).locations?.[0]?.physicalLocation?.region;
    expect(region(0, 0)).toEqual({ startLine: 1, startColumn: 1 });
    expect(region(1e30, 7)).toEqual({ startLine: 2_147_483_647, startColumn: 7 });
  });

  it('hold no link of the input', () => {
    expect(resultOf('0000000000000005').message.text).toContain('[link] (https://evil.example)');
  });

  it('are an empty list where nothing is wrong', () => {
    expect(runOf(CLEAN).results).toEqual([]);
  });
});

describe('sarif: rules', () => {
  it('are all that ran, and results point to them', () => {
    const run = runOf();
    const { rules = [] } = run.tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(EVERY_STATE.rules.map(({ id }) => id));
    for (const { ruleId, ruleIndex } of run.results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  it('are added where only findings know them', () => {
    const run = runOf({ ...EVERY_STATE, rules: [] });
    for (const { ruleId, ruleIndex } of run.results ?? [])
      expect(run.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  it('have a score that GitHub reads as their severity', () => {
    const rules = runOf().tool.driver.rules ?? [];
    const scores = new Map(rules.map(({ id, properties }) => [id, properties?.['security-severity'] as unknown]));
    expect(scores.get('iam-policy-no-admin')).toBe('9.5');
    expect(scores.get('rds-instance-storage-encrypted')).toBe('8.0');
    expect(scores.get('rds-instance-backup-retention')).toBe('5.5');
    expect(scores.get('tags-required')).toBe('3.0');
  });

  it('have no more tags than GitHub takes, the first of them security', () => {
    const [rule] = EVERY_STATE.rules;
    if (rule === undefined) throw new Error('the fixture is empty');
    const nist80053r5 = Array.from({ length: 40 }, (_, index) => `AC-${String(index)}`);
    const run = runOf({ ...EVERY_STATE, rules: [{ ...rule, controls: { nist80053r5, fsbp: ['RDS.3'] } }] });
    const tags = run.tool.driver.rules?.[0]?.properties?.tags ?? [];
    expect(tags).toHaveLength(20);
    expect(tags.slice(0, 3)).toEqual(['security', 'aws-fsbp/RDS.3', 'nist-800-53-r5/AC-0']);
  });

  it('say how to comply, and where to read more', () => {
    const help = runOf().tool.driver.rules?.[0]?.help;
    expect(help?.text).toContain('Fix: Set storage_encrypted = true');
    expect(help?.text).toContain('cdktf-guardrails explain rds-instance-storage-encrypted');
    expect(help?.markdown).toContain('**Fix:** Set storage\\_encrypted = true');
  });
});

describe('sarif: the run', () => {
  it('tells of errors, suppressions, the baseline and loosened defaults', () => {
    expect(notices().map(({ descriptor, level }) => [descriptor?.id, level])).toEqual([
      ['rule-error', 'error'],
      ['suppression-expired', 'error'],
      ['suppression-unmatched', 'warning'],
      ['baseline-stale', 'warning'],
      ['default-loosened', 'note'],
      ['default-loosened', 'note'],
    ]);
    const known = runOf().tool.driver.notifications?.map(({ id }) => id) ?? [];
    for (const { descriptor } of notices()) expect(known).toContain(descriptor?.id);
  });

  it('was no success where a rule threw', () => {
    expect(runOf().invocations?.[0]?.executionSuccessful).toBe(false);
    expect(runOf(CLEAN).invocations?.[0]).toEqual({
      executionSuccessful: true,
      startTimeUtc: '2026-01-31T12:00:00.000Z',
      toolExecutionNotifications: [],
    });
  });

  it('names what was read, with its hash, and no place of this machine', () => {
    expect(runOf().artifacts?.[0]).toEqual({
      location: { uri: 'cdktf.out/stacks/shop/cdk.tf.json', uriBaseId: '%SRCROOT%' },
      roles: ['analysisTarget'],
      hashes: { 'sha-256': 'a'.repeat(64) },
    });
    expect(sarif(EVERY_STATE, plain)).not.toContain('/project');
  });
});
