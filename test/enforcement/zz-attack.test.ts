import { mkdirSync, writeFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Aspects, Testing, TerraformStack, TerraformOutput } from 'cdktf';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { Construct } from 'constructs';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { GuardrailsPolicy } from '../../lib/policy/guardrails-policy';
import { Suppressions } from '../../lib/core/suppressions';
import { EnforcementMode } from '../../lib/enforcement/enforcement-mode';
import { database, ENCRYPTION, newStack, Project } from './enforced-app';

let project: Project;
beforeEach(() => { project = new Project(); });
afterEach(() => { project.remove(); });
const out = (f: () => unknown): string => { try { f(); return 'GREEN'; } catch (e) { return 'RED ' + (e as Error).message.slice(0, 1500); } };
const say = (name: string, text: string) => { process.stderr.write(`### ${name}: ${text}\n`); };
const CUSTOM = Symbol.for('cdktf/customSynthesis');

it('attacks', () => {
  for (const level of ['app', 'stack']) {
    const attack = (name: string, build: (app: App, stack: TerraformStack) => unknown, bad = false) => {
      project.remove(); project = new Project();
      const app = project.app();
      if (level === 'app') Guardrails.enforce(app, ENCRYPTION);
      const stack = newStack(app, 'shop');
      if (level === 'stack') Guardrails.enforce(stack, ENCRYPTION);
      const extra = build(app, stack);
      say(`${level} ${name}`, out(() => app.synth()).slice(0, 200).replaceAll('\n', ' | '));
      if (typeof extra === 'function') extra();
    };
    attack('baseline', (_a, s) => { database(s, 'db', { storageEncrypted: false }); });
    attack('removed stack', (a, s) => {
      const d = database(s, 'db', { storageEncrypted: false });
      Object.defineProperty(d, CUSTOM, { value: { onSynthesize: () => a.node.tryRemoveChild('shop') } });
    });
    attack('child validation overrides', (_a, s) => {
      const d = database(s, 'db');
      d.node.addValidation({ validate: () => { d.addOverride('storage_encrypted', false); return []; } });
    });
    attack('custom synthesis overrides', (_a, s) => {
      const d = database(s, 'db');
      Object.defineProperty(d, CUSTOM, { value: { onSynthesize: () => d.addOverride('storage_encrypted', false) } });
    });
    attack('runAllValidations', (_a, s) => {
      database(s, 'db', { storageEncrypted: false });
      (s as any).runAllValidations = () => undefined;
    });
    attack('custom synthesizer', (_a, s) => {
      database(s, 'db', { storageEncrypted: false });
      s.synthesizer = { synthesize: (session) => { const m = session.manifest.forStack(s); mkdirSync(join(session.outdir, m.workingDirectory)); writeFileSync(join(session.outdir, m.synthesizedStackPath), JSON.stringify(s.toTerraform())); } };
    });
    attack('extra file', (_a, s) => {
      const d = database(s, 'db');
      Object.defineProperty(d, CUSTOM, { value: { onSynthesize: () => writeFileSync(join(project.outdir, 'stacks/shop/override.tf.json'), JSON.stringify({ resource: { aws_db_instance: { db: { storage_encrypted: false } } } })) } });
    });
    attack('later app validation', (a, s) => {
      database(s, 'db');
      a.node.addValidation({ validate: () => { const f = project.stackFile('shop'); writeFileSync(f, readFileSync(f, 'utf8').replace('"storage_encrypted": true', '"storage_encrypted": false')); return []; } });
    });
    attack('later app validation fails', (a, s) => {
      database(s, 'db');
      a.node.addValidation({ validate: () => ['nope'] });
      return () => say('   files', readdirSync(project.outdir).join(','));
    });
    attack('sibling same id', (a, s) => {
      database(s, 'db');
      const s2 = newStack(new Construct(a, 'x'), 'shop'); database(s2, 'db2', { storageEncrypted: false });
    });
    attack('suppression of other stack', (a, s) => {
      database(s, 'db', { storageEncrypted: false });
      const o = newStack(a, 'other');
      o.addOverride('//.guardrails.suppressions', [{ rule: 'rds-instance-storage-encrypted', reason: 'because i can do this', constructPath: 'shop/db' }, { rule: 'rds-instance-storage-encrypted', reason: 'because i can do this', constructPath: '' },{ rule: 'rds-instance-storage-encrypted', reason: 'because i can do this' }]);
    });
    attack('prepareStackTrace', (a, s) => {
      const before = Error.prepareStackTrace;
      database(s, 'db', { storageEncrypted: false });
      Error.prepareStackTrace = (_e, frames) => frames;
      return () => { Error.prepareStackTrace = before; };
    });
    attack('zero blocks', (a, s) => { new TerraformStack(a, 'empty'); });
    attack('cross-stack', (a, s) => { const d = database(s, 'db'); const o = newStack(a, 'other'); new SqsQueue(o, 'q', { name: d.identifier }); });
    attack('override only', (a) => { const o = new TerraformStack(a, 'raw'); o.addOverride('resource.aws_db_instance.x', { storage_encrypted: false }); });
    attack('ansi', (a, s) => { const d = database(s, 'db\u001b[31m', { storageEncrypted: false }); d.addOverride('storage_encrypted', 'false'); return undefined; });
    attack('twice', (a, s) => { const d = database(s, 'db'); a.synth(); d.addOverride('storage_encrypted', false); });
    attack('twice, other throws', (a, s) => { const d = database(s, 'db'); a.synth(); d.addOverride('storage_encrypted', false); d.node.addValidation({ validate: () => { throw new Error('x'); } }); return () => say('   files', readdirSync(project.outdir).join(',')); });
  }
  for (const [name, build] of [
    ['policy override only', (a: App) => { const o = new TerraformStack(a, 'raw'); o.addOverride('resource.aws_sqs_queue.x', { name: 'x' }); }],
    ['policy child validation', (a: App) => { const s = newStack(a, 's'); const q = new SqsQueue(s, 'q', { tags: { Owner: 'x' } }); q.node.addValidation({ validate: () => { q.addOverride('tags', {}); return []; } }); }],
    ['policy hostile', (a: App) => { const s = newStack(a, 's'); const q = new SqsQueue(s, 'q', { tags: { Owner: 'x\u001b[31m\n::error::hi' } }); }],
  ] as const) {
    project.remove(); project = new Project();
    const app = project.app();
    GuardrailsPolicy.of(app).apply({ requiredTags: [{ key: 'Owner', pattern: '[a-z]+', }] });
    build(app);
    say(name, JSON.stringify(out(() => app.synth())));
  }
  {
    project.remove(); project = new Project();
    const app = project.app();
    GuardrailsPolicy.of(app).apply({ requiredTags: [{ key: 'Owner', pattern: '(a+)+b' }] });
    new SqsQueue(newStack(app, 's'), 'q', { tags: { Owner: 'a'.repeat(26) } });
    const t = Date.now();
    say('redos 26', out(() => app.synth()).slice(0, 80) + ` ${Date.now() - t} ms`);
  }
  {
    project.remove(); project = new Project();
    const here = process.cwd();
    process.chdir(project.folder);
    const app = new App();
    Guardrails.enforce(app, ENCRYPTION);
    database(newStack(app, 'shop'), 'db', { storageEncrypted: false });
    mkdirSync('elsewhere/cdktf.out/stacks', { recursive: true });
    process.chdir('elsewhere');
    say('chdir', out(() => app.synth()).slice(0, 100));
    process.chdir(here);
    for (const f of ['cdktf.out', 'elsewhere/cdktf.out']) say('  ' + f, (readdirSync(join(project.folder, f), { recursive: true }) as string[]).join(' '));
  }
});
