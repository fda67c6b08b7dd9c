import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformHclModule, TerraformStack, Testing, type ISynthesisSession } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { readRejection } from '../../lib/compliance/model/stale-output';
import { EnforcementMode } from '../../lib/enforcement/enforcement-mode';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { database, ENCRYPTION, messageOf, newStack, Project } from './enforced-app';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => {
  project.remove();
});

/** Has CDKTF call back while it writes the stack of a construct, after all validations. */
function whileWritten(construct: IConstruct, onSynthesize: () => void): void {
  Object.defineProperty(construct, Symbol.for('cdktf/customSynthesis'), { value: { onSynthesize } });
}

const neighbour = (name: string, text: string): void => {
  writeFileSync(join(project.outdir, 'stacks', 'shop', name), text);
};
const insecureJson = (name: string): string =>
  JSON.stringify({ resource: { aws_db_instance: { [name]: { engine: 'postgres', storage_encrypted: false } } } });

type Attack = (stack: TerraformStack, app: App) => void;

const ATTACKS: readonly (readonly [string, Attack])[] = [
  [
    'an override in the validation of a construct',
    (stack) => {
      const db = database(stack, 'db');
      db.node.addValidation({
        validate: () => {
          db.addOverride('storage_encrypted', false);
          return [];
        },
      });
    },
  ],
  [
    'an override while the stack is written',
    (stack) => {
      const db = database(stack, 'db');
      whileWritten(db, () => {
        db.addOverride('storage_encrypted', false);
      });
    },
  ],
  [
    'taking the stack out of the app once it is being written',
    (stack, app) => {
      whileWritten(database(stack, 'db', { storageEncrypted: false }), () => {
        app.node.tryRemoveChild('shop');
      });
    },
  ],
  [
    'a stack that runs no validations',
    (stack) => {
      database(stack, 'db', { storageEncrypted: false });
      stack.runAllValidations = () => undefined;
    },
  ],
  [
    'a stack that goes on where its validations fail',
    (stack) => {
      database(stack, 'db', { storageEncrypted: false });
      const validate = stack.runAllValidations.bind(stack);
      stack.runAllValidations = () => {
        try {
          validate();
        } catch {
          // Whoever writes this wants to see the output.
        }
      };
    },
  ],
  [
    'a synthesizer of its own',
    (stack) => {
      database(stack, 'db', { storageEncrypted: false });
      stack.synthesizer = {
        synthesize: ({ outdir, manifest }) => {
          const { workingDirectory, synthesizedStackPath } = manifest.forStack(stack);
          mkdirSync(join(outdir, workingDirectory));
          writeFileSync(join(outdir, synthesizedStackPath), JSON.stringify(stack.toTerraform()));
        },
      };
    },
  ],
  [
    'a file beside that of the stack',
    (stack) => {
      whileWritten(database(stack, 'db'), () => {
        neighbour('more.tf.json', insecureJson('more'));
      });
    },
  ],
  [
    'a file that overrides that of the stack',
    (stack) => {
      whileWritten(database(stack, 'db'), () => {
        neighbour('a_override.tf.json', insecureJson('db'));
      });
    },
  ],
  [
    'a stack of the same id elsewhere, which writes the same file',
    (_stack, app) => {
      database(newStack(new Construct(app, 'other'), 'shop'), 'db', { storageEncrypted: false });
    },
  ],
];

describe.each(['app', 'stack'])('Guardrails.enforce on the %s', (scope) => {
  const rejection = (attack: Attack, mode = EnforcementMode.ENFORCE): string => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(scope === 'app' ? app : stack, { ...ENCRYPTION, mode });
    attack(stack, app);
    return messageOf(() => {
      app.synth();
    });
  };

  it.each(ATTACKS)('is not got around by %s', (_name, attack) => {
    const message = rejection(attack);
    expect(message).toContain('Guardrails.enforce: 1 finding in 1 stack ');
    expect(message).toContain('rds-instance-storage-encrypted');
    expect(existsSync(project.manifest)).toBe(false);
    expect(existsSync(project.stackFile('shop'))).toBe(false);
    expect(readRejection(project.outdir)?.reason).toMatch(/reject/);
  });

  it('holds although the process formats stack traces its own way', () => {
    const { prepareStackTrace } = Error;
    try {
      const message = rejection((stack) => {
        database(stack, 'db', { storageEncrypted: false });
        Error.prepareStackTrace = (_error, frames) => frames;
      });
      expect(message).toContain('shop/db');
      expect(message).toContain('1 finding in 1 stack');
    } finally {
      Error.prepareStackTrace = prepareStackTrace;
    }
  });

  it('warns of files that Terraform reads and the rules cannot', () => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(scope === 'app' ? app : stack, ENCRYPTION);
    whileWritten(database(stack, 'db'), () => {
      neighbour('hand-made.tf', 'resource "aws_db_instance" "more" {}');
      neighbour('.hidden.tf', '');
      neighbour('notes.txt', '');
    });
    app.synth();
    const manifest = readFileSync(project.manifest, 'utf8');
    expect(manifest).toContain('stacks/shop/hand-made.tf is not checked, although Terraform reads it too; write it as');
    expect(manifest).not.toMatch(/hidden|notes/);
  });

  it('takes no stack that its synthesizer did not write', () => {
    const message = rejection((stack) => {
      stack.synthesizer = { synthesize: ({ manifest }) => manifest.forStack(stack) };
    });
    expect(message).toContain('stack shop is in the manifest, but was not written; correct its synthesizer');
    expect(readRejection(project.outdir)?.reason).toBe('the rules could not judge the last synthesis');
  });

  it('takes no broken file beside that of the stack', () => {
    const message = rejection((stack) => {
      whileWritten(database(stack, 'db'), () => {
        neighbour('more.tf.json', '{');
      });
    });
    expect(message).toContain('more.tf.json');
    expect(existsSync(project.stackFile('shop'))).toBe(false);
  });

  it('is not misled by a manifest in the folder of a stack', () => {
    const message = rejection((stack) => {
      whileWritten(database(stack, 'db', { storageEncrypted: false }), () => {
        const inner = join(project.outdir, 'stacks', 'shop', 'stacks', 'inner');
        mkdirSync(inner, { recursive: true });
        writeFileSync(join(inner, 'cdk.tf.json'), '{"resource":{}}');
        neighbour('more.tf.json', '{"resource":{}}');
      });
    });
    expect(message).toMatch(/no output folder of its own|rds-instance-storage-encrypted/);
  });

  it('accepts an app whose stacks hold next to nothing, and one whose stacks refer to each other', () => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(scope === 'app' ? app : stack, ENCRYPTION);
    new TerraformStack(app, 'empty');
    const source = database(stack, 'db');
    database(newStack(app, 'billing'), 'copy', { replicateSourceDb: source.arn });
    app.synth();
    expect(readRejection(project.outdir)).toBeUndefined();
    expect(existsSync(project.manifest)).toBe(true);
  });

  it('leaves the mark where a validation of the app that runs later fails', () => {
    const message = rejection((stack, app) => {
      database(stack, 'db');
      app.node.addValidation({ validate: () => ['not today'] });
    });
    expect(message).toContain('not today');
    expect(readRejection(project.outdir)?.reason).toContain('a synthesis began that did not end');
  });

  it('leaves neither manifest nor silence where a second synthesis throws', () => {
    const app = project.app();
    const [first, second] = [newStack(app, 'shop'), newStack(app, 'billing')];
    Guardrails.enforce(scope === 'app' ? app : first, ENCRYPTION);
    const db = database(first, 'db');
    app.synth();
    expect(readRejection(project.outdir)).toBeUndefined();
    whileWritten(database(second, 'db'), () => {
      throw new Error('the disk is full');
    });
    db.addOverride('engine', 'mysql');
    expect(() => {
      app.synth();
    }).toThrow('the disk is full');
    expect(existsSync(project.manifest)).toBe(false);
    expect(readRejection(project.outdir)?.reason).toContain('a synthesis began that did not end');
  });

  it('lets an app of a class of its own begin the synthesis by another name', () => {
    class Shop extends App {
      build(): void {
        super.synth();
      }
    }
    const app = new Shop({ outdir: project.outdir });
    const stack = newStack(app, 'shop');
    Guardrails.enforce(scope === 'app' ? app : stack, ENCRYPTION);
    const db = database(stack, 'db');
    app.build();
    expect(readRejection(project.outdir)).toBeUndefined();
    db.addOverride('storage_encrypted', false);
    expect(() => {
      app.build();
    }).toThrow('rds-instance-storage-encrypted');
    expect(existsSync(project.manifest)).toBe(false);
  });

  it('is enforced on a symbolic link to the output folder', () => {
    const target = join(project.folder, 'elsewhere');
    mkdirSync(target);
    symlinkSync(target, project.outdir);
    expect(rejection((stack) => database(stack, 'db', { storageEncrypted: false }))).toContain('1 finding');
    expect(readRejection(target)?.reason).toBeDefined();
    expect(existsSync(join(target, 'stacks', 'shop', 'cdk.tf.json'))).toBe(false);
  });

  it('prints nothing that a terminal or a log would obey', () => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    const naming = { 'resource-naming': { namePatterns: { aws_db_instance: 'shop-.+' } } };
    Guardrails.enforce(scope === 'app' ? app : stack, {
      packs: [],
      ruleOptions: naming,
      ignoreSettingsFile: true,
      mode: EnforcementMode.WARN,
    });
    const db = database(stack, 'db', { identifier: 'x\u001b[31m\n::error::done\u202e' });
    app.synth();
    const warnings = db.node.metadata.filter(({ type }) => type === '@cdktf/warn');
    expect(warnings).toHaveLength(1);
    expect(String(warnings[0]?.data)).toContain('the name x\\u001b[31m\\n::error::done');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(String(warnings[0]?.data)).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it('in the warning mode notes what was changed after the stack was judged', () => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(scope === 'app' ? app : stack, { ...ENCRYPTION, mode: EnforcementMode.WARN });
    const db = database(stack, 'db');
    whileWritten(db, () => {
      db.addOverride('storage_encrypted', false);
    });
    app.synth();
    expect(readFileSync(project.manifest, 'utf8').match(/rds-instance-storage-encrypted/g)).toHaveLength(1);
  });
});

describe('Guardrails.enforce on an app', () => {
  it('takes no manifest with a stack that has left the app before', () => {
    const app = project.app();
    database(newStack(app, 'gone'), 'db', { storageEncrypted: false });
    app.synth();
    app.node.tryRemoveChild('gone');
    Guardrails.enforce(app, ENCRYPTION);
    newStack(app, 'shop');
    const message = messageOf(() => {
      app.synth();
    });
    expect(message).toContain('stack gone is in the manifest, but not in the app');
    expect(existsSync(project.manifest)).toBe(false);
    expect(existsSync(project.stackFile('gone'))).toBe(false);
    expect(readRejection(project.outdir)?.reason).toBe('the rules could not judge the last synthesis');
  });

  it('takes no stack of another app', () => {
    const app = project.app();
    Guardrails.enforce(app, ENCRYPTION);
    const stranger = newStack(Testing.app(), 'stranger');
    database(stranger, 'db', { storageEncrypted: false });
    Object.defineProperty(newStack(app, 'shop'), Symbol.for('cdktf/customSynthesis'), {
      value: {
        onSynthesize: (session: ISynthesisSession) => {
          stranger.synthesizer.synthesize(session);
        },
      },
    });
    expect(
      messageOf(() => {
        app.synth();
      }),
    ).toContain('stack stranger is in the manifest, but not in the app');
    expect(existsSync(project.stackFile('stranger'))).toBe(false);
  });
});

describe('Guardrails.enforce on a stack', () => {
  const DB = { engine: 'postgres', instance_class: 'db.m7g.large' };
  const call = (resource: object): App => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(stack, ENCRYPTION);
    new TerraformHclModule(stack, 'local', { source: './child', skipAssetCreationFromLocalModules: true });
    const folder = join(project.outdir, 'stacks', 'shop', 'child');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ resource: { aws_db_instance: { db: resource } } }));
    return app;
  };

  it('judges modules in folders of its own once they are there', () => {
    const app = call({ ...DB, storage_encrypted: false });
    const message = messageOf(() => {
      app.synth();
    });
    expect(message).toContain('module.local.aws_db_instance.db');
    expect(message).toContain('rds-instance-storage-encrypted');
    expect(existsSync(project.manifest)).toBe(false);
  });

  it('does not warn of a module that it has judged', () => {
    call({ ...DB, storage_encrypted: true }).synth();
    expect(readFileSync(project.manifest, 'utf8')).not.toContain('is not checked');
  });

  it('warns of a module that it cannot judge once', () => {
    const app = project.app();
    const stack = newStack(app, 'shop');
    Guardrails.enforce(stack, ENCRYPTION);
    new TerraformHclModule(stack, 'remote', { source: 'terraform-aws-modules/rds/aws' });
    app.synth();
    const manifest = readFileSync(project.manifest, 'utf8');
    expect(manifest.match(/module\.remote is not checked: its source/g)).toHaveLength(1);
    expect(manifest.match(/is not checked/g)).toHaveLength(1);
  });
});

describe('a relative output folder', () => {
  const here = process.cwd();
  const reasonIn = (folder: string) => readRejection(join(project.folder, folder))?.reason;
  beforeEach(() => {
    process.chdir(project.folder);
    mkdirSync('inner/cdktf.out/stacks', { recursive: true });
  });
  afterEach(() => {
    process.chdir(here);
  });

  it('is the one that CDKTF writes to, after a change of the working directory too', () => {
    const app = new App();
    Guardrails.enforce(app, ENCRYPTION);
    const db = database(newStack(app, 'shop'), 'db', { storageEncrypted: false });
    writeFileSync('inner/cdktf.out/manifest.json', '{"stacks":{}}');
    process.chdir('inner');
    expect(
      messageOf(() => {
        app.synth();
      }),
    ).toContain('1 finding');
    expect(reasonIn('inner/cdktf.out')).toBe('the last synthesis was rejected');
    expect(existsSync('cdktf.out/manifest.json')).toBe(false);
    expect(existsSync('cdktf.out/stacks/shop/cdk.tf.json')).toBe(false);

    db.storageEncrypted = true;
    app.synth();
    expect(reasonIn('inner/cdktf.out')).toBeUndefined();
    expect(existsSync('cdktf.out/manifest.json')).toBe(true);
    expect(reasonIn('cdktf.out')).toBeDefined();
  });

  it('that is gone is for CDKTF to complain of', () => {
    const app = new App();
    Guardrails.enforce(app, ENCRYPTION);
    database(newStack(app, 'shop'), 'db');
    rmSync('cdktf.out', { recursive: true });
    expect(() => {
      app.synth();
    }).toThrow('ENOENT');
  });
});
