import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { createColors } from 'picocolors';
import { sarif } from '../../lib/reporters/sarif';
import { CLEAN, EVERY_STATE, manyFindings } from '../reporters/assessment-fixture';
import { SURROUNDINGS } from '../support/report-surroundings';

const options = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

/** What the schema calls by these names, as strictly as the reports need it. */
const FORMATS = {
  uri: /^[a-z][a-z\d+.-]*:[\w!$&'()*+,;=:@/?#[\]%.~-]*$/i,
  'uri-reference': /^(?:[\w!$&'()*+,;=:@/?#[\].~-]|%[\dA-F]{2})*$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
};

function validator() {
  const file = process.env.SARIF_SCHEMA;
  if (file === undefined) throw new Error('SARIF_SCHEMA does not name the schema; run scripts/peers.sh');
  // The drafts 4 and 7 agree on every keyword that the schema uses.
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const rest = Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id');
  return new Ajv({ strict: false, allErrors: true, formats: FORMATS }).compile(Object.fromEntries(rest));
}

describe('the SARIF report', () => {
  const validate = validator();

  it.each([
    ['every state', EVERY_STATE],
    ['nothing wrong', CLEAN],
    ['as much as code scanning takes', manyFindings(26_000)],
  ])('matches the schema of OASIS: %s', (_, assessment) => {
    for (const all of [false, true]) {
      validate(JSON.parse(sarif(assessment, { ...options, all })));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('is refused by the schema where it is wrong', () => {
    const log = JSON.parse(sarif(EVERY_STATE, options)) as { runs: { results: Record<string, unknown>[] }[] };
    const [result] = log.runs[0]?.results ?? [];
    if (result === undefined) throw new Error('no result');
    result.kind = 'undecided';
    expect(validate(log)).toBe(false);
  });
});
