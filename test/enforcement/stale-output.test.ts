import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Testing, type App } from 'cdktf';
import { run } from '../../lib/cli/main';
import { loadPaths } from '../../lib/compliance/model/load';
import { readRejection, REJECTION_FILE } from '../../lib/compliance/model/stale-output';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { EnforcementMode } from '../../lib/enforcement/enforcement-mode';
import { database, ENCRYPTION, messageOf, newStack, Project } from './enforced-app';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => {
  project.remove();
});

/** An app that keeps the rules: what it leaves is the output of an earlier, good synthesis. */
function synthesiseGood(): void {
  const app = project.app();
  Guardrails.enforce(app, ENCRYPTION);
  for (const name of ['shop', 'billing']) database(newStack(app, name), 'db');
  app.synth();
}

function enforcedApp(): App {
  const app = project.app();
  Guardrails.enforce(app, ENCRYPTION);
  return app;
}

const marker = (): string => join(project.outdir, REJECTION_FILE);

async function check(...argv: readonly string[]): Promise<{ code: number; text: string }> {
  const chunks: string[] = [];
  const sink = { write: (chunk: string) => chunks.push(chunk) > 0 } as unknown as NodeJS.WritableStream;
  const code = await run(['check', '--rule', 'rds-instance-storage-encrypted', ...argv], {
    stdout: sink,
    stderr: sink,
    cwd: process.cwd(),
    env: {},
    isTTY: false,
    columns: undefined,
  });
  return { code, text: chunks.join('') };
}

async function expectRefused(path: string, why: string): Promise<void> {
  const { code, text } = await check(path);
  expect(text).toContain('stale output: Guardrails.enforce has not accepted it: ');
  expect(text).toContain(why);
  expect(code).toBe(2);
}

describe('the output of an enforced app', () => {
  it('is accepted once a synthesis has ended well', async () => {
    synthesiseGood();
    expect(existsSync(marker())).toBe(false);
    expect((await check(project.outdir)).code).toBe(0);
    synthesiseGood();
    expect((await check(project.outdir)).code).toBe(0);
  });

  it('of a good synthesis is gone when findings reject the next one', async () => {
    synthesiseGood();
    const app = enforcedApp();
    database(newStack(app, 'shop'), 'db', { storageEncrypted: false });
    database(newStack(app, 'billing'), 'db');
    messageOf(() => {
      app.synth();
    });
    expect(existsSync(project.manifest)).toBe(false);
    for (const name of ['shop', 'billing']) {
      expect(existsSync(project.stackFile(name))).toBe(false);
      expect(existsSync(`${project.stackFile(name)}.rejected`)).toBe(true);
    }
    await expectRefused(project.outdir, 'the last synthesis was rejected');
    const { code, text } = await check(project.outdir, '--allow-stale');
    expect(text).toContain('cdk.tf.json.rejected');
    expect(code).toBe(1);
  });

  it('of a good synthesis is gone when a stack of its own is rejected', async () => {
    synthesiseGood();
    const app = project.app();
    const stack = newStack(app, 'shop');
    newStack(app, 'billing');
    Guardrails.enforce(stack, ENCRYPTION);
    database(stack, 'db', { storageEncrypted: false });
    messageOf(() => {
      app.synth();
    });
    expect(existsSync(project.manifest)).toBe(false);
    expect(existsSync(project.stackFile('shop'))).toBe(false);
    expect(existsSync(project.stackFile('billing'))).toBe(false);
    await expectRefused(project.outdir, 'the rules reject stack shop');
  });

  it('of a good synthesis in HCL is gone when a stack of its own is rejected', () => {
    process.env.SYNTH_HCL_OUTPUT = 'true';
    try {
      const synthesise = (storageEncrypted: boolean): void => {
        const app = project.app();
        const stack = newStack(app, 'shop');
        Guardrails.enforce(stack, ENCRYPTION);
        database(stack, 'db', { storageEncrypted });
        app.synth();
      };
      const file = join(project.outdir, 'stacks', 'shop', 'cdk.tf');
      synthesise(true);
      expect(existsSync(file)).toBe(true);
      messageOf(() => {
        synthesise(false);
      });
      expect(existsSync(file)).toBe(false);
      expect(existsSync(`${file}.rejected`)).toBe(true);
    } finally {
      delete process.env.SYNTH_HCL_OUTPUT;
    }
  });

  it('of a good synthesis cannot be deployed when another validation fails', async () => {
    synthesiseGood();
    const app = enforcedApp();
    newStack(app, 'shop').node.addValidation({ validate: () => ['not today'] });
    expect(
      messageOf(() => {
        app.synth();
      }),
    ).toContain('not today');
    expect(existsSync(project.manifest)).toBe(false);
    await expectRefused(project.outdir, 'a synthesis began that did not end');
    await expectRefused(project.stackFile('shop'), 'a synthesis began that did not end');
    await expectRefused(join(project.outdir, 'stacks', 'shop'), 'a synthesis began that did not end');
  });

  it('of a good synthesis cannot be deployed when a constructor throws', async () => {
    synthesiseGood();
    const app = enforcedApp();
    newStack(app, 'shop');
    expect(() => newStack(app, 'shop')).toThrow();
    expect(existsSync(project.manifest)).toBe(false);
    await expectRefused(project.outdir, 'a synthesis began that did not end');
    expect((await check(project.outdir, '--allow-stale')).code).toBe(0);
  });

  it('is rejected when an error annotation is written all the same, as the command of CDKTF has it', async () => {
    process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS = '1';
    try {
      const app = enforcedApp();
      const stack = newStack(app, 'shop');
      Annotations.of(database(stack, 'db')).addError('no databases here');
      expect(
        messageOf(() => {
          app.synth();
        }),
      ).toContain('[shop/db] no databases here');
    } finally {
      delete process.env.CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS;
    }
    expect(existsSync(project.manifest)).toBe(false);
    expect(existsSync(project.stackFile('shop'))).toBe(false);
    await expectRefused(project.outdir, 'the last synthesis was rejected');
  });

  it('is not accepted when the app skips validation', async () => {
    const app = project.app({ skipValidation: true });
    Guardrails.enforce(app, ENCRYPTION);
    database(newStack(app, 'shop'), 'db', { storageEncrypted: false });
    app.synth();
    app.synth();
    const manifest = readFileSync(project.manifest, 'utf8');
    expect(manifest.match(/Guardrails\.enforce has judged nothing/g)).toHaveLength(1);
    await expectRefused(project.outdir, 'the app skips validation (skipValidation)');
  });

  it('is accepted again after the fault is mended, and what was set aside is gone', async () => {
    const bad = enforcedApp();
    database(newStack(bad, 'shop'), 'db', { storageEncrypted: false });
    messageOf(() => {
      bad.synth();
    });
    synthesiseGood();
    expect(existsSync(`${project.stackFile('shop')}.rejected`)).toBe(false);
    expect((await check(project.outdir)).code).toBe(0);
  });

  it('is rejected when the same app is synthesised again with a fault', async () => {
    const app = enforcedApp();
    const db = database(newStack(app, 'shop'), 'db');
    app.synth();
    db.storageEncrypted = false;
    messageOf(() => {
      app.synth();
    });
    expect(existsSync(project.manifest)).toBe(false);
    await expectRefused(project.outdir, 'the last synthesis was rejected');
  });

  it('is accepted with findings in the warning mode', async () => {
    const app = project.app();
    Guardrails.enforce(app, { ...ENCRYPTION, mode: EnforcementMode.WARN });
    database(newStack(app, 'shop'), 'db', { storageEncrypted: false });
    app.synth();
    expect((await check(project.outdir)).code).toBe(1);
  });

  it('keeps the mark that a later app has set', () => {
    const first = enforcedApp();
    database(newStack(first, 'shop'), 'db');
    enforcedApp();
    first.synth();
    expect(readRejection(project.outdir)?.reason).toContain('a synthesis began');
  });

  it('is not touched by Testing.app, which has a folder of its own', () => {
    synthesiseGood();
    Guardrails.enforce(Testing.app(), ENCRYPTION);
    expect(existsSync(project.manifest)).toBe(true);
    expect(existsSync(marker())).toBe(false);
  });
});

describe('the mark in an output folder', () => {
  it.each([
    ['is no JSON', 'rejected'],
    ['is null', 'null'],
    ['is a list', '[]'],
    ['says nothing', '{}'],
    ['is empty', ''],
  ])('counts where it %s', (_name, text) => {
    synthesiseGood();
    writeFileSync(marker(), text);
    expect(() => loadPaths([project.outdir])).toThrow('has not accepted it: the mark does not say why');
    expect(() => loadPaths([project.outdir])).toThrow(`delete ${REJECTION_FILE}`);
  });

  it('holds no path of the machine', () => {
    const app = enforcedApp();
    database(newStack(app, 'shop'), 'db', { storageEncrypted: false });
    messageOf(() => {
      app.synth();
    });
    expect(readFileSync(marker(), 'utf8')).not.toContain(project.folder);
  });
});
