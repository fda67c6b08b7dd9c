import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Guardrails, Key, Secret } from '../../lib';
import { declareLoosening } from '../../lib/core/loosening';
import { SecuredConstruct } from '../../lib/core/secured-construct';
import { errorOf, newStack } from './support';

const REASON = 'the keys of test accounts are cleared away within a month';

function shorterKey(stack: TerraformStack, id = 'key', looseningReason: string | undefined = REASON): Key {
  return new Key(stack, id, { deletionWindowDays: 7, looseningReason });
}

describe('Guardrails.loosened', () => {
  it('lists what was made weaker, by whom, why and where', () => {
    const stack = newStack();
    shorterKey(stack);
    const [loosening, ...others] = Guardrails.loosened(stack);
    expect(others).toEqual([]);
    expect(loosening).toEqual({
      constructPath: 'shop/key',
      construct: 'Key',
      setting: 'deletionWindowDays',
      defaultValue: '30',
      value: '7',
      reason: REASON,
      source: expect.objectContaining({ file: 'test/core/loosening.test.ts' }) as unknown,
    });
  });

  it('lists nothing for defaults, for stronger values and for the default said aloud', () => {
    const stack = newStack();
    new Key(stack, 'defaults', { looseningReason: REASON });
    new Key(stack, 'stronger', { rotationPeriodDays: 90 });
    new Secret(stack, 'same', { recoveryWindowDays: 30 });
    expect(Guardrails.loosened(stack)).toEqual([]);
  });

  it('lists all of an app, of one stack, or of one construct, in the order of the tree', () => {
    const app = Testing.app();
    const stacks = ['one', 'two'].map((name) => new TerraformStack(app, name));
    for (const stack of stacks) {
      new Key(stack, 'b', { deletionWindowDays: 8, rotationPeriodDays: 730, looseningReason: REASON });
      new Secret(stack, 'a', { recoveryWindowDays: 8, looseningReason: REASON });
    }
    const places = (scope: Parameters<typeof Guardrails.loosened>[0]): readonly string[] =>
      Guardrails.loosened(scope).map(({ constructPath, setting }) => `${constructPath} ${setting}`);
    expect(places(app)).toEqual([
      'one/b rotationPeriodDays',
      'one/b deletionWindowDays',
      'one/a recoveryWindowDays',
      'two/b rotationPeriodDays',
      'two/b deletionWindowDays',
      'two/a recoveryWindowDays',
    ]);
    expect(places(stacks[1] ?? app)).toHaveLength(3);
    expect(places(stacks[0]?.node.findChild('a') ?? app)).toEqual(['one/a recoveryWindowDays']);
  });

  it('forgets constructs that are taken out of the tree', () => {
    const stack = newStack();
    shorterKey(stack);
    stack.node.tryRemoveChild('key');
    expect(Guardrails.loosened(stack)).toEqual([]);
  });
});

describe('a weaker default', () => {
  it.each([undefined, '', '   ', '...', 7, null, '${var.reason}'])('is refused with reason %p', (reason) => {
    const error = errorOf(
      () => new Key(newStack(), 'key', { deletionWindowDays: 7, looseningReason: reason as never }),
    );
    expect(error.code).toBe('LOOSENING_REASON_MISSING');
    expect(error.constructPath).toBe('shop/key');
    expect(error.message).toContain('deletionWindowDays is 7, which is weaker than the default 30');
  });

  it('stands in the metadata of the written resource, with every other of the construct', () => {
    const app = new App({ outdir: path.join(Testing.app().outdir, 'out') });
    const stack = new TerraformStack(app, 'shop');
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    new Key(stack, 'key', { rotationPeriodDays: 730, deletionWindowDays: 7, looseningReason: `  ${REASON} ` });
    app.synth();
    const file = path.join(app.outdir, 'stacks', 'shop', 'cdk.tf.json');
    const { resource } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly resource: { readonly aws_kms_key: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    };
    const [written] = Object.values(resource.aws_kms_key);
    expect(written?.['//']).toMatchObject({
      guardrails: {
        loosened: [
          { setting: 'rotationPeriodDays', default: '365', value: '730', reason: REASON },
          { setting: 'deletionWindowDays', default: '30', value: '7', reason: REASON },
        ],
      },
      metadata: { path: 'shop/key/Resource' },
    });
  });

  it('is not hidden from the guarantees: the raw resource cannot go below what was declared', () => {
    const stack = newStack();
    const key = new Key(stack, 'key', { deletionWindowDays: 20, looseningReason: REASON });
    key.resource.deletionWindowInDays = 25;
    expect(() => Testing.synth(stack, true)).not.toThrow();
    key.resource.deletionWindowInDays = 19;
    expect(() => Testing.synth(stack, true)).toThrow(/KEY_DELETION_WINDOW/);
  });
});

describe('declareLoosening', () => {
  class Owner extends SecuredConstruct {}

  function newOwner(): { readonly stack: TerraformStack; readonly owner: Owner; readonly resource: KmsKey } {
    const stack = newStack();
    const owner = new Owner(stack, 'owner');
    return { stack, owner, resource: new KmsKey(owner, 'key', {}) };
  }

  it('shows tokens as the expressions they become', () => {
    const { stack, owner, resource } = newOwner();
    const days = new TerraformVariable(stack, 'days', { type: 'number' });
    declareLoosening(owner, resource, { setting: 's', defaultValue: true, value: days.numberValue, reason: REASON });
    expect(Guardrails.loosened(stack)).toMatchObject([{ defaultValue: 'true', value: '${var.days}' }]);
  });

  it('keeps the last word about a setting', () => {
    const { stack, owner, resource } = newOwner();
    for (const value of [1, 2])
      declareLoosening(owner, resource, { setting: 's', defaultValue: 3, value, reason: REASON });
    expect(Guardrails.loosened(stack).map(({ value }) => value)).toEqual(['2']);
  });
});
