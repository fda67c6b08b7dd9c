import { Key } from '../../lib/encryption/key';
import { KeySpec, KeyUsage } from '../../lib/encryption/key-spec';
import type { Grant } from '../../lib/iam/grant';
import type { IRole } from '../../lib/iam/role-ref';
import { Role } from '../../lib/iam/role';
import { ServicePrincipal } from '../../lib/iam/service-principal';
import { Secret } from '../../lib/secrets/secret';
import { errorOf, newStack, onlyResource, overrideAttacks, synth } from '../core/support';

function newRole(stack = newStack()): Role {
  return new Role(stack, 'app', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
}

describe('a key of another spec', () => {
  it.each<[KeySpec, KeyUsage | undefined, string]>([
    [KeySpec.RSA_4096, undefined, 'SIGN_VERIFY'],
    [KeySpec.RSA_2048, KeyUsage.ENCRYPT_DECRYPT, 'ENCRYPT_DECRYPT'],
    [KeySpec.ECC_NIST_P384, KeyUsage.KEY_AGREEMENT, 'KEY_AGREEMENT'],
    [KeySpec.ECC_SECG_P256K1, undefined, 'SIGN_VERIFY'],
    [KeySpec.HMAC_512, undefined, 'GENERATE_VERIFY_MAC'],
  ])('%s for %s does not rotate, which AWS refuses for it', (keySpec, keyUsage, usage) => {
    const stack = newStack();
    const key = new Key(stack, 'key', { keySpec, keyUsage });
    const json = onlyResource(synth(stack), 'aws_kms_key');
    expect(json).toMatchObject({
      customer_master_key_spec: keySpec.name,
      key_usage: usage,
      deletion_window_in_days: 30,
    });
    expect(json).not.toHaveProperty('enable_key_rotation');
    expect(json).not.toHaveProperty('rotation_period_in_days');
    expect(key.keyUsage.toString()).toBe(usage);
  });

  it.each<[KeySpec, KeyUsage, string]>([
    [KeySpec.SYMMETRIC_DEFAULT, KeyUsage.SIGN_VERIFY, 'KeyUsage.ENCRYPT_DECRYPT'],
    [KeySpec.HMAC_256, KeyUsage.ENCRYPT_DECRYPT, 'KeyUsage.GENERATE_VERIFY_MAC'],
    [KeySpec.ECC_SECG_P256K1, KeyUsage.KEY_AGREEMENT, 'KeyUsage.SIGN_VERIFY'],
    [KeySpec.RSA_2048, KeyUsage.GENERATE_VERIFY_MAC, 'KeyUsage.SIGN_VERIFY, KeyUsage.ENCRYPT_DECRYPT'],
  ])('%s is refused for %s', (keySpec, keyUsage, allowed) => {
    const error = errorOf(() => new Key(newStack(), 'key', { keySpec, keyUsage }));
    expect(error.code).toBe('KEY_USAGE_INVALID');
    expect(error.message).toContain(`allowed for ${keySpec.name} are ${allowed};`);
  });

  it.each<[string, unknown]>([
    ['customer_master_key_spec', 'RSA_2048'],
    ['key_usage', 'ENCRYPT_DECRYPT'],
  ])('keeps %s', (attribute, value) => {
    for (const [, attack] of overrideAttacks(attribute, value)) {
      const stack = newStack();
      const { resource } = new Key(stack, 'key', { keySpec: KeySpec.RSA_4096 });
      attack(resource, stack);
      expect(() => synth(stack)).toThrow(/KEY_MATERIAL/);
    }
  });
});

describe('grants on keys of other specs', () => {
  type Method = (key: Key, role: IRole) => Grant;
  const methods: readonly (readonly [string, Method, KeyUsage, readonly string[]])[] = [
    ['grantSign', (key, role) => key.grantSign(role), KeyUsage.SIGN_VERIFY, ['kms:Sign']],
    ['grantVerify', (key, role) => key.grantVerify(role), KeyUsage.SIGN_VERIFY, ['kms:Verify', 'kms:GetPublicKey']],
    ['grantGenerateMac', (key, role) => key.grantGenerateMac(role), KeyUsage.GENERATE_VERIFY_MAC, ['kms:GenerateMac']],
    ['grantVerifyMac', (key, role) => key.grantVerifyMac(role), KeyUsage.GENERATE_VERIFY_MAC, ['kms:VerifyMac']],
    ['grantEncrypt', (key, role) => key.grantEncrypt(role), KeyUsage.ENCRYPT_DECRYPT, ['kms:Encrypt']],
  ];
  const specs = [KeySpec.RSA_2048, KeySpec.HMAC_256];

  it.each(methods)('%s lists exact actions, and is refused for keys of other usages', (_, method, usage, actions) => {
    const stack = newStack();
    const keySpec = specs.find(({ usages }) => usages.includes(usage));
    method(new Key(stack, 'key', { keySpec, keyUsage: usage }), newRole(stack));
    const policy = JSON.parse(String(onlyResource(synth(stack), 'aws_iam_policy').policy)) as {
      readonly Statement: readonly { readonly Action: readonly string[] }[];
    };
    expect(policy.Statement.map(({ Action }) => Action)).toEqual([actions]);
    for (const spec of [KeySpec.SYMMETRIC_DEFAULT, ...specs].filter(({ usages }) => usages[0] !== usage)) {
      const key = new Key(stack, spec.name, { keySpec: spec });
      expect(errorOf(() => method(key, newRole(newStack()))).code).toBe('KEY_USAGE_MISMATCH');
    }
  });
});

it('is granted without services and encryption contexts, which asymmetric keys do not know', () => {
  const stack = newStack();
  const key = new Key(stack, 'key', { keySpec: KeySpec.RSA_4096, keyUsage: KeyUsage.ENCRYPT_DECRYPT });
  const role = newRole(stack);
  for (const options of [{ viaService: 's3' }, { encryptionContext: { purpose: 'invoices' } }])
    expect(errorOf(() => key.grantDecrypt(role, options)).code).toBe('KEY_USAGE_MISMATCH');
  expect(key.grantDecrypt(role).principalStatements).toHaveLength(1);
});

it('a key that services cannot use is refused by constructs that encrypt', () => {
  const stack = newStack();
  const encryptionKey = new Key(stack, 'key', { keySpec: KeySpec.RSA_4096, keyUsage: KeyUsage.ENCRYPT_DECRYPT });
  const error = errorOf(() => new Secret(stack, 'secret', { encryptionKey }));
  expect(error.code).toBe('KEY_USAGE_MISMATCH');
  expect(error.message).toContain('encryptionKey is of RSA_4096');
});
