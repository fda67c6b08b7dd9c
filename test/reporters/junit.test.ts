import { createColors } from 'picocolors';
import type { Assessment } from '../../lib/compliance/engine/assessment';
import { junit } from '../../lib/reporters/junit';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE } from './assessment-fixture';
import { parseXml, type XmlElement } from './xml-document';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

function documentOf(assessment: Assessment = EVERY_STATE, options: ReporterOptions = plain): XmlElement {
  return parseXml(junit(assessment, options));
}

function suitesOf(document: XmlElement): ReadonlyMap<string | undefined, XmlElement> {
  return new Map(document.children.map((suite) => [suite.attributes.get('name'), suite]));
}

/** `rule: result` of each case. */
function casesOf(suite: XmlElement | undefined): readonly string[] {
  return (suite?.children ?? []).map(
    ({ attributes, children }) =>
      `${attributes.get('classname') ?? ''}: ${children.find(({ name }) => name !== 'system-out')?.name ?? 'passed'}`,
  );
}

describe('the strict reader of these tests', () => {
  it.each([
    '<a>',
    '<a></b>',
    '<a b="<"/>',
    '<a>&</a>',
    '<a>&#27;</a>',
    '<a>\u001b</a>',
    '<a>\ufffe</a>',
    '<a b="1" b="2"/>',
    '<a>]]></a>',
    '<a/><b/>',
  ])('refuses %j', (text) => {
    expect(() => parseXml(`<?xml version="1.0" encoding="UTF-8"?>${text}`)).toThrow();
  });
});

describe('junit', () => {
  it('has a suite for each file, one for the run, and cases named after rule and place', () => {
    const suites = suitesOf(documentOf());
    expect([...suites.keys()]).toEqual([
      'cdktf.out/stacks/shop/cdk.tf.json',
      'legacy.tf.json',
      'suppressions and defaults',
    ]);
    const testCase = suites.get('cdktf.out/stacks/shop/cdk.tf.json')?.children[1];
    expect(testCase?.attributes.get('classname')).toBe('rds-instance-storage-encrypted');
    expect(testCase?.attributes.get('name')).toBe('aws_db_instance.orders storage_encrypted');
    expect(testCase?.attributes.get('file')).toBe('lib/shop.ts');
    expect(testCase?.attributes.get('line')).toBe('31');
    expect(testCase?.children[0]?.text).toContain('fix: Set storage_encrypted = true');
  });

  it('skips what is unknown or accepted, and fails neither', () => {
    const suites = suitesOf(documentOf());
    expect(casesOf(suites.get('cdktf.out/stacks/shop/cdk.tf.json'))).toEqual([
      'sg-no-public-ipv4-admin-ports: failure',
      'rds-instance-storage-encrypted: failure',
      'rds-instance-backup-retention: failure',
      'tags-required: failure',
      'sg-no-public-ipv4-admin-ports: skipped',
      'rds-instance-storage-encrypted: skipped',
      'rds-instance-storage-encrypted: skipped',
      'rds-instance-backup-retention: skipped',
    ]);
    const skipped = suites.get('cdktf.out/stacks/shop/cdk.tf.json')?.children.slice(4) ?? [];
    expect(skipped.map(({ children }) => children[0]?.attributes.get('message')?.split(':')[0])).toEqual([
      'unknown',
      'unknown',
      'accepted',
      'accepted',
    ]);
  });

  it('calls a rule that threw an error, and an expired suppression a failure', () => {
    const suites = suitesOf(documentOf());
    expect(casesOf(suites.get('legacy.tf.json'))).toContain('s3-bucket-encrypted: error');
    expect(casesOf(suites.get('suppressions and defaults'))).toEqual([
      'suppression-expired: failure',
      'suppression-unmatched: skipped',
      'baseline-stale: skipped',
      'default-loosened: skipped',
      'default-loosened: skipped',
    ]);
  });

  it('counts what it holds', () => {
    const document = documentOf();
    const totals = ({ attributes }: XmlElement) =>
      ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(attributes.get(name)));
    for (const suite of document.children) {
      const results = suite.children.map(({ children }) => children[0]?.name);
      const count = (name: string) => results.filter((result) => result === name).length;
      expect(totals(suite)).toEqual([results.length, count('failure'), count('error'), count('skipped')]);
    }
    const sum = (index: number) => document.children.reduce((total, suite) => total + (totals(suite)[index] ?? 0), 0);
    expect(totals(document)).toEqual([sum(0), sum(1), sum(2), sum(3)]);
    expect(totals(document)).toEqual([17, 7, 1, 9]);
  });

  it('has a case for each rule that passed, unless passes stand for themselves', () => {
    expect(casesOf(suitesOf(documentOf(CLEAN)).get('rules that passed'))).toEqual([
      'rds-instance-storage-encrypted: passed',
    ]);
    const all = suitesOf(documentOf(CLEAN, { ...plain, all: true }));
    expect(all.has('rules that passed')).toBe(false);
    expect(casesOf(all.get('cdktf.out/stacks/shop/cdk.tf.json'))).toEqual(['rds-instance-storage-encrypted: passed']);
  });

  it('does not call a rule passed that judged nothing, left something open or threw', () => {
    const [rule] = CLEAN.rules;
    if (rule === undefined) throw new Error('the fixture is empty');
    const rules = [
      { ...rule, id: 'idle', pass: 0 },
      { ...rule, id: 'open', unknown: 1 },
      { ...rule, id: 'accepted', suppressed: 1 },
      { ...rule, id: 'threw' },
    ];
    const errors = [{ rule: 'threw', file: 'f', address: 'a', message: 'boom', stack: undefined }];
    expect(suitesOf(documentOf({ ...CLEAN, findings: [], rules, errors })).has('rules that passed')).toBe(false);
  });

  it('names no two cases alike', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const names = documentOf({ ...CLEAN, findings: [first, { ...first, message: 'other' }] }).children[0]?.children.map(
      ({ attributes }) => attributes.get('name'),
    );
    expect(names).toEqual(['aws_db_instance.orders storage_encrypted', 'aws_db_instance.orders storage_encrypted (2)']);
  });

  it('shows markup of the input as text', () => {
    const policy = suitesOf(documentOf()).get('legacy.tf.json')?.children[0];
    expect(policy?.children[0]?.attributes.get('message')).toContain('</script><img src=x onerror=alert(1)> ]]>');
  });
});
