import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assess, loadPaths, selectRules, type Assessment } from '../../lib/compliance';
import { toComply } from '../../lib/testing/matchers/to-comply';
import { toHaveNoPlaintextSecret } from '../../lib/testing/matchers/to-have-no-plaintext-secret';
import { Workspace } from '../cli/run-command';
import { runExample } from './run-example';

/** Synthesis runs in a process of its own. */
jest.setTimeout(60_000);

describe('examples/three-tier', () => {
  const workspace = new Workspace();
  const outdir = workspace.path;
  let everything: Assessment;

  beforeAll(() => {
    runExample('three-tier', outdir);
    everything = assess(loadPaths([outdir]), selectRules({ packs: ['strict'] }), { all: true });
  });

  afterAll(() => {
    workspace.remove();
  });

  it('passes the check of the command line, with nothing unknown', async () => {
    const { code, stdout, stderr } = await workspace.run(['check', outdir, '--fail-on-unknown']);
    expect(stdout).toContain('nothing failed');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it.each(['recommended', 'cis-aws-1.4.0', 'cis-aws-3.0.0', 'cis-aws-5.0.0'])('complies with %s', (pack) => {
    const { pass, message } = toComply(outdir, { packs: [pack] });
    expect(pass ? '' : message()).toBe('');
  });

  it('holds no secret in clear', () => {
    expect(toHaveNoPlaintextSecret(outdir).pass).toBe(true);
  });

  it('is judged by many rules on every resource that the constructs write', () => {
    const rulesOn = (type: string): number =>
      new Set(
        everything.findings
          .filter(({ address, verdict }) => address.startsWith(`${type}.`) && verdict === 'pass')
          .map(({ rule }) => rule),
      ).size;
    expect(everything.errors).toEqual([]);
    expect(rulesOn('aws_db_instance')).toBeGreaterThan(20);
    expect(rulesOn('aws_iam_role')).toBeGreaterThan(10);
    expect(rulesOn('aws_kms_key')).toBeGreaterThan(3);
    expect(rulesOn('aws_secretsmanager_secret')).toBeGreaterThan(3);
    expect(rulesOn('aws_vpc_security_group_ingress_rule')).toBeGreaterThan(5);
  });

  it('names the line that creates a construct once /register is loaded', () => {
    const traced = path.join(outdir, 'traced');
    runExample('three-tier', traced, ['./lib/register.ts']);
    const { findings } = assess(loadPaths([traced]), selectRules({ packs: ['recommended'] }), { all: true });
    const main = path.join('examples', 'three-tier', 'main.ts');
    const lines = readFileSync(path.join(__dirname, '..', '..', main), 'utf8').split('\n');
    for (const [constructPath, creation] of [
      ['shop/key/Resource', 'new Key('],
      ['shop/database/Resource', 'new DatabaseInstance('],
      ['shop/role/Resource', 'new Role('],
    ]) {
      const source = findings.find((finding) => finding.constructPath === constructPath)?.source;
      expect(source?.file).toBe(main);
      expect(lines[(source?.line ?? 0) - 1]).toContain(creation);
    }
  });
});
