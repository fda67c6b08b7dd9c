import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Assessment, RuleId } from '../../lib/compliance';
import { Workspace } from '../cli/run-command';
import { runExample } from './run-example';

/** Synthesis runs in a process of its own. */
jest.setTimeout(60_000);

describe('examples/broken-twin', () => {
  const workspace = new Workspace();
  const outdir = workspace.path;
  let code: number;
  let assessment: Assessment;

  beforeAll(async () => {
    runExample('broken-twin', outdir);
    const result = await workspace.run(['check', outdir, '--format', 'json']);
    code = result.code;
    assessment = JSON.parse(result.stdout) as Assessment;
  });

  afterAll(() => {
    workspace.remove();
  });

  const failing = (): Assessment['findings'] => assessment.findings.filter(({ verdict }) => verdict === 'fail');

  it('is rejected with at least fifteen distinct rules', () => {
    expect(code).toBe(1);
    expect(new Set(failing().map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(15);
  });

  it.each<[rule: RuleId, address: string]>([
    ['provider-no-static-credentials', 'provider.aws'],
    ['sg-no-public-ipv4-admin-ports', 'aws_security_group.application'],
    ['sg-no-public-ipv6-admin-ports', 'aws_security_group.windows'],
    ['sg-no-public-all-traffic', 'aws_vpc_security_group_ingress_rule.database-everywhere'],
    ['rds-instance-storage-encrypted', 'aws_db_instance.db'],
    ['rds-no-public-access', 'aws_db_instance.db'],
    ['rds-backup-retention', 'aws_db_instance.db'],
    ['no-plaintext-secret', 'aws_db_instance.db'],
    ['iam-policy-no-full-admin', 'aws_iam_policy.admin'],
    ['iam-role-trust-no-wildcard-principal', 'aws_iam_role.role'],
    ['iam-no-admin-managed-policy', 'aws_iam_role_policy_attachment.role-aws-admin'],
    ['kms-key-rotation-enabled', 'aws_kms_key.key'],
    ['kms-key-policy-not-public', 'aws_kms_key.key'],
    ['secretsmanager-no-plaintext-value', 'aws_secretsmanager_secret_version.secret-value'],
  ])('violates %s at %s', (rule, address) => {
    const finding = failing().find((candidate) => candidate.rule === rule && candidate.address === address);
    expect(finding).toBeDefined();
    expect(finding?.message).not.toBe('');
    expect(finding?.remediation).not.toBe('');
  });

  it('names the construct and the line that creates it', () => {
    const main = path.join('examples', 'broken-twin', 'main.ts');
    const lines = readFileSync(path.join(__dirname, '..', '..', main), 'utf8').split('\n');
    for (const id of ['application', 'db', 'admin', 'key']) {
      const source = failing().find(({ constructPath }) => constructPath === `broken-twin/${id}`)?.source;
      expect(source?.file).toBe(main);
      expect(lines[(source?.line ?? 0) - 1]).toContain(`'${id}'`);
    }
  });

  it.each([
    ['json', 'the password', 'correct-horse'],
    ['json', 'the secret access key', 'bPxRfiCY'],
    ['json', 'the secret', 'hunter2'],
    ['stylish', 'the password', 'correct-horse'],
    ['stylish', 'the secret access key', 'bPxRfiCY'],
    ['stylish', 'the secret', 'hunter2'],
  ])('is reported as %s without %s', async (format, _what, secret) => {
    const { stdout, stderr } = await workspace.run(['check', outdir, '--format', format, '--pack', 'strict', '--all']);
    expect(stdout.length).toBeGreaterThan(1000);
    expect(stdout + stderr).not.toContain(secret);
  });
});
