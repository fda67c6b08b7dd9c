import { assess, loadJson, selectRules, type RuleId } from '../../lib/compliance';
import { checksOn, runCheckov, type CheckovReport } from './checkov';
import { synthesizeExample, withoutDroppingBlocks, withoutNulls, type StackJson } from './examples';

/**
 * What the README says that Checkov does not see, measured. Each test shows the silence, and that what we name as the
 * cause is the cause: with it taken out, Checkov speaks.
 */
const twin = synthesizeExample('broken-twin');
const readable = withoutDroppingBlocks(twin);

function blockOf(stack: StackJson, type: string, name: string): StackJson {
  return (stack as { resource: Record<string, Record<string, StackJson>> }).resource[type]?.[name] ?? {};
}

/** A copy of the stack in which one block is changed. */
function change(stack: StackJson, type: string, name: string, edit: (block: StackJson) => void): StackJson {
  const copy = structuredClone(stack);
  edit(blockOf(copy, type, name));
  return copy;
}

function violated(address: string): readonly string[] {
  const { findings } = assess([loadJson(twin)], selectRules({ packs: ['strict'] }));
  return [
    ...new Set(
      findings.filter((finding) => finding.verdict === 'fail' && finding.address === address).map(({ rule }) => rule),
    ),
  ];
}

function expectFound(address: string, ...rules: readonly RuleId[]): void {
  expect(violated(address)).toEqual(expect.arrayContaining([...rules]));
}

describe('Checkov on the broken twin', () => {
  let report: CheckovReport;

  beforeAll(() => {
    report = runCheckov(readable);
  });

  it('drops the stack as CDKTF wrote it, and ends with 0', () => {
    expect(runCheckov(twin)).toEqual({ exitCode: 0, parsingErrors: 1, passed: [], failed: [] });
  });

  it.each(['required_version', 'import'])('drops it for %s alone', (only) => {
    const beside = only === 'import' ? { import: twin.import } : { terraform: { required_version: '>= 1.11' } };
    expect(runCheckov({ ...readable, ...beside })).toMatchObject({ exitCode: 0, parsingErrors: 1, failed: [] });
  });

  it('judges it without those two', () => {
    expect(report).toMatchObject({ exitCode: 1, parsingErrors: 0 });
    expect(checksOn('aws_db_instance.db', report.failed)).toContain('CKV_AWS_17');
    expect(checksOn('provider.aws', report.failed)).toContain('CKV_AWS_41');
  });

  it('passes the open inline group because of its explicit nulls', () => {
    const address = 'aws_security_group.application';
    expect(checksOn(address, report.passed)).toEqual(expect.arrayContaining(['CKV_AWS_24', 'CKV_AWS_382']));
    const explicit = runCheckov(withoutNulls(readable) as StackJson);
    expect(checksOn(address, explicit.failed)).toEqual(expect.arrayContaining(['CKV_AWS_24', 'CKV_AWS_382']));
    expectFound(address, 'sg-no-public-ipv4-admin-ports', 'sg-no-unrestricted-egress');
  });

  it('says nothing of the group with a dynamic ingress, nor what its graph holds of later resources', () => {
    const address = 'aws_security_group.windows';
    expect([...checksOn(address, report.failed), ...checksOn(address, report.passed)]).toEqual([]);
    expect(checksOn('aws_vpc.vpc', report.failed)).toEqual([]);
    const expanded = change(readable, 'aws_security_group', 'windows', (block) => {
      delete block.dynamic;
    });
    expect(checksOn('aws_vpc.vpc', runCheckov(expanded).failed)).toEqual(
      expect.arrayContaining(['CKV2_AWS_11', 'CKV2_AWS_12']),
    );
    expectFound(address, 'sg-no-public-ipv6-admin-ports');
  });

  it('passes every protocol from everywhere in a standalone rule', () => {
    const address = 'aws_vpc_security_group_ingress_rule.database-everywhere';
    const checks = ['CKV_AWS_24', 'CKV_AWS_25', 'CKV_AWS_260', 'CKV_AWS_277'];
    expect(checksOn(address, report.passed)).toEqual(expect.arrayContaining(checks));
    expectFound(address, 'sg-no-public-all-traffic', 'sg-no-public-ipv4-admin-ports');
  });

  it('passes the administrator in jsonencode by the checks of policy documents', () => {
    const address = 'aws_iam_policy.admin';
    expect(checksOn(address, report.passed)).toEqual(expect.arrayContaining(['CKV_AWS_62', 'CKV_AWS_63']));
    // One check of its graph searches the text of the policy, and finds it.
    expect(checksOn(address, report.failed)).toEqual(['CKV2_AWS_40']);
    const literal = change(readable, 'aws_iam_policy', 'admin', (block) => {
      block.policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      });
    });
    expect(checksOn(address, runCheckov(literal).failed)).toEqual(expect.arrayContaining(['CKV_AWS_62', 'CKV_AWS_63']));
    expectFound(address, 'iam-policy-no-full-admin');
  });

  it('has no verdict on encryption by a variable', () => {
    const address = 'aws_db_instance.db';
    expect([...checksOn(address, report.failed), ...checksOn(address, report.passed)]).not.toContain('CKV_AWS_16');
    const literal = change(readable, 'aws_db_instance', 'db', (block) => {
      block.storage_encrypted = false;
    });
    expect(checksOn(address, runCheckov(literal).failed)).toContain('CKV_AWS_16');
    expectFound(address, 'rds-instance-storage-encrypted');
  });

  it('passes a key that everybody may use', () => {
    expect(checksOn('aws_kms_key.key', report.passed)).toContain('CKV_AWS_33');
    expectFound('aws_kms_key.key', 'kms-key-policy-not-public');
  });

  it('has no finding on literal passwords and secrets', () => {
    expect(checksOn('aws_secretsmanager_secret_version.secret-value', report.failed)).toEqual([]);
    const managed = change(readable, 'aws_db_instance', 'db', (block) => {
      delete block.password;
      block.manage_master_user_password = true;
    });
    expect(checksOn('aws_db_instance.db', runCheckov(managed).failed)).toEqual(
      checksOn('aws_db_instance.db', report.failed),
    );
    expectFound('aws_secretsmanager_secret_version.secret-value', 'secretsmanager-no-plaintext-value');
    expectFound('aws_db_instance.db', 'no-plaintext-secret');
  });
});
