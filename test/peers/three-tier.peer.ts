import disagreements from './checkov-disagreements.json';
import { runCheckov, type CheckovReport } from './checkov';
import { synthesizeExample, withoutDroppingBlocks, withoutNulls, type StackJson } from './examples';

const REASON = /^[A-Z].{30,}\.$/s;

const text = ({ check, address }: { readonly check: string; readonly address: string }): string =>
  `${check} ${address}`;

/** Checkov as outside judge of the defaults, given the JSON in the form in which it sees most. */
describe('Checkov on three-tier', () => {
  let report: CheckovReport;

  beforeAll(() => {
    report = runCheckov(withoutNulls(withoutDroppingBlocks(synthesizeExample('three-tier'))) as StackJson);
  });

  it('judges the whole stack', () => {
    expect(report.parsingErrors).toBe(0);
    const judged = new Set([...report.passed, ...report.failed].map(({ address }) => address.split('.')[0]));
    for (const type of [
      'aws_db_instance',
      'aws_iam_role',
      'aws_kms_key',
      'aws_secretsmanager_secret',
      'aws_security_group',
      'aws_vpc',
    ]) {
      expect(judged).toContain(type);
    }
  });

  it('fails only what checkov-disagreements.json gives a reason for', () => {
    expect(report.failed.map(text).sort()).toEqual(disagreements.map(text).sort());
  });

  it('is contradicted with a reason each time', () => {
    for (const { reason } of disagreements) expect(reason).toMatch(REASON);
  });
});
