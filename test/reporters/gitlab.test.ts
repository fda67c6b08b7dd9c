import { createColors } from 'picocolors';
import type { Assessment } from '../../lib/compliance/engine/assessment';
import { gitlab } from '../../lib/reporters/gitlab';
import type { ReporterOptions } from '../../lib/reporters/reporter';
import { SURROUNDINGS } from '../support/report-surroundings';
import { CLEAN, EVERY_STATE } from './assessment-fixture';

const plain: ReporterOptions = { ...SURROUNDINGS, colors: createColors(false), width: 100 };

interface Violation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

function violationsOf(assessment: Assessment = EVERY_STATE, options: ReporterOptions = plain): readonly Violation[] {
  return JSON.parse(gitlab(assessment, options)) as Violation[];
}

describe('gitlab', () => {
  it('has what GitLab needs of each violation', () => {
    for (const violation of violationsOf()) {
      expect(Object.keys(violation)).toEqual(['description', 'check_name', 'fingerprint', 'severity', 'location']);
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(violation.severity);
      expect(violation.location.path).not.toMatch(/^(?:\/|\.\/|$)/);
      expect(violation.location.lines.begin).toBeGreaterThanOrEqual(1);
      expect(violation.description).not.toBe('');
    }
  });

  it('reports what fails by severity, and as info what is unknown; nothing that is accepted or passes', () => {
    const findings = violationsOf(EVERY_STATE, { ...plain, all: true }).filter(({ check_name: name }) =>
      /^(?:rds|sg|iam|tags|output)-/.test(name),
    );
    expect(findings.map(({ check_name: name, severity }) => `${severity} ${name}`)).toEqual([
      'blocker sg-no-public-ipv4-admin-ports',
      'blocker iam-policy-no-admin',
      'critical rds-instance-storage-encrypted',
      'major rds-instance-backup-retention',
      'minor tags-required',
      'minor output-no-secrets',
      'info sg-no-public-ipv4-admin-ports',
      'info rds-instance-storage-encrypted',
    ]);
    expect(findings.at(-1)?.description).toMatch(/^unknown: /);
  });

  it('reports rules that threw, suppressions and loosened defaults, where they have a file', () => {
    const notices = violationsOf().filter(({ check_name: name }) =>
      /^(?:rule|suppression|baseline|default)-/.test(name),
    );
    expect(notices.map(({ check_name: name, severity, location }) => `${severity} ${name} ${location.path}`)).toEqual([
      'critical rule-error legacy.tf.json',
      'critical suppression-expired guardrails.config.json',
      'minor suppression-unmatched cdktf.out/stacks/shop/cdk.tf.json',
      'info default-loosened src/shop-stack.ts',
      'info default-loosened legacy.tf.json',
    ]);
  });

  it('has fingerprints that are unique, and stay when lines move', () => {
    const [first] = EVERY_STATE.findings;
    if (first === undefined) throw new Error('the fixture is empty');
    const twice = violationsOf({ ...CLEAN, findings: [first, { ...first, file: 'b.tf.json' }] });
    expect(twice[0]?.fingerprint).toBe(first.id);
    expect(new Set(twice.map(({ fingerprint }) => fingerprint)).size).toBe(2);
    const moved = violationsOf({ ...CLEAN, findings: [{ ...first, line: 99, source: null }] });
    expect(moved[0]?.fingerprint).toBe(first.id);
    const all = violationsOf().map(({ fingerprint }) => fingerprint);
    expect(new Set(all).size).toBe(all.length);
  });

  it('is an empty list where nothing is wrong', () => {
    expect(gitlab(CLEAN, plain)).toBe('[]\n');
  });
});
