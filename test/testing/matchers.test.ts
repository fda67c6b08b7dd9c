import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Aspects, App, Testing, TerraformStack } from 'cdktf';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { toComply } from '../../lib/testing/matchers/to-comply';
import { toHaveNoPlaintextSecret } from '../../lib/testing/matchers/to-have-no-plaintext-secret';
import { toPassRule } from '../../lib/testing/matchers/to-pass-rule';
import { toViolateRule } from '../../lib/testing/matchers/to-violate-rule';
import '../../lib/testing';

const RULE = 'rds-instance-storage-encrypted';
const options = { rules: [RULE] } as const;

function stackOf(storageEncrypted: boolean | undefined, app = new App({ outdir: path.join(tmpdir(), 'unused') })): TerraformStack {
  const stack = new TerraformStack(app, 'data');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  new DbInstance(stack, 'db', { instanceClass: 'db.t4g.micro', engine: 'postgres', storageEncrypted });
  return stack;
}

const json = (attributes: object): string => JSON.stringify({ resource: { aws_db_instance: { db: attributes } } });

describe('subjects', () => {
  it('takes a stack, with its construct paths', () => {
    const { pass, message } = toComply(stackOf(false), options);
    expect(pass).toBe(false);
    expect(message()).toContain('data/db (aws_db_instance.db');
  });

  it('takes an app with several stacks, and runs aspects', () => {
    const app = new App({ outdir: path.join(tmpdir(), 'unused') });
    const stack = stackOf(false, app);
    new TerraformStack(app, 'empty');
    Aspects.of(stack).add({ visit: (node) => { if (node instanceof DbInstance) node.storageEncrypted = true; } });
    expect(toPassRule(app, RULE).pass).toBe(true);
  });

  it('takes the string of Testing.synth', () => {
    expect(toPassRule(Testing.synth(stackOf(true)), RULE).pass).toBe(true);
    expect(toPassRule(Testing.synth(stackOf(undefined)), RULE).pass).toBe(false);
  });

  it('takes an output folder', () => {
    const outdir = mkdtempSync(path.join(tmpdir(), 'matchers-'));
    const app = new App({ outdir });
    stackOf(true, app);
    app.synth();
    expect(toPassRule(outdir, RULE).pass).toBe(true);
    rmSync(outdir, { recursive: true });
  });

  it('takes an object of Terraform JSON', () => {
    expect(toViolateRule({ resource: { aws_db_instance: { db: {} } } }, RULE).pass).toBe(true);
  });

  it.each([[undefined], [null], [5], [[]], [new DbInstance(stackOf(true), 'x', { instanceClass: 'db.t4g.micro' })]])('refuses %p', (subject) => {
    expect(() => toComply(subject)).toThrow(/expected a TerraformStack, an App/);
  });

  it('leaves the stack as it was', () => {
    const stack = stackOf(true);
    const before = Testing.synth(stack);
    toComply(stack, options);
    expect(Testing.synth(stack)).toBe(before);
  });
});

describe('toComply', () => {
  it('is offered by expect', () => {
    expect(stackOf(true)).toComply(options);
    expect(stackOf(false)).not.toComply(options);
  });

  it('says what was observed, what is expected and what to do', () => {
    const text = toComply(json({ storage_encrypted: false }), options).message();
    expect(text).toContain(`expected the configuration to comply with 1 rules of ${RULE}, but got 1 finding`);
    expect(text).toContain(`medium  ${RULE} at storage_encrypted`);
    expect(text).toMatch(/observed: false\n\s+expected: .*\n\s+fix: {6}\S/);
  });

  it('has a text for .not', () => {
    expect(() => { expect(json({ storage_encrypted: true })).not.toComply(options); }).toThrow(/not to comply with 1 rules/);
  });

  it('keeps to the threshold', () => {
    expect(toComply(json({}), { ...options, failOn: 'high' }).pass).toBe(true);
    expect(toComply(json({}), { ...options, failOn: 'medium' }).pass).toBe(false);
  });

  it('fails on unknown values only when asked', () => {
    const subject = json({ storage_encrypted: '${var.none}' });
    expect(toComply(subject, options).pass).toBe(true);
    const strict = toComply(subject, { ...options, failOnUnknown: true });
    expect(strict.pass).toBe(false);
    expect(strict.message()).toContain('unknown  rds-instance-storage-encrypted');
  });

  it('refuses a pack or a rule that does not exist', () => {
    expect(() => toComply(json({}), { packs: ['cis-aws-5.0'] })).toThrow('unknown pack "cis-aws-5.0"; did you mean "cis-aws-5.0.0"?');
    expect(() => toComply(json({}), { rules: ['rds-instance-storage-encryption' as never] })).toThrow(/did you mean "rds-instance-storage-encrypted"\?/);
  });

  it('takes severities and switches of rules', () => {
    expect(toComply(json({}), { packs: ['strict'], overrides: { [RULE]: 'off' }, failOn: 'low' }).message()).not.toContain(RULE);
  });
});

describe('toPassRule', () => {
  it('does not pass where the rule has nothing to judge, or cannot decide', () => {
    const nothing = toPassRule('{"resource": {}}', RULE);
    expect(nothing.pass).toBe(false);
    expect(nothing.message()).toContain('holds nothing that it judges');
    const open = toPassRule(json({ storage_encrypted: '${var.none}' }), RULE);
    expect(open.pass).toBe(false);
    expect(open.message()).toContain('${var.none}');
  });

  it('has a text for .not', () => {
    expect(() => { expect(json({ storage_encrypted: true })).not.toPassRule(RULE); }).toThrow(/not to pass, but it does on aws_db_instance\.db/);
  });
});

describe('toViolateRule', () => {
  it('can name the block and the attribute', () => {
    expect(json({})).toViolateRule(RULE);
    expect(json({})).toViolateRule(RULE, { address: 'aws_db_instance.db', path: 'storage_encrypted' });
    expect(json({})).not.toViolateRule(RULE, { address: 'aws_db_instance.other' });
  });

  it('says where the rule was violated instead, or that it passes', () => {
    const elsewhere = toViolateRule(json({}), RULE, { address: 'aws_db_instance.other' });
    expect(elsewhere.message()).toMatch(/to be violated by aws_db_instance\.other, but it was found elsewhere:[^]*aws_db_instance\.db/);
    expect(toViolateRule(json({ storage_encrypted: true }), RULE).message()).toContain('but it passes on aws_db_instance.db');
    expect(toViolateRule('{"resource": {}}', RULE).message()).toContain('holds nothing that it judges');
  });

  it('does not count an unknown as a violation', () => {
    expect(toViolateRule(json({ storage_encrypted: '${var.none}' }), RULE).pass).toBe(false);
  });
});

describe('toHaveNoPlaintextSecret', () => {
  const secret = 'correct-horse-' + 'battery-staple';

  it('finds a password in the configuration and does not repeat it', () => {
    const result = toHaveNoPlaintextSecret(json({ password: secret }));
    expect(result.pass).toBe(false);
    expect(result.message()).toContain('aws_db_instance.db');
    expect(result.message()).not.toContain(secret);
  });

  it('takes references', () => {
    expect(json({ password: '${random_password.p.result}' })).toHaveNoPlaintextSecret();
  });
});
