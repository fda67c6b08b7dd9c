import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { TerraformHclModule, type TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { Suppressions } from '../../lib/core/suppressions';
import { EnforcementMode } from '../../lib/enforcement/enforcement-mode';
import type { EnforcementProps } from '../../lib/enforcement/enforcement-props';
import { GuardrailsPolicy } from '../../lib/policy/guardrails-policy';
import { Tags } from '../../lib/policy/tags';
import { expectGolden } from '../reporters/golden-file';
import { database, ENCRYPTION, messageOf, newStack, PLACE, Project } from './enforced-app';
import { addBrokenStacks } from './two-broken-stacks';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => {
  project.remove();
});

/** Synthesises an app with one stack under a policy, and says why that fails. */
function rejection(props: EnforcementProps, build: (stack: TerraformStack) => unknown): string {
  const app = project.app();
  Guardrails.enforce(app, props);
  build(newStack(app, 'shop'));
  return messageOf(() => {
    app.synth();
  });
}

function accepts(props: EnforcementProps, build: (stack: TerraformStack) => unknown): void {
  const app = project.app();
  Guardrails.enforce(app, props);
  build(newStack(app, 'shop'));
  app.synth();
  expect(existsSync(project.manifest)).toBe(true);
}

const insecure = (stack: TerraformStack) => database(stack, 'db', { storageEncrypted: false });

describe('Guardrails.enforce on an app', () => {
  it('lets a compliant app be synthesised', () => {
    accepts(ENCRYPTION, (stack) => database(stack, 'db'));
    expect(existsSync(project.stackFile('shop'))).toBe(true);
  });

  it('fails with the findings of all stacks at once, each with the line that created it', () => {
    const app = project.app();
    Guardrails.enforce(app, {
      ...ENCRYPTION,
      ruleSeverities: { ...ENCRYPTION.ruleSeverities, 'kms-key-rotation-enabled': 'medium' },
    });
    addBrokenStacks(app);
    const message = messageOf(() => {
      app.synth();
    });
    const report = message
      .split('\nValidations allow')[0]
      ?.replaceAll(project.folder, '<folder>')
      .replace(/\d+\.\d\d s/, '0.00 s');
    expectGolden('enforce-two-stacks.txt', `${report ?? ''}\n`);
    for (const stack of ['shop', 'billing']) {
      for (const id of ['bad', 'key']) expect(message).toContain(`${stack}/${id} `);
      expect(message).not.toContain(`${stack}/good`);
    }
  });

  it('names the very line of a raw resource', () => {
    const message = rejection({ ...ENCRYPTION, ruleSeverities: { 'kms-key-rotation-enabled': 'medium' } }, (stack) => {
      new KmsKey(stack, 'key');
    });
    const line = Number(/^ *> (\d+) \|/m.exec(message)?.[1]);
    expect(message).toMatch(/^test\/enforcement\/enforce-app\.test\.ts$/m);
    expect(readFileSync(__filename, 'utf8').split('\n')[line - 1]).toContain("new KmsKey(stack, 'key')");
  });

  it('has no colours where stderr is no terminal, whatever FORCE_COLOR says', () => {
    const { FORCE_COLOR } = process.env;
    process.env.FORCE_COLOR = '1';
    try {
      // eslint-disable-next-line no-control-regex -- the escape that begins a colour
      expect(rejection(ENCRYPTION, insecure)).not.toMatch(/\u001b\[/);
    } finally {
      if (FORCE_COLOR === undefined) delete process.env.FORCE_COLOR;
      else process.env.FORCE_COLOR = FORCE_COLOR;
    }
  });

  it('leaves the JSON as it is: lines of the source are not written into it', () => {
    accepts(ENCRYPTION, (stack) => database(stack, 'db'));
    expect(readFileSync(project.stackFile('shop'), 'utf8')).not.toContain('stackTrace');
  });

  it('sees resources that other constructs make', () => {
    class ThirdParty extends Construct {
      constructor(scope: Construct, id: string) {
        super(scope, id);
        database(this, 'inner', { storageEncrypted: false });
      }
    }
    expect(rejection(ENCRYPTION, (stack) => new ThirdParty(stack, 'theirs'))).toContain('shop/theirs/inner');
  });

  it('sees blocks that no construct path names, such as the provider', () => {
    const message = rejection(
      { ...ENCRYPTION, ruleSeverities: { 'provider-allowed-account-ids': 'low' } },
      () => undefined,
    );
    expect(message).toContain('provider.aws');
    expect(message).toMatch(PLACE);
  });

  it('takes suppressions of constructs', () => {
    accepts(ENCRYPTION, (stack) => {
      Suppressions.of(insecure(stack)).add({
        rule: 'rds-instance-storage-encrypted',
        reason: 'holds nothing but the public catalogue',
      });
    });
  });

  it('fails on a suppression that has expired, although nothing else is wrong', () => {
    const message = rejection(ENCRYPTION, (stack) => {
      Suppressions.of(database(stack, 'db')).add({
        rule: 'rds-instance-storage-encrypted',
        reason: 'holds nothing but the public catalogue',
        expires: '2020-01-01',
      });
    });
    expect(message).toContain('expired on 2020-01-01');
  });

  it('takes the recommended rules where nothing is said', () => {
    const message = rejection({ ignoreSettingsFile: true }, (stack) => {
      new SecurityGroup(stack, 'open', {
        ingress: [{ fromPort: 22, toPort: 22, protocol: 'tcp', cidrBlocks: ['0.0.0.0/0'] }],
      });
    });
    expect(message).toContain('sg-no-public-ipv4-admin-ports');
  });

  it('counts what is below failOn as no failure', () => {
    accepts({ ...ENCRYPTION, failOn: 'critical' }, insecure);
    accepts({ ...ENCRYPTION, failOn: 'never' }, insecure);
  });

  it('fails on what is not known only when told to', () => {
    const open = (stack: TerraformStack) => {
      insecure(stack).addOverride('storage_encrypted', '${var.choice}');
      stack.addOverride('variable.choice', { type: 'bool' });
    };
    accepts(ENCRYPTION, open);
    expect(rejection({ ...ENCRYPTION, failOnUnknown: true }, open)).toContain('not known before Terraform runs');
  });

  it('passes options to rules', () => {
    const props: EnforcementProps = { packs: [], ignoreSettingsFile: true };
    const build = (stack: TerraformStack) => database(stack, 'db', { tags: { Team: 'shop' } });
    expect(
      rejection({ ...props, ruleOptions: { 'required-tags': { requiredTags: ['CostCentre'] } } }, build),
    ).toContain('CostCentre');
    accepts({ ...props, ruleOptions: { 'required-tags': { requiredTags: ['Team'] } } }, build);
  });

  it('misses in a baseline of an account what it has to have', () => {
    const props: EnforcementProps = {
      packs: [],
      ignoreSettingsFile: true,
      ruleSeverities: { 'cloudtrail-multi-region': 'high' },
    };
    const build = (stack: TerraformStack) => database(stack, 'db');
    accepts(props, build);
    accepts({ ...props, accountBaselineStacks: ['other'] }, build);
    expect(rejection({ ...props, accountBaselineStacks: ['shop'] }, build)).toContain('cloudtrail-multi-region');
    expect(rejection({ ...props, accountBaseline: true }, build)).toContain('cloudtrail-multi-region');
  });

  it('warns of modules that it cannot read, and judges those that it can', () => {
    const app = project.app();
    Guardrails.enforce(app, ENCRYPTION);
    const stack = newStack(app, 'shop');
    new TerraformHclModule(stack, 'remote', { source: 'terraform-aws-modules/rds/aws' });
    app.synth();
    const text = /"message": "(module\.remote[^"]*)"/.exec(readFileSync(project.manifest, 'utf8'))?.[1];
    expect(text).toContain('module.remote is not checked');
    new TerraformHclModule(stack, 'local', { source: './child', skipAssetCreationFromLocalModules: true });
    mkdirSync(join(project.outdir, 'stacks/shop/child'));
    const db = { engine: 'postgres', instance_class: 'db.m7g.large', storage_encrypted: false };
    writeFileSync(
      join(project.outdir, 'stacks/shop/child/main.tf.json'),
      JSON.stringify({ resource: { aws_db_instance: { db } } }),
    );
    const message = messageOf(() => {
      app.synth();
    });
    expect(message).toContain('module.local.aws_db_instance.db');
    expect(message).toContain('child/main.tf.json');
    expect(message).not.toContain('main.tf.json.rejected');
  });

  it('warns of the JSON of an earlier synthesis beside HCL output', () => {
    const earlier = project.app();
    newStack(earlier, 'shop');
    earlier.synth();
    process.env.SYNTH_HCL_OUTPUT = 'true';
    try {
      const app = project.app();
      Guardrails.enforce(app, ENCRYPTION);
      newStack(app, 'shop');
      app.synth();
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
    expect(readFileSync(project.manifest, 'utf8')).toContain(
      'stacks/shop/cdk.tf.json is not checked, although Terraform reads it too; delete it, or have the app write JSON',
    );
  });

  it('judges HCL output too', () => {
    const app = project.app({ hclOutput: true });
    process.env.SYNTH_HCL_OUTPUT = 'true';
    try {
      Guardrails.enforce(app, ENCRYPTION);
      insecure(newStack(app, 'shop'));
      expect(
        messageOf(() => {
          app.synth();
        }),
      ).toContain('rds-instance-storage-encrypted');
      expect(existsSync(join(project.outdir, 'stacks/shop/cdk.tf'))).toBe(false);
      expect(existsSync(join(project.outdir, 'stacks/shop/cdk.tf.rejected'))).toBe(true);
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
  });
});

describe('settings of an enforcement', () => {
  const here = process.cwd();
  beforeEach(() => {
    process.chdir(project.folder);
  });
  afterEach(() => {
    process.chdir(here);
  });

  const settings = (content: object, file = 'guardrails.config.json'): void => {
    writeFileSync(join(project.folder, file), JSON.stringify(content));
  };

  it('are those of guardrails.config.json', () => {
    settings({ packs: [], rules: { 'rds-instance-storage-encrypted': 'high' } });
    expect(rejection({}, insecure)).toContain('rds-instance-storage-encrypted');
    accepts({}, (stack) => database(stack, 'db', { publiclyAccessible: true }));
  });

  it('are not those of the file when told so', () => {
    settings({ packs: [], rules: { 'kms-key-rotation-enabled': 'high' } });
    expect(rejection(ENCRYPTION, insecure)).toContain('rds-instance-storage-encrypted');
  });

  it('are those of another file, which must exist', () => {
    settings({ packs: [], rules: { 'rds-instance-storage-encrypted': 'high' } }, 'other.json');
    expect(rejection({ settingsFile: 'other.json' }, insecure)).toContain('rds-instance-storage-encrypted');
    expect(rejection({ settingsFile: 'gone.json' }, insecure)).toContain('the settings file does not exist');
  });

  it.each([EnforcementMode.ENFORCE, EnforcementMode.REMEDIATE])(
    'are those of the folder in which it began, in the mode %s',
    (mode) => {
      settings({ packs: [], rules: { 'rds-instance-storage-encrypted': 'high' } });
      mkdirSync(join(project.folder, 'inner'));
      const app = project.app();
      Guardrails.enforce(app, { mode });
      const stack = newStack(app, 'shop');
      database(stack, 'db', { storageEncrypted: false, publiclyAccessible: true });
      process.chdir('inner');
      const message = messageOf(() => {
        app.synth();
      });
      expect(message).toContain('rds-instance-storage-encrypted');
      expect(message).toContain('1 finding in 1 stack');
      expect(Guardrails.remediated(app).filter(({ rule }) => rule !== 'rds-instance-storage-encrypted')).toEqual([]);
    },
  );

  it('yield to the props', () => {
    settings({ packs: [], rules: { 'rds-instance-storage-encrypted': 'low' }, failOn: 'high' });
    accepts({}, insecure);
    expect(rejection({ failOn: 'low' }, insecure)).toContain('low');
    expect(rejection({ ruleSeverities: { 'rds-instance-storage-encrypted': 'critical' } }, insecure)).toContain(
      'critical',
    );
  });

  it('keep the options of a rule whose severity the props change', () => {
    settings({ packs: [], rules: { 'required-tags': { severity: 'low', options: { requiredTags: ['CostCentre'] } } } });
    const build = (stack: TerraformStack) => database(stack, 'db', { tags: { Owner: 'shop' } });
    expect(rejection({ ruleSeverities: { 'required-tags': 'high' } }, build)).toContain('CostCentre');
    const both = { ruleOptions: { 'required-tags': { requiredTags: ['Owner'] } } };
    accepts(both, build);
  });

  it('know the suppressions and the baseline of the file', () => {
    const suppression = { rule: 'rds-instance-storage-encrypted', reason: 'holds nothing but the catalogue' };
    settings({
      packs: [],
      rules: { 'rds-instance-storage-encrypted': 'high' },
      suppressions: [{ ...suppression, constructPath: 'shop/db' }],
    });
    accepts({}, insecure);
  });

  it.each([
    ['a rule that does not exist', { ruleSeverities: { 'rds-storage': 'high' } }, 'unknown rule "rds-storage"'],
    ['a pack that does not exist', { packs: ['recomended'] }, 'did you mean "recommended"'],
    ['an option that does not exist', { ruleOptions: { 'required-tags': { keys: [] } } }, 'unknown option "keys"'],
    ['no rule at all', { packs: [] }, 'selects no rule'],
  ])('fail the synthesis for %s', (_name, props, expected) => {
    expect(rejection(props, insecure)).toContain(expected);
    expect(existsSync(project.manifest)).toBe(false);
    expect(existsSync(project.stackFile('shop'))).toBe(false);
  });
});

describe('the props of an enforcement', () => {
  const refusal = (props: unknown): string => {
    const app = project.app();
    return messageOf(() => {
      Guardrails.enforce(app, props as EnforcementProps);
    });
  };

  it.each<[string, unknown, string]>([
    ['a misspelt name', { pack: ['recommended'] }, 'pack is no prop'],
    ['a pack that is no list', { packs: 'recommended' }, 'packs is "recommended"'],
    ['a threshold', { failOn: 'severe' }, 'failOn is "severe", allowed are critical'],
    ['a severity', { ruleSeverities: { 'kms-key-enabled': 'warn' } }, 'ruleSeverities is'],
    ['a mode', { mode: 'dry-run' }, 'mode is "dry-run", allowed are enforce, warn, remediate'],
    ['a switch', { failOnUnknown: 'yes' }, 'failOnUnknown is "yes"'],
    ['two sources of settings', { settingsFile: 'a.json', ignoreSettingsFile: true }, 'give one of them'],
    ['two baselines', { accountBaseline: false, accountBaselineStacks: [] }, 'both given'],
    [
      'options of a rule that is off',
      { ruleSeverities: { 'required-tags': 'off' }, ruleOptions: { 'required-tags': {} } },
      'rule required-tags is off, but has options',
    ],
    [
      'options that JSON cannot say',
      { ruleOptions: { 'required-tags': { requiredTags: () => [] } } },
      'ruleOptions hold a function',
    ],
    ['replacement without remediation', { remediateByReplacement: true }, 'set mode to EnforcementMode.REMEDIATE'],
    ['null', null, 'props of Guardrails.enforce are null'],
    ['a key of Object.prototype', { constructor: true }, 'constructor is no prop'],
  ])('are refused for %s', (_name, props, expected) => {
    expect(refusal(props)).toContain(expected);
  });

  it('hold as they were when they were given', () => {
    const ruleSeverities = { ...ENCRYPTION.ruleSeverities };
    const app = project.app();
    Guardrails.enforce(app, { ...ENCRYPTION, ruleSeverities });
    ruleSeverities['rds-instance-storage-encrypted'] = 'off';
    insecure(newStack(app, 'shop'));
    expect(
      messageOf(() => {
        app.synth();
      }),
    ).toContain('rds-instance-storage-encrypted');
  });

  it.each([undefined, null, 'app', {}])('are refused for %p as the scope', (scope) => {
    expect(() => {
      Guardrails.enforce(scope as never);
    }).toThrow(/^ENFORCEMENT_INVALID: the scope is .*pass the app or a stack/);
  });

  it('are refused for a scope that is neither app nor stack', () => {
    const app = project.app();
    const construct = new Construct(newStack(app, 'shop'), 'part');
    expect(() => {
      Guardrails.enforce(construct);
    }).toThrow(/^ENFORCEMENT_INVALID: .*got Construct; pass the app .*shop\/part/);
  });
});

describe('Guardrails.enforce called again', () => {
  it('replaces the props that are given and judges once', () => {
    const app = project.app();
    Guardrails.enforce(app, { ...ENCRYPTION, failOn: 'never' });
    Guardrails.enforce(app, { failOn: 'high' });
    insecure(newStack(app, 'shop'));
    const message = messageOf(() => {
      app.synth();
    });
    expect(message.match(/checked \d+ block/g)).toHaveLength(1);
    expect(message).toContain('1 finding in 1 stack');
  });

  it('beside a policy that is kept reports its findings', () => {
    const app = project.app();
    Guardrails.enforce(app, ENCRYPTION);
    GuardrailsPolicy.of(app).apply({ requiredTags: [{ key: 'Owner' }] });
    Tags.of(app).add('Owner', 'shop');
    insecure(newStack(app, 'shop'));
    expect(
      messageOf(() => {
        app.synth();
      }),
    ).toContain('rds-instance-storage-encrypted');
  });

  it('on app and stack reports a finding once', () => {
    const app = project.app();
    Guardrails.enforce(app, ENCRYPTION);
    const stack = newStack(app, 'shop');
    Guardrails.enforce(stack, ENCRYPTION);
    insecure(stack);
    const message = messageOf(() => {
      app.synth();
    });
    expect(message.match(/shop\/db /g)).toHaveLength(1);
  });

  it('on app and stack warns once', () => {
    const app = project.app();
    const props = { ...ENCRYPTION, mode: EnforcementMode.WARN };
    Guardrails.enforce(app, props);
    const stack = newStack(app, 'shop');
    Guardrails.enforce(stack, props);
    insecure(stack);
    app.synth();
    expect(readFileSync(project.manifest, 'utf8').match(/rds-instance-storage-encrypted/g)).toHaveLength(1);
  });
});

describe('the warning mode', () => {
  it('notes findings on their constructs and in the manifest, and lets the synthesis go on', () => {
    const app = project.app();
    Guardrails.enforce(app, { ...ENCRYPTION, mode: EnforcementMode.WARN });
    const db = insecure(newStack(app, 'shop'));
    app.synth();
    app.synth();
    const warnings = db.node.metadata.filter(({ type }) => type === '@cdktf/warn');
    expect(warnings.map(({ data }) => data as unknown)).toEqual([
      expect.stringMatching(
        /^rds-instance-storage-encrypted: .*\(high, test\/enforcement\/enforced-app\.ts:\d+:\d+\)$/,
      ),
    ]);
    const { stacks } = JSON.parse(readFileSync(project.manifest, 'utf8')) as {
      stacks: Record<string, { annotations: { constructPath: string; level: string }[] }>;
    };
    expect(stacks.shop?.annotations).toEqual([
      expect.objectContaining({ constructPath: 'shop/db', level: '@cdktf/warn' }),
    ]);
    expect(existsSync(project.stackFile('shop'))).toBe(true);
  });

  it('fails all the same on settings that are not understood', () => {
    expect(rejection({ packs: ['none'], mode: EnforcementMode.WARN }, insecure)).toContain('unknown pack "none"');
  });
});
