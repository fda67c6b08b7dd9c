import { TerraformVariable, Testing, type TerraformStack } from 'cdktf';
import { Secret } from '../../lib/secrets/secret';
import type { GeneratedSecretValue } from '../../lib/secrets/secret-props';
import { errorOf, newStack, onlyResource, synth } from '../core/support';

type Ephemeral = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function ephemeralOf(stack: TerraformStack): Ephemeral {
  return (JSON.parse(Testing.synth(stack, true)) as { readonly ephemeral: Ephemeral }).ephemeral;
}

function generated(stack: TerraformStack, generatedValue: GeneratedSecretValue = {}): Secret {
  return new Secret(stack, 'api', { generatedValue });
}

const TYPE = 'aws_secretsmanager_random_password';

describe('a generated value', () => {
  it('is made by an ephemeral block, and written through the write-only argument', () => {
    const stack = newStack();
    generated(stack);
    const [[name, block] = ['', {}], ...others] = Object.entries(ephemeralOf(stack)[TYPE] ?? {});
    expect(others).toEqual([]);
    expect(block).toMatchObject({ password_length: 32, require_each_included_type: true });
    expect(onlyResource(synth(stack), 'aws_secretsmanager_secret_version')).toMatchObject({
      secret_string_wo: `\${ephemeral.${TYPE}.${name}.random_password}`,
      secret_string_wo_version: 1,
    });
  });

  it('is part of a JSON object', () => {
    const stack = newStack();
    const host = new TerraformVariable(stack, 'host', {});
    generated(stack, {
      passwordLength: 64,
      excludeCharacters: '"${%{',
      excludePunctuation: true,
      jsonKey: 'password',
      jsonMembers: { username: 'app "one"', host: host.stringValue },
    });
    expect(Object.values(ephemeralOf(stack)[TYPE] ?? {})).toMatchObject([
      { password_length: 64, exclude_characters: '"$${%%{', exclude_punctuation: true },
    ]);
    expect(onlyResource(synth(stack), 'aws_secretsmanager_secret_version').secret_string_wo).toMatch(
      /^\$\{jsonencode\(\{"username" = "app \\"one\\"", "host" = var\.host, "password" = ephemeral\.aws_\w+\.\w+\.random_password\}\)\}$/,
    );
  });

  it('takes tokens for its length and characters', () => {
    const stack = newStack();
    const [length, text] = [
      new TerraformVariable(stack, 'length', { type: 'number' }),
      new TerraformVariable(stack, 'text', {}),
    ];
    generated(stack, { passwordLength: length.numberValue, excludeCharacters: text.stringValue });
    expect(Object.values(ephemeralOf(stack)[TYPE] ?? {})).toMatchObject([
      { password_length: '${var.length}', exclude_characters: '${var.text}' },
    ]);
  });

  it.each<[unknown, string]>([
    [null, 'SECRET_GENERATION_INVALID'],
    ['yes', 'SECRET_GENERATION_INVALID'],
    [[], 'SECRET_GENERATION_INVALID'],
    [{ passwordLength: 19 }, 'SECRET_GENERATION_INVALID'],
    [{ passwordLength: 4097 }, 'SECRET_GENERATION_INVALID'],
    [{ passwordLength: '32' }, 'SECRET_GENERATION_INVALID'],
    [{ excludeCharacters: '' }, 'SECRET_GENERATION_INVALID'],
    [{ excludeCharacters: 'é' }, 'SECRET_GENERATION_INVALID'],
    [{ excludeCharacters: 'x'.repeat(33) }, 'SECRET_GENERATION_INVALID'],
    [{ excludePunctuation: 'no' }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: '' }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: 'a b' }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: '${var.key}' }, 'SECRET_GENERATION_INVALID'],
    [{ jsonMembers: { username: 'app' } }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: 'value', jsonMembers: { value: 'x' } }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: 'password', jsonMembers: { port: 5432 } }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: 'password', jsonMembers: null }, 'SECRET_GENERATION_INVALID'],
    [{ jsonKey: 'password', jsonMembers: { api_key: 'hunter' + '2' } }, 'SECRET_LITERAL_VALUE'],
  ])('is refused with %p', (value, code) => {
    const error = errorOf(() => generated(newStack(), value as never));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('hunter2');
    expect(error.constructPath).toBe('shop/api');
  });

  it.each<[string, (stack: TerraformStack, secret: Secret, name: string) => void]>([
    [
      'an override on the stack',
      (stack, _, name) => {
        stack.addOverride(`ephemeral.${TYPE}.${name}.password_length`, 4);
      },
    ],
    [
      'a removal on the stack',
      (stack, _, name) => {
        stack.addOverride(`ephemeral.${TYPE}.${name}`, undefined);
      },
    ],
    [
      'a removal of all',
      (stack) => {
        stack.addOverride('ephemeral', undefined);
      },
    ],
    ['a removal from the tree', (_, secret) => secret.node.tryRemoveChild('GeneratedValue')],
  ])('notices %s', (_, attack) => {
    const stack = newStack();
    const secret = generated(stack);
    const name = Object.keys(ephemeralOf(stack)[TYPE] ?? {})[0] ?? '';
    attack(stack, secret, name);
    expect(() => synth(stack)).toThrow(/SECRET_GENERATED_VALUE: .* was (?:removed|overridden)/);
  });

  it('cannot be weakened by an override on the block itself', () => {
    const stack = newStack();
    const block = generated(stack).node.findChild('GeneratedValue') as unknown as TerraformStack;
    block.addOverride('password_length', 4);
    expect(Object.values(ephemeralOf(stack)[TYPE] ?? {})).toMatchObject([{ password_length: 32 }]);
  });
});

describe('the ephemeral value of a secret', () => {
  const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/api-AbCdEf';

  it('is read after it is written, once for all uses', () => {
    const stack = newStack();
    const secret = generated(stack, { jsonKey: 'password' });
    new Secret(stack, 'copy', { secretStringWo: secret.ephemeralValueFromJson('password') });
    new Secret(stack, 'whole', { secretStringWo: secret.ephemeralValue() });
    const reads = Object.entries(ephemeralOf(stack).aws_secretsmanager_secret_version ?? {});
    expect(reads).toHaveLength(1);
    const [[name, block] = ['', {}]] = reads;
    expect(block).toMatchObject({
      secret_id: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.api_\w+\.arn\}$/) as unknown,
      depends_on: [expect.stringMatching(/^aws_secretsmanager_secret_version\.api_Value_\w+$/)],
    });
    const written = Object.values(synth(stack).resource.aws_secretsmanager_secret_version ?? {}).map(
      ({ secret_string_wo }) => secret_string_wo,
    );
    expect(written).toContain(
      `\${jsondecode(ephemeral.aws_secretsmanager_secret_version.${name}.secret_string).password}`,
    );
    expect(written).toContain(`\${ephemeral.aws_secretsmanager_secret_version.${name}.secret_string}`);
  });

  it('is read from secrets that were made elsewhere', () => {
    const stack = newStack();
    new Secret(stack, 'copy', { secretStringWo: Secret.fromSecretArn(stack, 'api', ARN).ephemeralValue() });
    expect(Object.values(ephemeralOf(stack).aws_secretsmanager_secret_version ?? {})).toMatchObject([
      { secret_id: ARN },
    ]);
  });

  it.each(['', 7, undefined, '${var.key}', 'a.b', 'a"b', 'a b', '1a'])('is refused for member %p', (key) => {
    const secret = Secret.fromSecretArn(newStack(), 'api', ARN);
    expect(errorOf(() => secret.ephemeralValueFromJson(key as never)).code).toBe('SECRET_JSON_KEY_INVALID');
  });
});
