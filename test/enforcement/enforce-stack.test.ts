import { existsSync } from 'node:fs';
import { Testing, type TerraformStack } from 'cdktf';
import type { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { Guardrails } from '../../lib/enforcement/guardrails';
import { Suppressions } from '../../lib/core/suppressions';
import { EnforcementMode } from '../../lib/enforcement/enforcement-mode';
import { database, ENCRYPTION, messageOf, newStack, PLACE, Project } from './enforced-app';

function enforcedStack(): TerraformStack {
  const stack = newStack(Testing.app(), 'shop');
  Guardrails.enforce(stack, ENCRYPTION);
  return stack;
}

const path = (db: DbInstance): string => `resource.aws_db_instance.${db.friendlyUniqueId}.storage_encrypted`;

const UNDOINGS: readonly (readonly [string, (db: DbInstance, stack: TerraformStack) => void])[] = [
  [
    'a setter',
    (db) => {
      db.storageEncrypted = false;
    },
  ],
  [
    'reset',
    (db) => {
      db.resetStorageEncrypted();
    },
  ],
  [
    'addOverride with false',
    (db) => {
      db.addOverride('storage_encrypted', false);
    },
  ],
  [
    'addOverride with null',
    (db) => {
      db.addOverride('storage_encrypted', null);
    },
  ],
  [
    'addOverride with undefined',
    (db) => {
      db.addOverride('storage_encrypted', undefined);
    },
  ],
  [
    'addOverride with an expression that is false',
    (db, stack) => {
      stack.addOverride('variable.choice', { type: 'bool', default: false });
      db.addOverride('storage_encrypted', '${var.choice}');
    },
  ],
  [
    'an override of the stack',
    (db, stack) => {
      stack.addOverride(path(db), false);
    },
  ],
];

describe('Guardrails.enforce on a stack', () => {
  it('lets Testing.synth with validations pass for a compliant stack', () => {
    const stack = enforcedStack();
    database(stack, 'db');
    expect(Testing.synth(stack, true)).toContain('"storage_encrypted": true');
  });

  it.each(UNDOINGS)('sees encryption undone by %s', (_name, undo) => {
    const stack = enforcedStack();
    undo(database(stack, 'db'), stack);
    const message = messageOf(() => Testing.synth(stack, true));
    expect(message).toContain('rds-instance-storage-encrypted');
    expect(message).toContain('shop/db');
    expect(message).toMatch(PLACE);
  });

  it('sees an expression that is not known as unknown, which fails when told to', () => {
    const stack = enforcedStack();
    stack.addOverride('variable.choice', { type: 'bool' });
    database(stack, 'db').addOverride('storage_encrypted', '${var.choice}');
    Testing.synth(stack, true);
    Guardrails.enforce(stack, { failOnUnknown: true });
    expect(messageOf(() => Testing.synth(stack, true))).toContain('var.choice');
  });

  it.each(UNDOINGS)('sees encryption undone by %s when the app judges', (_name, undo) => {
    const project = new Project();
    const app = project.app();
    Guardrails.enforce(app, ENCRYPTION);
    const stack = newStack(app, 'shop');
    undo(database(stack, 'db'), stack);
    const message = messageOf(() => {
      app.synth();
    });
    expect(message).toContain('rds-instance-storage-encrypted');
    expect(existsSync(project.manifest)).toBe(false);
    project.remove();
  });

  it('judges its own resources only', () => {
    const app = Testing.app();
    const [one, other] = [newStack(app, 'one'), newStack(app, 'other')];
    Guardrails.enforce(one, ENCRYPTION);
    database(other, 'db', { storageEncrypted: false });
    Testing.synth(other, true);
    Testing.synth(one, true);
    database(one, 'db', { storageEncrypted: false });
    expect(messageOf(() => Testing.synth(one, true))).toContain('1 finding in 1 stack');
  });

  it('takes suppressions of its constructs', () => {
    const stack = enforcedStack();
    const db = database(stack, 'db', { storageEncrypted: false });
    Suppressions.of(db).add({ rule: 'CKV_AWS_16', reason: 'holds nothing but the public catalogue' });
    expect(Testing.synth(stack, true)).toContain('"storage_encrypted": false');
  });

  it('warns before the annotations are gathered', () => {
    const stack = enforcedStack();
    Guardrails.enforce(stack, { mode: EnforcementMode.WARN });
    const db = database(stack, 'db', { storageEncrypted: false });
    Testing.synth(stack, true);
    expect(db.node.metadata.some(({ type }) => type === '@cdktf/warn')).toBe(true);
  });

  it('does nothing to a synthesis without validations', () => {
    const stack = enforcedStack();
    database(stack, 'db', { storageEncrypted: false });
    expect(Testing.synth(stack)).toContain('"storage_encrypted": false');
  });
});
