import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import type { Assessment } from '../../lib/compliance/engine/assessment';
import { reporters } from '../../lib/reporters';
import { json } from '../../lib/reporters/json';
import { expectGolden } from './golden-file';
import { CLEAN, EVERY_STATE } from './assessment-fixture';
import { SURROUNDINGS } from '../support/report-surroundings';

const options = { ...SURROUNDINGS, colors: createColors(true), width: 40 };
const schema = JSON.parse(readFileSync(join(__dirname, '../../schemas/report-v1.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

function parsed(assessment: Assessment, all = false): { findings: Record<string, unknown>[] } {
  return JSON.parse(json(assessment, { ...options, all })) as { findings: Record<string, unknown>[] };
}

describe('json', () => {
  it('has a name for --format', () => {
    expect(reporters.get('json')?.(EVERY_STATE, options)).toBe(json(EVERY_STATE, options));
  });

  it('writes report.json', () => {
    expectGolden('report.json', json(EVERY_STATE, { ...options, all: true }));
  });

  it.each([
    ['every state', EVERY_STATE],
    ['nothing wrong', CLEAN],
  ])('matches its schema: %s', (_name, assessment) => {
    for (const all of [true, false]) {
      validate(parsed(assessment, all));
      expect(validate.errors).toBeNull();
    }
  });

  it('has a schema that refuses other reports', () => {
    const report = parsed(EVERY_STATE);
    expect(validate({ ...report, extra: 1 })).toBe(false);
    expect(validate({ ...report, version: 2 })).toBe(false);
    expect(validate({ ...report, findings: [{ ...report.findings[0], verdict: 'notApplicable' }] })).toBe(false);
    const withoutObserved = { ...report.findings[0] };
    delete withoutObserved.observed;
    expect(validate({ ...report, findings: [withoutObserved] })).toBe(false);
  });

  it('says that a report is incomplete when a rule threw, without its stack', () => {
    const error = { rule: 'r', file: 'f', address: 'a', message: 'boom', stack: 'Error: boom at x' };
    const report = JSON.parse(json({ ...CLEAN, errors: [error] }, options)) as { errors: unknown };
    expect(report.errors).toEqual([{ rule: 'r', file: 'f', address: 'a', message: 'boom' }]);
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it('holds exactly the keys of the contract, in its order', () => {
    expect(Object.keys(parsed(EVERY_STATE))).toEqual([
      'version',
      'tool',
      'inputs',
      'summary',
      'findings',
      'loosened',
      'suppressionProblems',
      'staleBaseline',
      'errors',
    ]);
    expect(Object.keys(parsed(CLEAN))).toEqual(['version', 'tool', 'inputs', 'summary', 'findings']);
    expect(Object.keys(parsed(EVERY_STATE).findings[0] ?? {})).toEqual([
      'id',
      'rule',
      'severity',
      'verdict',
      'suppressed',
      'file',
      'address',
      'path',
      'observed',
      'expected',
      'message',
      'remediation',
      'constructPath',
      'source',
      'controls',
      'equivalents',
    ]);
  });

  it('leaves passes out unless all is asked for', () => {
    expect(parsed(EVERY_STATE).findings.map(({ verdict }) => verdict)).not.toContain('pass');
    expect(parsed(EVERY_STATE, true).findings).toHaveLength(EVERY_STATE.findings.length);
  });

  it('is complete whatever is shown to people', () => {
    expect(json(EVERY_STATE, { ...options, quiet: true, maxFindings: 1 })).toBe(json(EVERY_STATE, options));
  });

  it('writes equal assessments as equal texts, whatever the order of their keys', () => {
    const reversed = JSON.parse(JSON.stringify(EVERY_STATE, undefined), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !('Action' in value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as Assessment;
    expect(json(reversed, { ...options, all: true })).toBe(json(EVERY_STATE, { ...options, all: true }));
  });

  it('ends with a line break and has no colours or control characters', () => {
    const text = json(EVERY_STATE, { ...options, all: true });
    expect(text.endsWith('}\n')).toBe(true);
    // eslint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
  });

  it('changes no value by escaping', () => {
    const observed = parsed(EVERY_STATE).findings.map((finding) => finding.observed);
    const given = EVERY_STATE.findings.filter(({ verdict }) => verdict !== 'pass').map((finding) => finding.observed);
    expect(observed).toEqual(given);
  });

  it('writes null for an observed value that is undefined, and keeps own keys such as __proto__', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const observed: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}');
    const text = json(
      {
        ...EVERY_STATE,
        findings: [
          { ...first, observed: undefined },
          { ...first, observed },
        ],
      },
      options,
    );
    expect(text).toContain('"observed": null');
    expect(text).toMatch(/"__proto__": \{\s+"a": 1\s+\},\s+"constructor": 2/);
  });
});
