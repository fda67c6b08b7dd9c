import type { Finding } from '../../../lib/compliance/engine/assessment';
import { acceptBaseline, baselineEntries, type BaselineEntry } from '../../../lib/compliance/engine/baseline';
import { assess } from '../../../lib/compliance/engine/runner';
import { selectRules } from '../../../lib/compliance/engine/rule-selection';
import { loadJson } from '../../../lib/compliance/model/load';

const CONFIGURATION = { resource: { aws_db_instance: { main: { engine: 'postgres', publicly_accessible: true } } } };
const RULES = selectRules({ packs: [], rules: ['rds-no-public-access'] });

/** Findings of several inputs that hold a database of one address each. */
function findingsOf(...names: readonly string[]): readonly Finding[] {
  return assess(
    names.map((name) => loadJson(CONFIGURATION, name)),
    RULES,
  ).findings;
}

function accept(findings: readonly Finding[], entries: readonly BaselineEntry[]) {
  return acceptBaseline(findings, { file: 'baseline.json', entries });
}

describe('a baseline of inputs whose blocks have one address', () => {
  it('accepts as many findings of an id as it holds', () => {
    const [entries, both] = [baselineEntries(findingsOf('a')), findingsOf('a', 'b')];
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(entries).toHaveLength(1);
    const { findings, stale } = accept(both, entries);
    expect(findings.map(({ suppressed }) => suppressed?.origin)).toEqual(['baseline', undefined]);
    expect(stale).toEqual([]);
  });

  it('has an entry for each, and one too many once one of them is gone', () => {
    const entries = baselineEntries(findingsOf('a', 'b'));
    expect(entries).toHaveLength(2);
    expect(accept(findingsOf('a', 'b'), entries).findings.every(({ suppressed }) => suppressed !== null)).toBe(true);
    const { findings, stale } = accept(findingsOf('a'), entries);
    expect(findings.every(({ suppressed }) => suppressed !== null)).toBe(true);
    expect(stale).toEqual(entries.slice(1));
  });
});
