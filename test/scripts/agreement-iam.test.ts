import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { iamCases } from '../../scripts/agreement/iam-cases';
import { judgeCase } from '../../scripts/agreement/judge-case';
import { managedReadsReport } from '../../scripts/agreement/managed-reads';
import { report } from '../../scripts/agreement/report';

let folder = '';
const lines: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'agreement-'));
  mkdirSync(path.join(folder, 'iam'));
  lines.length = 0;
  const note = (line: unknown): void => {
    lines.push(String(line));
  };
  jest.spyOn(console, 'log').mockImplementation(note);
  jest.spyOn(console, 'error').mockImplementation(note);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  jest.restoreAllMocks();
});

function write(name: string, statement: object, expected: object = {}, source = 'aws-managed-readonly'): void {
  const policy = { Version: '2012-10-17', Statement: [statement] };
  const labels = { escalation: null, wildcardAction: null, wildcardResource: null, ...expected };
  const text = JSON.stringify({ kind: 'identity', source, policy, expected: labels });
  writeFileSync(path.join(folder, 'iam', `${name}.json`), text);
}

const READS = { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' };
const SECRETS = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };
const REWRITES = { Effect: 'Allow', Action: 'iam:CreatePolicyVersion', Resource: '*' };

describe('policies that AWS calls read-only', () => {
  it('may be over-broad at a low severity', () => {
    write('a', READS);
    expect(managedReadsReport(folder)).toBe(0);
    expect(lines.join('\n')).toContain('escalation in 0, over-broad at severity high in 0 (0.0%');
    expect(lines.join('\n')).toContain('iam-policy-no-unconstrained-read (low): 1 (100.0%)');
  });

  it('may not be over-broad at severity high in one of twenty', () => {
    for (let index = 0; index < 19; index += 1) write(`a${index}`, READS);
    write('b', SECRETS);
    expect(managedReadsReport(folder)).toBe(1);
    expect(lines).toContain('over-broad at severity high: iam/b.json');
    write('c', READS);
    expect(managedReadsReport(folder)).toBe(0);
  });

  it('may not raise privileges', () => {
    write('a', REWRITES);
    for (let index = 0; index < 40; index += 1) write(`b${index}`, READS);
    expect(managedReadsReport(folder)).toBe(1);
    expect(lines).toContain('said to raise privileges: iam/a.json');
  });

  it('are not asked for where there are none', () => {
    write('a', SECRETS, {}, 'parliament');
    expect(managedReadsReport(folder)).toBe(0);
    expect(lines).toEqual([]);
  });
});

describe('labelled policies', () => {
  const options = { list: true, isPartial: false };
  const judged = () => iamCases(folder).flatMap(judgeCase);

  it('agree on every question that they are labelled with', () => {
    write('a', READS, { escalation: false, wildcardAction: false, wildcardResource: true });
    write('b', REWRITES, { escalation: true });
    const answers = judged();
    expect(answers.map(({ check, answer }) => [check, answer])).toEqual([
      ['escalation', 'agree'],
      ['wildcardAction', 'agree'],
      ['wildcardResource', 'agree'],
      ['escalation', 'agree'],
    ]);
    expect(report(answers, [], options)).toBe(0);
  });

  it('fail where a label is not met and not explained, and not for explanations of other projects', () => {
    write('a', READS, { wildcardResource: false });
    const known = { address: 'aws_iam_policy.case', label: 'pass', ours: 'fail', reason: 'such as this' };
    expect(report(judged(), [], options)).toBe(1);
    const others = { ...known, case: 'checkov/x.json' };
    expect(report(judged(), [{ ...known, case: 'iam/a.json' }, others], options)).toBe(0);
    expect(lines.join('\n')).not.toContain('stale');
    expect(
      report(
        judged(),
        [
          { ...known, case: 'iam/a.json' },
          { ...known, case: 'iam/gone.json' },
        ],
        options,
      ),
    ).toBe(1);
    expect(lines).toContain('stale explanation: iam/gone.json aws_iam_policy.case');
  });
});
