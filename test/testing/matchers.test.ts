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

function stackOf(
  storageEncrypted: boolean | undefined,
  app = new App({ outdir: path.join(tmpdir(), 'unused') }),
): TerraformStack {
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
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof DbInstance) node.storageEncrypted = true;
      },
    });
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

  it.each([
    [undefined],
    [null],
    [5],
    [[]],
    [new DbInstance(stackOf(true), 'x', { instanceClass: 'db.t4g.micro' })],
    [''],
    [' '],
    [new Date()],
    [new Map()],
    [Promise.resolve({})],
  ])('refuses %p', (subject) => {
    expect(() => toComply(subject)).toThrow(/expected a TerraformStack, an App/);
  });

  it('says what it got', () => {
    expect(() => toComply(undefined)).toThrow(/, got undefined$/);
    expect(() => toComply('')).toThrow(/, got an empty string$/);
    expect(() => toComply(new Date())).toThrow(/, got a Date$/);
    expect(() => toComply(Promise.resolve())).toThrow(/, got a Promise; await it first$/);
  });

  it('takes an object without a prototype', () => {
    const bare: object = Object.assign(Object.create(null) as object, { resource: { aws_db_instance: { db: {} } } });
    expect(toPassRule(bare, RULE).pass).toBe(false);
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
    expect(text).toContain(`expected the configuration to comply with ${RULE}, but got 1 finding`);
    expect(text).toContain(`medium  ${RULE} at storage_encrypted`);
    expect(text).toMatch(/observed: false\n\s+expected: .*\n\s+fix: {6}\S/);
  });

  it('has a text for .not', () => {
    expect(() => {
      expect(json({ storage_encrypted: true })).not.toComply(options);
    }).toThrow(/not to comply with rds-instance-storage-encrypted, but none is violated/);
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
    expect(() => toComply(json({}), { packs: ['cis-aws-5.0'] })).toThrow(
      'unknown pack "cis-aws-5.0"; did you mean "cis-aws-5.0.0"?',
    );
    expect(() => toComply(json({}), { rules: ['rds-instance-storage-encryption' as never] })).toThrow(
      /did you mean "rds-instance-storage-encrypted"\?/,
    );
  });

  it('says how many rules of which packs were checked', () => {
    expect(toComply(json({}), { packs: ['strict'] }).message()).toMatch(
      /^expected the configuration to comply with \d+ rules of strict, but got \d+ findings/,
    );
    expect(toComply(json({}), { packs: [], overrides: { [RULE]: 'high' } }).message()).toMatch(
      /comply with 1 rule, but got 1 finding\n/,
    );
  });

  it.each([
    [
      { pack: ['strict'] },
      'unknown option "pack"; did you mean "packs"? (options: packs, rules, overrides, failOn, failOnUnknown, accountBaseline)',
    ],
    [{ packs: 'recommended' }, 'packs must be an array of names, got "recommended"'],
    [{ rules: [] }, 'rules is empty; name a rule, or leave rules out'],
    [{ packs: [] }, 'no rule is selected: packs is empty, or every rule is off; name a pack or a rule'],
    [{ failOn: 'hihg' }, 'failOn must be one of critical, high, medium, low, got "hihg"; did you mean "high"?'],
    [{ failOn: 'never' }, 'failOn must be one of critical, high, medium, low, got "never"'],
    [{ accountBaseline: 'core' }, 'accountBaseline must be true or false, got "core"'],
    [{ failOnUnknown: 'no' }, 'failOnUnknown must be true or false, got "no"'],
    [
      { overrides: { [RULE]: 'hihg' } },
      `"overrides.${RULE}" must be "off", "critical", "high", "medium" or "low", got "hihg"; did you mean "high"?`,
    ],
    [
      { overrides: { 'iam-role-session-duration': { options: { maxSecond: 1 } } } },
      'unknown option "maxSecond" in "overrides.iam-role-session-duration.options"; did you mean "maxSeconds"?',
    ],
    [{ overrides: [] }, '"overrides" must be of type object, got an array'],
    [null, 'expected options as an object, got null'],
  ])('refuses options that only a compiler would: %j', (wrong, message) => {
    expect(() => toComply(json({ storage_encrypted: true }), wrong as never)).toThrow(message);
  });

  it('takes options that are undefined as left out', () => {
    expect(toComply(json({ storage_encrypted: true }), { ...options, packs: undefined, failOn: undefined }).pass).toBe(
      true,
    );
  });

  it('does not pass where there is nothing to check', () => {
    expect(() => toComply(new App({ outdir: path.join(tmpdir(), 'unused') }))).toThrow(
      'nothing to check: the subject holds no resource or other block',
    );
    expect(() => toComply('{"resource": {}}')).toThrow('nothing to check');
  });

  it('shows control characters of names instead of printing them', () => {
    const text = toComply({ resource: { aws_db_instance: { 'a\u001b[31m\u202e\n': {} } } }, options).message();
    expect(text).toContain('aws_db_instance["a\\u001b[31m\\u202e\\n"] (configuration)');
  });

  it('takes severities and switches of rules', () => {
    expect(
      toComply(json({}), { packs: ['strict'], overrides: { [RULE]: 'off' }, failOn: 'low' }).message(),
    ).not.toContain(RULE);
  });
});

describe('toPassRule', () => {
  it.each([[undefined], [null], [5], [[RULE]]])('refuses %j as a rule', (rule) => {
    expect(() => toPassRule(json({}), rule as never)).toThrow(
      /^expected a rule id such as "rds-instance-storage-encrypted", got /,
    );
  });

  it('does not pass where the rule has nothing to judge, or cannot decide', () => {
    const nothing = toPassRule('{"resource": {}}', RULE);
    expect(nothing.pass).toBe(false);
    expect(nothing.message()).toContain('holds nothing that it judges');
    const open = toPassRule(json({ storage_encrypted: '${var.none}' }), RULE);
    expect(open.pass).toBe(false);
    expect(open.message()).toContain('${var.none}');
  });

  it('has a text for .not', () => {
    expect(() => {
      expect(json({ storage_encrypted: true })).not.toPassRule(RULE);
    }).toThrow(/not to pass, but it does on aws_db_instance\.db/);
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
    expect(elsewhere.message()).toMatch(
      /to be violated by aws_db_instance\.other, but it was found elsewhere:[^]*aws_db_instance\.db/,
    );
    expect(toViolateRule(json({ storage_encrypted: true }), RULE).message()).toContain(
      'but it passes on aws_db_instance.db',
    );
    expect(toViolateRule('{"resource": {}}', RULE).message()).toContain('holds nothing that it judges');
  });

  it('refuses an option that it does not know', () => {
    expect(() => toViolateRule(json({}), RULE, { adress: 'aws_db_instance.other' } as never)).toThrow(
      'unknown option "adress"; did you mean "address"? (options: address, path)',
    );
  });

  it('does not count an unknown as a violation', () => {
    const undecided = toViolateRule(json({ storage_encrypted: '${var.none}' }), RULE);
    expect(undecided.pass).toBe(false);
    expect(undecided.message()).toMatch(/to be violated, but it cannot be decided:\n\n/);
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
