import { createColors } from 'picocolors';
import type { AssessedRule, Assessment, Finding } from '../../lib/compliance/engine/assessment';
import { allRules } from '../../lib/compliance/engine/registry';
import { oscal } from '../../lib/reporters/oscal';
import { oscalControlId } from '../../lib/reporters/oscal-controls';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE } from './assessment-fixture';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

interface Identified {
  readonly uuid: string;
}

interface Property {
  readonly name: string;
  readonly value: string;
}

interface Document {
  readonly uuid: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly 'import-ap': { readonly href: string };
  readonly results: readonly Result[];
  readonly 'back-matter': { readonly resources: readonly Identified[] };
}

interface Result extends Identified {
  readonly start: string;
  readonly end: string;
  readonly 'local-definitions': {
    readonly components?: readonly Identified[];
    readonly 'inventory-items'?: readonly Identified[];
  };
  readonly 'reviewed-controls': {
    readonly 'control-selections': readonly {
      readonly 'include-controls'?: readonly { readonly 'control-id': string }[];
    }[];
  };
  readonly observations?: readonly (Identified & {
    readonly props: readonly Property[];
    readonly subjects?: readonly { readonly 'subject-uuid': string }[];
    readonly 'relevant-evidence'?: readonly { readonly href: string }[];
  })[];
  readonly risks?: readonly (Identified & {
    readonly status: string;
    readonly deadline?: string;
    readonly statement: string;
  })[];
  readonly findings?: readonly (Identified & {
    readonly description: string;
    readonly target: {
      readonly 'target-id': string;
      readonly type: string;
      readonly status: Readonly<Record<string, string>>;
    };
    readonly 'related-observations'?: readonly { readonly 'observation-uuid': string }[];
    readonly 'related-risks'?: readonly { readonly 'risk-uuid': string }[];
  })[];
  readonly remarks?: string;
}

function documentOf(assessment: Assessment = EVERY_STATE, options = plain): Document {
  return (JSON.parse(oscal(assessment, options)) as { 'assessment-results': Document })['assessment-results'];
}

function resultOf(assessment?: Assessment): Result {
  const [result] = documentOf(assessment).results;
  if (result === undefined) throw new Error('no result');
  return result;
}

/** One rule for a control, and findings of it. */
function states(rule: Partial<AssessedRule>, findings: readonly Partial<Finding>[], changes: Partial<Assessment> = {}) {
  const [first] = EVERY_STATE.findings;
  const [known] = EVERY_STATE.rules;
  if (first === undefined || known === undefined) throw new Error('the fixture is empty');
  const controls = { nist80053r5: ['SC-28'] };
  const zero = { pass: 0, fail: 0, unknown: 0, suppressed: 0 };
  const result = resultOf({
    ...CLEAN,
    findings: findings.map((each) => ({ ...first, controls, ...each })),
    rules: [{ ...known, ...zero, controls, ...rule }],
    ...changes,
  });
  return {
    states: result.findings?.map(({ target }) => `${target['target-id']} ${target.status.state ?? ''}`) ?? [],
    reviewed: result['reviewed-controls']['control-selections'].flatMap((each) => each['include-controls'] ?? [])
      .length,
    remarks: result.remarks ?? '',
  };
}

const ACCEPTED = { origin: 'settings' as const, rule: 'r', reason: 'holds public data only' };

describe('oscal: a control', () => {
  it('is satisfied where all its rules pass', () => {
    expect(states({ pass: 2 }, [])).toEqual({ states: ['sc-28 satisfied'], reviewed: 1, remarks: '' });
  });

  it('is not satisfied where one fails, whatever else passes or is unknown', () => {
    expect(states({ pass: 2, fail: 1 }, [{ verdict: 'fail' }, { verdict: 'unknown' }]).states).toEqual([
      'sc-28 not-satisfied',
    ]);
  });

  it('is not satisfied where the failure is accepted', () => {
    expect(states({ pass: 2, suppressed: 1 }, [{ suppressed: ACCEPTED }]).states).toEqual(['sc-28 not-satisfied']);
  });

  it.each([
    ['unknown', [{ verdict: 'unknown' as const }]],
    ['unknown and accepted', [{ verdict: 'unknown' as const, suppressed: ACCEPTED }]],
  ])('has no finding where a verdict is %s, and is named as undecided', (_, findings) => {
    expect(states({ pass: 2 }, findings)).toEqual({
      states: [],
      reviewed: 1,
      remarks: 'Controls that are not decided, and have no finding: sc-28',
    });
  });

  it('has no finding where a rule of it threw', () => {
    const errors = [
      { rule: 'rds-instance-storage-encrypted', file: 'f', address: 'a', message: 'x', stack: undefined },
    ];
    expect(states({ pass: 2 }, [], { errors }).states).toEqual([]);
    expect(states({}, [], { errors }).remarks).toContain('not decided, and have no finding: sc-28');
  });

  it('is not reviewed where no rule judged anything', () => {
    expect(states({}, [])).toEqual({ states: [], reviewed: 0, remarks: '' });
  });
});

describe('oscal: the document', () => {
  it('has a finding for each control that is decided', () => {
    const found = resultOf().findings?.map(({ target }) => [target['target-id'], target.type, target.status.state]);
    expect(found).toEqual([
      ['ac-4.21', 'objective-id', 'not-satisfied'],
      ['cm-5.1', 'objective-id', 'not-satisfied'],
      ['cp-9', 'objective-id', 'not-satisfied'],
      ['sc-7', 'objective-id', 'not-satisfied'],
      ['sc-28', 'objective-id', 'not-satisfied'],
      ['sc-28.1', 'objective-id', 'not-satisfied'],
    ]);
  });

  it('observes everything that fails or is unknown, and how often rules passed', () => {
    const verdicts = resultOf().observations?.map(({ props }) => props.find(({ name }) => name === 'verdict')?.value);
    const count = (verdict: string) => verdicts?.filter((each) => each === verdict).length;
    expect([count('fail'), count('unknown'), count('pass')]).toEqual([8, 3, 1]);
  });

  it('approves what is accepted as a risk, with its reason and its end', () => {
    expect(resultOf().risks?.map(({ status, deadline, statement }) => [status, deadline, statement])).toEqual([
      [
        'deviation-approved',
        '2027-01-31T23:59:59.000Z',
        'holds public data only \\(data@example.com, until 2027-01-31\\)',
      ],
      ['deviation-approved', undefined, 'accepted at adoption by guardrails.baseline.json'],
    ]);
  });

  it('refers only to what it defines, and names nothing twice', () => {
    const document = documentOf();
    const result = resultOf();
    const defined = [
      ...document['back-matter'].resources,
      ...(result['local-definitions'].components ?? []),
      ...(result['local-definitions']['inventory-items'] ?? []),
      ...(result.observations ?? []),
      ...(result.risks ?? []),
      ...(result.findings ?? []),
    ].map(({ uuid }) => uuid);
    expect(new Set(defined).size).toBe(defined.length);
    for (const uuid of defined)
      expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const referred = [
      document['import-ap'].href.slice(1),
      ...(result.observations ?? []).flatMap((each) => [
        ...(each.subjects ?? []).map((subject) => subject['subject-uuid']),
        ...(each['relevant-evidence'] ?? []).map(({ href }) => href.slice(1)),
      ]),
      ...(result.findings ?? []).flatMap((each) => [
        ...(each['related-observations'] ?? []).map((related) => related['observation-uuid']),
        ...(each['related-risks'] ?? []).map((related) => related['risk-uuid']),
      ]),
    ];
    expect(referred.length).toBeGreaterThan(40);
    for (const uuid of referred) expect(defined).toContain(uuid);
  });

  it('tells two findings of one id in two files apart', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const twice = { ...CLEAN, findings: [first, first, { ...first, file: 'b.tf.json' }] };
    const uuids = resultOf(twice).observations?.map(({ uuid }) => uuid) ?? [];
    expect(new Set(uuids).size).toBe(4);
  });

  it('is the same for the same run, and another at another time', () => {
    expect(oscal(EVERY_STATE, plain)).toBe(oscal(structuredClone(EVERY_STATE), plain));
    const later = documentOf(EVERY_STATE, { ...plain, startedAt: '2026-02-01T12:00:00.000Z' });
    expect(later.uuid).not.toBe(documentOf().uuid);
    expect(later.results[0]).toMatchObject({ start: '2026-02-01T12:00:00.000Z', end: '2026-02-01T12:00:00.185Z' });
  });

  it('says what version of OSCAL it is', () => {
    expect(documentOf().metadata['oscal-version']).toBe('1.1.3');
  });
});

describe('oscalControlId', () => {
  it.each([
    ['AC-3', 'ac-3'],
    ['AC-2(1)', 'ac-2.1'],
    ['AC-4(21)', 'ac-4.21'],
    ['CP-9d', 'cp-9'],
    ['SC-13a', 'sc-13'],
    ['CM-5(1)(a)', 'cm-5.1'],
    ['RDS.3', undefined],
    ['AC-2i.2', 'ac-2'],
    ['ac_3', 'ac-3'],
    ['AC-2(4) Automated Audit Actions', 'ac-2.4'],
    ['AC-3xyz', undefined],
    ['AC-345', undefined],
    ['AC-3(x1)', undefined],
    ['', undefined],
  ])('reads %s as %s', (id, control) => {
    expect(oscalControlId(id)).toBe(control);
  });

  it('reads every control that a rule names', () => {
    const ids = [...new Set(allRules().flatMap(({ controls }) => controls.nist80053r5 ?? []))];
    expect(ids.length).toBeGreaterThan(80);
    expect(ids.filter((id) => oscalControlId(id) === undefined)).toEqual([]);
  });
});
